"""Random things and ties of the kinds that nobody draws by hand, from what they declare.

`tests.networks` draws the kinds that questions tell apart with care; every other kind is drawn here, as soon as
there is one: its fields by type and word list, its references and the ends of its ties among what was drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Protocol

from graph.kinds import Field, Kind, Thing, Tie, things, ties
from graph.rules import base_vocabulary
from graph.values import TYPES

#: The kinds drawn by hand.
BY_HAND = ("place", "organisation", "post", "person", "team", "absence", "figure", "listing", "exception")
_WORDS = 3  # of a word list, so that the same ones meet
_DAYS = (dt.date(2024, 1, 1), dt.date(2024, 11, 1))


class Making(Protocol):
    """What a network in the making can do."""

    def one_of(self, values: list[Any]) -> Any:
        """Return one of some values."""

    def some(self, values: list[Any], most: int) -> list[Any]:
        """Return up to so many different ones."""

    def count(self, least: int, most: int) -> range:
        """Return so many turns."""

    def often(self) -> bool:
        """Three times in four."""

    def dates(self) -> dict[str, Any]:
        """Return a validity."""

    def all(self, kind: str) -> list[str]:
        """Return the things of a kind drawn so far."""

    def thing(self, kind: str, **fields: Any) -> str:
        """Add a thing."""

    def tie(self, kind: str, source: str, target: str, **fields: Any) -> None:
        """Add a tie."""


#: Values that tables keep otherwise than people write them.
_KEPT_OTHERWISE = ("weekdays", "hours", "capacity", "instant")


def declared() -> list[type[Thing]]:
    """Return the kinds of things that are drawn here."""
    return [kind for kind in things() if kind.kind not in BY_HAND]


def draw(making: Making) -> None:
    """Draw up to three things of each kind, and the ties at them."""
    for kind in declared():
        for _ in making.count(0, 3):
            if all(_all(making, one.to) for one in kind.fields if one.to and one.required):
                making.thing(kind.kind, **_fields(making, kind), **making.dates())
    for tie in ties():
        _ties(making, tie)
    _located(making)


def _located(making: Making) -> None:
    """Put most of what can be somewhere in one place: what lies nowhere is counted, asked and walked from nowhere."""
    tie = next(one for one in ties() if one.kind == "located_at")
    for key in _all(making, [kind.kind for kind in declared() if kind.kind in tie.source]):
        if making.all("place") and making.often():
            making.tie(tie.kind, key, making.one_of(making.all("place")), **making.dates())


def _ties(making: Making, tie: type[Tie]) -> None:
    new = {kind.kind for kind in declared()}
    sources, targets = _all(making, tie.source), _all(making, tie.target)
    for source in making.some(sources, 3) if targets and new & {*tie.source, *tie.target} else ():
        for target in making.some(targets, 2):
            ends = {source.rpartition("-")[0], target.rpartition("-")[0]}
            if new & ends and not (tie.alike and len(ends) > 1):
                making.tie(tie.kind, source, target, **_fields(making, tie), **making.dates())


def _all(making: Making, kinds: Sequence[str]) -> list[str]:
    return [key for kind in kinds for key in making.all(kind)]


def _fields(making: Making, kind: type[Kind]) -> dict[str, Any]:
    return {one.name: _value(making, one) for one in kind.fields if one.name not in Kind.model_fields}


def _value(making: Making, one: Field) -> Any:
    values: list[Any] = _values(making, one)
    return making.one_of(values if one.required and values else [None, *values])


def _values(making: Making, one: Field) -> list[Any]:
    words = list(base_vocabulary().lists.get(one.vocabulary or "", {}))[:_WORDS] or ["甲", "乙"]
    match one.type:
        case "reference":
            return _all(making, one.to)
        case "texts":
            return [words[:1], words]
        case "text" if one.value not in ("text", "name"):  # a selector, say, is not any text
            return [TYPES[one.value].clean(one.example) if one.value in _KEPT_OTHERWISE else one.example]
        case "text":
            return words
        case "flag":
            return [True, False]
        case "day":
            return list(_DAYS)
        case _:
            return [1, 3] if one.value == "wanted" else [0, 1, 3]
