"""What is called how but people: places by path, the rest by name, and the indices over them, each built when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

import polars as pl

from graph.errors import NotFound
from graph.kinds import things
from graph.names.displayed import Displayed
from graph.names.folding import fold
from graph.names.former import FormerNames
from graph.names.named import Things, nameable
from graph.names.paths import Paths
from graph.names.search import Search
from graph.rules import Vocabulary


class Known:
    """Places and things by name; several who may read of different people share one.

    Attributes:
        tables: What there is.
        on: The day of which it is; None = any.
        words: What codes are called.
    """

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        on: date | None,
        words: Vocabulary,
        paths: Callable[[date | None], Paths] | None,
    ) -> None:
        """Take what `graph.names.Names` takes, but people."""
        self.tables, self.on = tables, on
        self.words, self._paths_on = words, paths

    @cached_property
    def ever(self) -> Known:
        """The same on any day: what is not there on the day is still called something."""
        return self if self.on is None else Known(self.tables, None, self.words, self._paths_on)

    @cached_property
    def paths(self) -> Paths:
        """The places."""
        return Paths(self.tables, self.on) if self._paths_on is None else self._paths_on(self.on)

    @cached_property
    def things(self) -> Things:
        """Everything else that has a name."""
        return Things(self.tables, self.words, self.on)

    @cached_property
    def former(self) -> FormerNames:
        """What places and things were called."""
        return FormerNames(self.tables)

    @cached_property
    def displayed(self) -> Displayed:
        """How places and things are shown."""
        return Displayed(self.paths, self.things, self.path_of)

    @cached_property
    def others(self) -> set[str]:
        """The keys of people, and of what else is found by no name."""
        kinds = [kind.kind for kind in things() if kind.kind != "place" and kind.kind not in nameable()]
        return {key for kind in kinds for key in self.tables[kind]["key"].to_list()}

    @cached_property
    def nameless(self) -> dict[str, list[str]]:
        """What has no name of its own, as most posts, by the word for it."""
        found: dict[str, list[str]] = {}
        for key, one in self.things.known.items():
            if not one.name:
                found.setdefault(fold(self.things.word(key)), []).append(key)
        return found

    @cached_property
    def search(self) -> Search:
        """Every name, by its beginning, its parts, pinyin and initials."""
        return Search(self.all_names)

    def all_names(self) -> Iterable[str]:
        """Yield every name, and the word for what has none."""
        yield from dict.fromkeys(self.paths.names)
        yield from self.tables["place"]["short_name"].drop_nulls().unique().to_list()
        yield from (said for one in self.things.known.values() for said in (one.name, one.number) if said)
        yield from self.nameless
        yield from self.former.every()

    def knows(self, key: str) -> bool:
        """Return whether there is a thing of this key."""
        return key in self.paths.ids or key in self.things.known or key in self.others

    def path_of(self, key: str) -> str:
        """Return the displayed path of a thing; see `graph.names.Names.path_of`."""
        path = self.displayed.path(key)
        if path is not None:
            return path
        if key in self.others:
            return key
        if self.on is not None:
            return self.ever.path_of(key)
        raise NotFound(ref=key, candidates="")
