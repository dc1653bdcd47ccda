"""What a request asks of: a revision, seen on a day, within a place; fixed when it comes in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

import graph
from api.access import OWNER, Account
from api.errors import BadParameter, NotAllowed, NotSignedIn
from api.naming import names_for
from api.routes.paging import PageAt, Position, page_of, read_position
from api.routes.parameters import DEFAULT_LIMIT, AtRevision, Cursor, Limit, On, Within
from api.serving import Served, Watched, tellable
from api.whoami import by_whom
from graph.answers import Answer, Page
from graph.errors import BadValue
from graph.kinds import Sensitivity
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.values.dates import DAY
from graph.values.json_text import json_text
from graph.viewing import Showing, Viewer, named_document, owner


def live_of(request: Request) -> Watched:
    """Return the live network, as far as whoever asks may know of it: no address sees more (SEMANTICS V20)."""
    live: Watched = request.app.state.live
    return live.seen_by(account_of(request))


async def _live_of(request: Request) -> Watched:
    """Return the same; whoever sees all of it waits for no thread, since nothing has to be cut for them."""
    account = account_of(request)
    if account.place is None and account.partner is None and account.seat is None:
        return live_of(request)
    return await run_in_threadpool(live_of, request)


LiveNetwork = Annotated[Watched, Depends(_live_of)]


class Requested:
    """A revision on a day.

    Attributes:
        request: The request.
        served: The revision.
        on: The day.
        page: The page asked for; None = it has no pages.
    """

    page: PageAt | None = None

    def __init__(self, request: Request, live: LiveNetwork, on: On = None, revision: AtRevision = None) -> None:
        """Take what the parameters name.

        Raises:
            BadParameter: A parameter is not what it should be.
            NoSuchRevision: The revision was never made.
            StoreError: The store went away.
        """
        self.request = request
        self.served: Served = live.at(revision)
        self.on = day("on", on) or graph.today()

    @property
    def rules(self) -> Rules:
        """The rules in force."""
        return self.served.rules

    @cached_property
    def network(self) -> Network:
        """The network on the day."""
        return tellable(self.served.network(self.on))

    @cached_property
    def names(self) -> Names:
        """Everything on the day by name, as far as whoever asks may know it."""
        return names_for(viewer_of(self.request), self.served.names(self.on), self.network)


class RequestedWithin(Requested):
    """A revision on a day, asked about one place.

    Attributes:
        within: Id of the place; None = everything.
    """

    def __init__(
        self,
        request: Request,
        live: LiveNetwork,
        on: On = None,
        revision: AtRevision = None,
        within: Within = None,
    ) -> None:
        """Take what the parameters name."""
        super().__init__(request, live, on, revision)
        self.within = within

    @cached_property
    def network(self) -> Network:
        """The network on the day, within the place.

        Raises:
            NotFound: There is no such place.
        """
        return tellable(self.served.network(self.on)).within(self.within)

    def shown(self, answer: Answer, showing: Showing, page: Page | None = None) -> str:
        """Return an answer, or a page of it, with the names of the people in it."""
        return json_text(named_document(answer, showing, page))


class RequestedByPage(RequestedWithin):
    """The same, read page by page; without a day, the day of the first page stays.

    Attributes:
        page: The page asked for.
    """

    def __init__(
        self,
        request: Request,
        live: LiveNetwork,
        on: On = None,
        revision: AtRevision = None,
        within: Within = None,
        limit: Limit = DEFAULT_LIMIT,
        cursor: Cursor = None,
    ) -> None:
        """Take what the parameters name.

        Raises:
            BadCursor: The cursor is garbled, foreign or outdated.
        """
        super().__init__(request, live, on, revision, within)
        position: Position | None = None if cursor is None else read_position(cursor)
        if position is not None and on is None:
            self.on = date.fromisoformat(position.on)
        self.page: PageAt = page_of(request, self.served, self.on, limit, position)


def showing_of(request: Request, network: Network, *, personal: bool = False) -> Showing:
    """Return what a request is shown of a network; what is personal only where it asks for that."""
    return Showing(viewer_of(request, personal=personal), network)


def account_of(request: Request) -> Account:
    """Return whose request it is, as the guard found out.

    Raises:
        NotSignedIn: The guard did not see it, so it is nobody's.
    """
    account: Account | None = getattr(request.state, "account", None)
    if account is None:
        raise NotSignedIn
    return account


def by_of(request: Request, said: str | None) -> str:
    """Return by whom a request writes: whoever is signed in, and nobody else (SEMANTICS V13).

    Raises:
        BadParameter: It says somebody else.
        BadInput: Without users, what it says cannot be written down.
    """
    account = account_of(request)
    if account == OWNER:
        return by_whom(said)
    if said not in (None, "", account.name):
        raise BadParameter("http_by", parameter="by", name=account.name)
    return account.name


def viewer_of(request: Request, *, personal: bool = False) -> Viewer:
    """Return who looks through a request, and for what.

    Raises:
        NotAllowed: It asks for what is personal, which whoever makes it never sees: an answer without it would look as
            if there were nothing of the sort.
    """
    known: dict[bool, Viewer] = request.scope.setdefault("linli.viewers", {})
    if personal not in known:
        account = account_of(request)
        mine = owner("http", f"{request.method} {request.url.path}", personal=personal)
        if personal and account != OWNER and account.sees(personal=True) is not Sensitivity.PERSONAL:
            raise NotAllowed("http_personal", role=account.called)
        theirs = mine if account == OWNER else replace(mine, who=account.name, sees=account.sees(personal=personal))
        known[personal] = theirs
    return known[personal]


def day(parameter: str, said: str | None, expected: str = "expected.day") -> date | None:
    """Return the day that a parameter says; None where it was not given.

    Args:
        parameter: What it is called.
        said: What it says.
        expected: The code of all that it takes.

    Raises:
        BadParameter: It is not a day.
    """
    try:
        return DAY.clean(said)
    except BadValue as error:
        if error.params.get("expected") == "expected.day":
            raise BadParameter(parameter=parameter, found=error.params.get("found", ""), expected=expected) from None
        raise bad(parameter, error) from None


def bad(parameter: str, error: BadValue) -> BadParameter:
    """Return the refusal of a value as that of a parameter."""
    return BadParameter(
        parameter=parameter, found=error.params.get("found", ""), expected=error.params.get("expected", "")
    )
