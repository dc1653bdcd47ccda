"""What a page is asked with: whose request, of which day and place, in which words."""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from functools import cached_property
from typing import Any

from fastapi import Request, Response

from api.captions import Captions
from api.console.frame import framed
from api.console.remembered import SAID, remembered_in
from api.errors import BadParameter, PlaceEnded
from api.languages import language_of
from api.routes.requested import LiveNetwork, RequestedWithin, account_of, showing_of
from graph.errors import NotFound
from graph.facts import facts_of
from graph.keys import is_key
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.viewing import Showing, is_person

#: Rows a page shows.
PAGE = 50
#: No revision has a number with more digits than this.
_DIGITS = 9


class Asked:
    """What a page is asked with.

    Attributes:
        request: The request.
        live: The live network of whoever asks.
        account: Whose request it is.
        lang: The language to speak.
        personal: Whether what is personal is asked for, which is written down where it is shown.
    """

    def __init__(self, request: Request, live: LiveNetwork) -> None:
        """Read the state of the page off its address; what is empty there was not said.

        Raises:
            BadParameter: A part of it is not what it should be.
            NoSuchRevision: The revision was never made.
            StoreError: The store went away.
        """
        self.request, self.live, self.account = request, live, account_of(request)
        self.lang = language_of(request)
        self.personal = self.said("personal") is not None and self.account.role.writes
        revision = self.said("revision")
        if revision is not None and not (revision.isascii() and revision.isdigit() and len(revision) <= _DIGITS):
            raise BadParameter(parameter="revision", found=revision, expected="expected.integer")
        number = None if revision is None else int(revision)
        self._requested = RequestedWithin(request, live, self.said("on"), number, None)

    def said(self, name: str) -> str | None:
        """Return what the address says of a part of the state; None where it says nothing."""
        return self.request.query_params.get(name, "").strip() or None

    def several(self, name: str) -> list[str]:
        """Return everything that the address says of a part of the state."""
        return [one for one in self.request.query_params.getlist(name) if one.strip()]

    @property
    def whole_paths(self) -> bool:
        """Whether each path is told from its beginning: a CSV is for a program, and says nowhere what all lie in."""
        return self.said("as") == "csv"

    @property
    def on(self) -> Any:
        """The day asked about."""
        return self._requested.on

    @property
    def served(self) -> Any:
        """The revision."""
        return self._requested.served

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self._requested.rules

    @property
    def whole(self) -> Network:
        """The network on the day, of everything that whoever asks may see."""
        return self._requested.network

    @cached_property
    def within(self) -> str | None:
        """Key of the place asked about: what the address says, by key or name; else that of the account.

        Raises:
            NotFound: There is no such place.
            PlaceEnded: None is said, and that of the account is not there on the day.
        """
        said = self.said("within")
        try:
            return self._own_place() if said is None else self.key(said, ("place",))
        except NotFound:
            self.request.state.lost = self
            raise

    def _own_place(self) -> str | None:
        place = self.account.place
        try:
            return None if place is None else self.whole.key(self.whole.row(place))
        except NotFound:
            raise PlaceEnded(on=self.on) from None

    def of_everything(self) -> Asked:
        """Return the same asked about all that whoever asks may see, whatever the address says.

        Raises:
            PlaceEnded: That of the account is not there on the day.
        """
        other = copy(self)
        other.within = self._own_place()
        return other

    @cached_property
    def network(self) -> Network:
        """The network on the day, within the place."""
        return self.whole.within(self.within)

    @property
    def told(self) -> tuple[str, ...]:
        """What came of the form that led here, in sentences."""
        return remembered_in(self.request.app.state).told(self.account.name, self.said(SAID))

    @property
    def wrote(self) -> int | None:
        """The revision that the form wrote which led here."""
        return remembered_in(self.request.app.state).wrote(self.account.name, self.said(SAID))

    @cached_property
    def names(self) -> Names:
        """Everything on the day by name."""
        return self._requested.names

    @cached_property
    def showing(self) -> Showing:
        """What whoever asks is shown."""
        return showing_of(self.request, self.whole, personal=self.personal)

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """The profiles that the places follow; a name that a ledger writes and no rules have is none."""
        return tuple(one for one in facts_of(self.network, self.rules).profiles.names if one in self.rules.profiles)

    @cached_property
    def words(self) -> Rules:
        """The rules in the words of the profiles that the places follow."""
        return self.rules.spoken(self.followed)

    @cached_property
    def say(self) -> Captions:
        """The words of codes in the language."""
        return Captions(self.whole, self.rules, self.lang)

    def key(self, ref: str, kinds: Collection[str] | None = None) -> str:
        """Return the key of what somebody wrote: a key, or a name that one thing has.

        Raises:
            NotFound: Nothing is called so, or several things are.
        """
        if is_key(ref) and (kinds is None or ref.rpartition("-")[0] in kinds):
            return self.whole.key(self.whole.row(ref))
        return self.names.resolve(ref, None if kinds is None else tuple(kinds), formerly=True)

    def called(self, key: str | None) -> str:
        """Return what a thing is called: a person as whoever asks may see, all else by path; empty for None."""
        if key is None:
            return ""
        if is_person(key):
            return self.showing.name(key) or self.say("console.somebody")
        try:
            path = self.names.path_of(key)
        except NotFound:
            return key
        giver, at, rest = path.partition("//")  # what a person gives is called by the person
        return f"{self.called(giver)}{at}{rest}" if at and is_key(giver) and is_person(giver) else path

    def framed(self, template: str, *, name: str, status: int = 200, **context: Any) -> Response:
        """Return the page, with what it is asked with beside what it is filled with."""
        return framed(self.request, template, name=name, status=status, asked=self, **context)
