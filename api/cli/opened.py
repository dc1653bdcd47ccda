"""What a question is asked with: the network, the rules and the names, opened once from the options."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import graph
from api.captions import Captions
from api.cli.language import checked
from api.cli.said import day, whole
from api.naming import names_of
from graph.errors import NotFound
from graph.facts import facts_of
from graph.keys import is_key
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.stores import Store, open_store
from graph.viewing import Showing, Viewer, is_person, owner


def opened(where: str) -> Store:
    """Return the store at a path or address; a command that asks never makes one.

    Raises:
        StoreError: There is none there, or it cannot be read.
    """
    return open_store(where, create=False)


def rules_in(folder: str | None) -> Rules:
    """Return the rules in force: those that come with linli, and those of a folder if one is named.

    Raises:
        BadInput: There is no such folder, or a rule in it cannot be.
    """
    return graph.load_rules() if folder is None else graph.load_rules(Path(folder).expanduser())


__all__ = ["Opened", "day", "opened", "rules_in", "whole"]


class Opened:
    """A store read once for one command, seen on a date, within a place, in a language.

    Attributes:
        rules: The profiles and norms in force.
        viewer: Who looks.
        network: The network that questions take.
        names: Everything in it by name.
        say: The words of codes.
        limit: How many rows to show.
    """

    def __init__(
        self,
        store: str,
        *,
        within: str | None = None,
        on: str | None = None,
        revision: str | None = None,
        lang: str = "zh",
        limit: str = "0",
        ended: bool = False,
        rules: str | None = None,
        viewer: Viewer | None = None,
    ) -> None:
        """Read what the options name; with ``ended``, what is over by the date can be named too.

        Beside the rules that come with linli, those of the folder ``rules`` are in force. Whoever has the store
        is its owner, and looks, unless another ``viewer`` is named.

        Raises:
            Mistake: An option's value is not what it should be.
            BadInput: There are no rules in the folder, or not such as can be.
            StoreError: The store cannot be read.
            NotFound: There is no place called as ``within`` says, or several are.
        """
        self.lang, self._ended = checked(lang), ended
        self.limit = whole("--limit", limit) or 0
        number, on_day = whole("--revision", revision), day("--on", on)
        self.rules: Rules = rules_in(rules)
        self.viewer = viewer or owner("terminal", "linli")
        if number is not None:  # consent may have been withdrawn since
            self.viewer = replace(self.viewer, today=None)
        self.network: Network = graph.open(store, revision=number, on=on_day).told(self.viewer)
        if within is not None:
            self.network = self.network.within(self.key(within, ("place",)))

    @cached_property
    def words(self) -> Rules:
        """The rules in the words of the profiles that the places of the network follow."""
        return self.rules.spoken(facts_of(self.network, self.rules).profiles.names)

    @cached_property
    def names(self) -> Names:
        """Everything in the network by name, on its date; in the words of its profile where it has one."""
        return names_of(self.network, self.rules, ended=self._ended)

    @cached_property
    def showing(self) -> Showing:
        """What the viewer is shown, in the one output of the command."""
        return Showing(self.viewer, self.network)

    @cached_property
    def say(self) -> Captions:
        """The words of codes in the language."""
        return Captions(self.network, self.rules, self.lang)

    def key(self, ref: str, kinds: Iterable[str] | None = None) -> str:
        """Return the key of what a reference names.

        Raises:
            NotFound: Nothing is called so, or several things are; or what has that key is not there on the date.
        """
        if is_key(ref) and not self._ended and (kinds is None or ref.rpartition("-")[0] in kinds):
            return self.network.key(self.network.row(ref))
        return self.names.resolve(ref, None if kinds is None else tuple(kinds), formerly=True)

    def called(self, key: str) -> str:
        """Return what a thing is called to the viewer: a person by name, all else by path.

        Before many are called, ``showing.names`` reads their names at once.
        """
        return self.showing.name(key) or key if is_person(key) else self.path(key)

    def path(self, key: str) -> str:
        """Return the path of a thing, on the date or on another; its key for a person."""
        try:
            return self.names.path_of(key)
        except NotFound:
            return key
