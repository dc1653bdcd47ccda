"""Where a thing is, so that *within* means the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.kinds import kind_of, ties
from graph.plain.facts.nesting import AXES, Places
from graph.plain.facts.reading import Reading


class Anchors:
    """The *anchor* of each thing: one place, or none.

    A place is its own. Else the first of what the ties from a thing give, by the ranks that these declare: the
    anchor of the lowest key that has one, or of the leading parent, or the lowest place that encloses all that it is
    tied to (on territory, else on property). What no tie anchors is where that is to which it refers.
    """

    def __init__(self, reading: Reading, places: Places) -> None:
        """Keep what to read from."""
        self._reading = reading
        self._places = places
        self._known: dict[str, str | None] = {}
        self._by_rank: dict[str, list[tuple[str, list[str]]]] = {}

    def of(self, key: str) -> str | None:
        """Return the anchor of a valid thing; None = outside every place."""
        if key not in self._known:
            self._known[key] = self._find(key, frozenset())
        return self._known[key]

    def _find(self, key: str, asked: frozenset[str]) -> str | None:
        kind = self._reading.kind(key)
        if key in asked or not self._reading.valid(key):
            return None
        if kind == "place":
            return key
        if key in self._reading.outside:
            return None
        return next((found for found in self._ways(key, kind, asked | {key}) if found is not None), None)

    def _ways(self, key: str, kind: str, asked: frozenset[str]) -> Iterator[str | None]:
        """Yield what each rank gives, then each reference."""
        for by, kinds in self._ranks(kind):
            if by == "leading":
                yield self._first(self._leading(key, kinds), asked)
            else:
                targets = sorted({to for tie in kinds for to in self._reading.targets(key, tie)})
                yield self._common(targets) if by == "common" else self._first(targets, asked)
        for one in kind_of(kind).fields:
            if one.anchors and (other := self._reading.fields(key)[one.name]):
                yield self._find(str(other), asked)

    def _ranks(self, kind: str) -> list[tuple[str, list[str]]]:
        """Return the ties that anchor things of a kind, rank by rank, and how they do."""
        if kind not in self._by_rank:
            own = [tie for tie in ties() if kind in tie.source]
            found = sorted((tie.anchors.rank, tie.anchors.by, tie.kind) for tie in own if tie.anchors)
            ranks = groupby(found, key=lambda one: one[:2])
            self._by_rank[kind] = [(by, [tie for _, _, tie in same]) for (_, by), same in ranks]
        return self._by_rank[kind]

    def _leading(self, key: str, kinds: list[str]) -> list[str]:
        """Return the leading parent on any chain, of several the one with the lowest key."""
        found = [tie for kind in kinds for tie in self._reading.ties_from(key, kind)]
        return sorted(tie.target for tie in found if tie.fields["relation"] == "leads")[:1]

    def _first(self, things: Iterable[str], asked: frozenset[str]) -> str | None:
        return next((found for thing in things if (found := self._find(thing, asked)) is not None), None)

    def _common(self, targets: list[str]) -> str | None:
        places = [key for key in targets if self._reading.kind(key) == "place"]
        return next((found for axis in AXES if (found := self._places.common(places, axis)) is not None), None)
