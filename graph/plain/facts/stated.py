"""Numbers written on places under which no home is recorded: what is known of who lives there, plainly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.plain.facts.bands import Band
from graph.plain.facts.nesting import Places
from graph.plain.facts.reading import Reading

HOME = "home"
_WRITTEN = ("households", "residents", "residents_60")


@dataclass(frozen=True)
class Stated:
    """The stated numbers of one sort.

    Attributes:
        own: The number by place.
        deepest: Those places with such a number that hold no other.
    """

    own: dict[str, int] = field(default_factory=dict)
    deepest: frozenset[str] = frozenset()

    def together(self, reading: Reading, places: Iterable[str]) -> Band:
        """Return what some deepest places state together.

        Those of one level add up. Those of several, as estates beside grids, may be of the same homes: at least what
        the level with most states, at most what all do.
        """
        levels: dict[str, int] = {}
        for place in places:
            level = str(reading.fields(place)["level"])
            levels[level] = levels.get(level, 0) + self.own[place]
        return Band(max(levels.values(), default=0), sum(levels.values()))


def stated(reading: Reading, places: Places, what: str) -> Stated:
    """Return the households or residents written on places under which no home is recorded; homes are never stated."""
    if what not in _WRITTEN:
        return Stated()
    number = {place: reading.fields(place)[what] for place in places.all}
    home = {place for place in places.all if reading.fields(place)["level"] == HOME}
    own = {
        place: int(found)
        for place, found in number.items()
        if found is not None and place not in home and not home.intersection(places.inside(place))
    }
    deepest = frozenset(place for place in own if not (own.keys() & set(places.inside(place))) - {place})
    return Stated(own, deepest)
