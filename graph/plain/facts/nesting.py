"""How places lie in each other, on both axes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from graph.plain.facts.ended import LeftBehind, ended_parent, last_day, went_on
from graph.plain.facts.reading import Reading

TERRITORY, PROPERTY = "territory", "property"
AXES = (TERRITORY, PROPERTY)


class Places:
    """The places valid on a day, each with its parent by axis.

    A *split place* is one of whose children on the property axis some, its *parts*, lie elsewhere on
    territory: a building whose entrances belong to two grids.

    Attributes:
        all: Their keys.
        left: What an ended place left behind, by axis, then key.
    """

    def __init__(self, reading: Reading, earlier: dict[dt.date, Places] | None = None) -> None:
        """Read every parent once; the places of earlier days are made once too, for what was left behind."""
        self._reading = reading
        named: dict[tuple[str, str | None], str] = {}
        self.all = reading.things("place")
        for place in self.all:
            for tie in sorted(reading.ties_from(place, "part_of"), key=lambda tie: tie.target, reverse=True):
                named[place, tie.fields["axis"]] = tie.target
        self._parents = {
            axis: {
                place: parent
                for place in self.all
                if (parent := named.get((place, axis)) or named.get((place, None))) is not None
            }
            for axis in AXES
        }
        self.left: list[LeftBehind] = []
        self._settle_left_behind({} if earlier is None else earlier)
        self._children = {axis: self._held(axis) for axis in AXES}
        self._parts: dict[str, list[str]] = {}
        for place in sorted(self.all, key=lambda place: (-len(self.climb(place, PROPERTY)), place)):
            self._settle_split(place)
        self._children[TERRITORY] = self._held(TERRITORY)
        self._enclosing: dict[str, tuple[str, ...]] = {}
        self._inside: dict[str, list[str]] = {}

    def _held(self, axis: str) -> dict[str, list[str]]:
        """Return the children of each place on an axis, by key."""
        found: dict[str, list[str]] = {}
        for place in self.all:
            parent = self._parents[axis].get(place)
            if parent is not None:
                found.setdefault(parent, []).append(place)
        return found

    def _settle_left_behind(self, earlier: dict[dt.date, Places]) -> None:
        """Put what an ended parent left behind under what that became, else under what enclosed it on its last day.

        A place that lies in what was left behind itself cannot take it in.
        """
        given = {axis: set(self._parents[axis]) for axis in AXES}
        lost = []
        for axis, other in zip(AXES, reversed(AXES), strict=True):
            for place in self.all:
                elsewhere = axis == PROPERTY and place in given[other]
                if place not in given[axis]:
                    ended = ended_parent(self._reading, place, axis, elsewhere=elsewhere)
                    lost += [(place, axis, ended)] if ended else []
        for day in sorted({last_day(self._reading, ended) for _, _, ended in lost} - earlier.keys()):
            earlier[day] = Places(Reading(self._reading.graph, day), earlier)
        for place, axis, ended in lost:
            above = [*went_on(self._reading, ended), *earlier[last_day(self._reading, ended)].climb(ended, axis)[1:]]
            fit = (one for one in above if self._reading.valid(one) and place not in self.climb(one, axis))
            under = next(fit, None)
            if under is not None:
                self._parents[axis][place] = under
            self.left.append(LeftBehind(place, ended, under))
        self._leave_what_is_elsewhere(lost)

    def _leave_what_is_elsewhere(self, lost: list[tuple[str, str, str]]) -> None:
        """Put what is only seen from outside nowhere again: what puts it elsewhere is not seen (SEMANTICS P6).

        But for what encloses something inside, of which all that places it is seen.
        """
        inside = [place for place in self.all if place not in self._reading.outside]
        around, open_ = set(inside), inside
        while open_:
            open_ = [self._parents[axis][place] for place in open_ for axis in AXES if place in self._parents[axis]]
            open_ = [place for place in dict.fromkeys(open_) if place not in around]
            around.update(open_)
        for place, axis, _ in lost:
            if place not in around:
                self._parents[axis].pop(place, None)
        self.left = [one for one in self.left if one.place in around]

    def _settle_split(self, place: str) -> None:
        """Find the parts of a place, and by them its territory parent where no tie gives one."""
        territory = self._parents[TERRITORY]
        held = self.children(place, PROPERTY)
        parts = [one for one in held if one in territory and place not in self.climb(territory[one], TERRITORY)]
        self._parts[place] = parts
        if place not in territory and parts == held and place not in self._reading.outside:
            common = self.common([territory[part] for part in parts], TERRITORY)
            if common is not None:
                territory[place] = common

    def parent(self, place: str, axis: str) -> str | None:
        """Return the parent on an axis: the one named for it, else the one named for none.

        A place that no tie puts anywhere on territory, and of which every child lies elsewhere there, lies
        in the lowest place that encloses their territory parents.
        """
        return self._parents[axis].get(place)

    def children(self, place: str, axis: str) -> list[str]:
        """Return the places whose parent on an axis this is, by key."""
        return self._children[axis].get(place, [])

    def parts(self, place: str) -> list[str]:
        """Return the parts of a split place that lie elsewhere; none of any other place."""
        return self._parts.get(place, [])

    def climb(self, place: str, axis: str) -> list[str]:
        """Return the place and what encloses it on one axis, from the bottom to the top."""
        found: list[str] = []
        here: str | None = place
        while here is not None and here not in found:
            found.append(here)
            here = self._parents[axis].get(here)
        return found

    def enclosing(self, place: str) -> tuple[str, ...]:
        """Return the *enclosing places*: the place itself and all above it on either axis, nearest first.

        Each axis is climbed by itself. Fewer steps come first, then territory before property, then key.
        """
        if place not in self._enclosing:
            nearest: dict[str, tuple[int, int, str]] = {}
            for rank, axis in enumerate(AXES):
                for steps, above in enumerate(self.climb(place, axis)):
                    order = (steps, rank, above)
                    nearest[above] = min(order, nearest.get(above, order))
            self._enclosing[place] = tuple(sorted(nearest, key=lambda above: nearest[above]))
        return self._enclosing[place]

    def lies_in(self, place: str | None, wider: str) -> bool:
        """Return whether a place is another or lies in it, on either axis."""
        return place is not None and wider in self.enclosing(place)

    def inside(self, wider: str) -> list[str]:
        """Return the place itself and all that lies in it, by key."""
        if not self._inside:  # for all wider places at once: one by one costs minutes over a province
            for place in self.all:
                for above in self.enclosing(place):
                    self._inside.setdefault(above, []).append(place)
        return self._inside.get(wider, [])

    def common(self, places: Iterable[str], axis: str) -> str | None:
        """Return the lowest place that encloses all of these on one axis."""
        climbs = [self.climb(place, axis) for place in places]
        if not climbs:
            return None
        return next((above for above in climbs[0] if all(above in climb for climb in climbs)), None)

    def path(self, place: str) -> str:
        """Return the display path: names from the top, up the property axis and from its top on territory."""
        by_property = self.climb(place, PROPERTY)
        named_by = [*by_property, *self.climb(by_property[-1], TERRITORY)[1:]]
        return "/".join(str(self._reading.fields(one)["name"]) for one in reversed(named_by))

    def preorder(self) -> list[str]:
        """Return every place, each before what lies in it on territory.

        Siblings stand by display order, empty last; then name, its numbers read as numbers; then key.
        """
        found: list[str] = []
        open_: list[str] = self._in_order(place for place in self.all if self.parent(place, TERRITORY) is None)[::-1]
        while open_:
            place = open_.pop()
            found.append(place)
            open_.extend(self._in_order(self.children(place, TERRITORY))[::-1])
        return found

    def _in_order(self, places: Iterable[str]) -> list[str]:
        def order(place: str) -> tuple[bool, int, list[str | int], str]:
            fields = self._reading.fields(place)
            shown = fields["display_order"]
            return (shown is None, shown or 0, natural(str(fields["name"])), place)

        return sorted(places, key=order)


def natural(name: str) -> list[str | int]:
    """Return a name cut so that its numbers sort as numbers.

    Example:
        >>> sorted(["10号楼", "9号楼"], key=natural)
        ['9号楼', '10号楼']
    """
    return [int(part) if position % 2 else part for position, part in enumerate(re.split(r"([0-9]+)", name))]
