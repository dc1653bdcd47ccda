"""What the ledger is complete about, so that absence means something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.kinds import column_of, tie_to_place
from graph.plain.facts.anchors import Anchors
from graph.plain.facts.meant import places_meant
from graph.plain.facts.nesting import AXES, Places
from graph.plain.facts.reading import Reading
from graph.plain.facts.scopes import ANSWERS_FOR, Scopes
from graph.selectors import Selector, parse


@dataclass(frozen=True)
class Listing:
    """A listing that speaks on the day."""

    key: str
    selector: Selector
    within: str
    as_of: dt.date


@dataclass(frozen=True)
class Cover:
    """That a ledger is complete about a selector at a place, but for these unscoped things."""

    unscoped: frozenset[str] = frozenset()


def matches(selector: Selector, fields: Mapping[str, Any]) -> bool:
    """Return whether a thing has one of the values of every field; its ``within`` is not looked at.

    Example:
        >>> matches(parse("kind=team theme=和睦"), {"kind": "team", "themes": ["和睦", "和安"]})
        True
    """
    for name, values in selector.fields.items():
        found = fields.get(column_of(fields["kind"], name) or name)
        if not values & set(found if isinstance(found, list | tuple) else [found]):
            return False
    return True


class Ledger:
    """The listings that speak on the day.

    A listing *speaks* from its as-of date until a later one of the same selector and within. It
    *covers* an atom of a selector at a place if it contains the atom and encloses the place; so do
    listings that cover every child of the place on one axis, if the children themselves are listed there.
    """

    def __init__(
        self, reading: Reading, places: Places, anchors: Anchors, scopes: Scopes, least: dt.date | None = None
    ) -> None:
        """Read the listings once; what they list has to be complete up to a day at least, if one is said."""
        self._least = least
        self._reading, self._places, self._anchors, self._scopes = reading, places, anchors, scopes
        valid = [self._read(key) for key in reading.things("listing")]
        self.speaking = [
            one
            for one in valid
            if one.as_of <= reading.day
            and not any(
                (other.selector, other.within) == (one.selector, one.within) and one.as_of < other.as_of <= reading.day
                for other in valid
            )
        ]
        self._known: dict[tuple[Selector, str, str], Cover | None] = {}
        self._spoilt: dict[tuple[Selector, str, str], frozenset[str]] = {}

    def up_to(self, day: dt.date) -> Ledger:
        """Return the same ledger, which covers only what is listed up to a day at least."""
        return Ledger(self._reading, self._places, self._anchors, self._scopes, day)

    def _read(self, key: str) -> Listing:
        fields = self._reading.fields(key)
        return Listing(key, parse(fields["selector"]), fields["within"], fields["as_of"])

    def selected(self, selector: Selector) -> list[str]:
        """Return the valid things of a selector, by key."""
        said = selector.within
        meant = [] if said is None else places_meant(self._reading, self._places, said)
        return [
            key
            for key in self._reading.things(*selector.get("kind"))
            if matches(selector, self._reading.fields(key))
            and (said is None or any(self._places.lies_in(self._anchors.of(key), place) for place in meant))
        ]

    def containing(self, atom: Selector, place: str) -> list[Listing]:
        """Return the listings that speak, contain an atom and enclose a place, by key."""
        enclosing = self._places.enclosing(place)
        return [one for one in self.speaking if one.within in enclosing and one.selector.contains(atom)]

    def cover(self, selector: Selector, place: str | None, tie: str | None = None) -> Cover | None:
        """Return how a selector is covered at a place; None = it is not, and absence means nothing there.

        ``tie`` is the tie whose emptiness makes a thing unscoped; by default the kind's own.
        """
        if place is None:
            return None
        atoms = selector.restricted(None).atoms()
        return _together(self._known_atom(atom, place, tie or _own_tie(atom)) for atom in atoms)

    def _known_atom(self, atom: Selector, place: str, tie: str) -> Cover | None:
        if (atom, place, tie) not in self._known:
            self._known[atom, place, tie] = self._atom(atom, place, tie, frozenset())
        return self._known[atom, place, tie]

    def _atom(self, atom: Selector, place: str, tie: str, above: frozenset[str]) -> Cover | None:
        """Ask the listings, then the children, whose own children may on the other axis be places above."""
        found = [one for one in self.containing(atom, place) if self._least is None or one.as_of >= self._least]
        direct = [Cover(self._unscoped(atom, one, tie)) for one in found]
        if direct:
            return _together(direct)
        if place in above:
            return None
        ways = [self._by_children(atom, place, tie, axis, above | {place}) for axis in AXES]
        covers = [cover for cover in ways if cover is not None]
        return _together(covers) if covers else None

    def _by_children(self, atom: Selector, place: str, tie: str, axis: str, above: frozenset[str]) -> Cover | None:
        children = self._places.children(place, axis)
        levels = {str(self._reading.fields(child)["level"]) for child in children}
        if not children or not all(self.containing(places_of_level(level), place) for level in levels):
            return None
        return _together(self._atom(atom, child, tie, above) for child in children)

    def _unscoped(self, atom: Selector, listing: Listing, tie: str) -> frozenset[str]:
        """Return the unscoped things that may belong anywhere in a listing."""
        if atom.get("kind") == {"place"}:
            return frozenset()
        asked = (atom, listing.key, tie)
        if asked not in self._spoilt:
            loose = [thing for thing in self.selected(atom) if self._scopes.unscoped(thing, tie)]
            self._spoilt[asked] = frozenset(
                thing for thing in loose if self._places.lies_in(self._anchors.of(thing), listing.within)
            )
        return self._spoilt[asked]


def places_of_level(*levels: str) -> Selector:
    """Return the selector of all places of some levels."""
    return Selector({"kind": frozenset(["place"]), "level": frozenset(levels)})


def _own_tie(atom: Selector) -> str:
    return tie_to_place(next(iter(atom.get("kind")), "")) or ANSWERS_FOR


def _together(covers: Iterable[Cover | None]) -> Cover | None:
    found: set[str] = set()
    for cover in covers:
        if cover is None:
            return None
        found |= cover.unscoped
    return Cover(frozenset(found))
