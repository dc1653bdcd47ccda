"""Where a thing is, so that *within* means the same for all kinds."""

from __future__ import annotations

from collections.abc import Iterable

from graph.plain.places import AXES, Places
from graph.plain.reading import Reading

_REFERENCE = {"figure": "subject", "listing": "within", "exception": "place"}


class Anchors:
    """The *anchor* of each thing: one place, or none.

    A place is its own. Else where it is located; else the anchor of what the post is in; else the
    lowest place that encloses all it answers for or serves (on territory, else on property); else the anchor of its
    leading parent. Of a person: of a seat held, else of what it is a member of, else of its home. Where
    there are several, the lowest key that has one.
    """

    def __init__(self, reading: Reading, places: Places) -> None:
        """Keep what to read from."""
        self._reading = reading
        self._places = places
        self._known: dict[str, str | None] = {}

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
        asked |= {key}
        if kind == "person":
            return self._first(
                [*self._to(key, "holds"), *self._to(key, "member_of"), *self._to(key, "lives_in")], asked
            )
        if kind in _REFERENCE:
            return self._find(str(self._reading.fields(key)[_REFERENCE[kind]]), asked)
        return (
            self._first([*self._to(key, "located_at"), *self._to(key, "post_in")], asked)
            or self._common([*self._to(key, "answers_for"), *self._to(key, "serves")])
            or self._first(self._leading(key), asked)
        )

    def _to(self, key: str, kind: str) -> list[str]:
        return self._reading.targets(key, kind)

    def _leading(self, key: str) -> list[str]:
        """Return the leading parent on any chain, of several the one with the lowest key."""
        ties = self._reading.ties_from(key, "reports_to")
        return sorted(tie.target for tie in ties if tie.fields["relation"] == "leads")[:1]

    def _first(self, things: Iterable[str], asked: frozenset[str]) -> str | None:
        return next((found for thing in things if (found := self._find(thing, asked)) is not None), None)

    def _common(self, places: list[str]) -> str | None:
        return next((found for axis in AXES if (found := self._places.common(places, axis)) is not None), None)
