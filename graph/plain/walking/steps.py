"""What a walk is made of: steps, who was passed over, and seats beside a step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from graph.plain.facts.reading import TieRow
from graph.plain.walking.asked import Asking
from graph.rules import Slot

How = Literal["holder", "acting", "standing_in", "deputy", "unknown"]
End = Literal["top", "dead_end", "unknown"]


@dataclass(frozen=True)
class Passed:
    """Who, or what slot, was passed over, and why.

    ``cause`` is the thing that makes an absence unknown, ``since`` the day from which a seat is empty or a unit over,
    ``asking`` that it was asked, and did not act; ``sideways`` the sort of step beside the chain that came to
    nothing, ``party`` the form that a table lacks.
    """

    slot: str
    why: str
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    cause: str | None = None
    since: dt.date | None = None
    asking: Asking | None = None
    sideways: str | None = None
    party: str | None = None


@dataclass(frozen=True)
class Beside:
    """Another seat of a step: combined with it, or a deputy where the holder is unknown."""

    post: str
    person: str
    as_: Literal["combined", "deputy"]
    slot: str = ""  # of a combined one, the slot that is reached by it


@dataclass
class Step:
    """One step: a unit, the seat in it and who sits there, as far as known.

    A *unit* is an organisation, or a post that carries a slot by itself.
    """

    slot: Slot
    unit: str
    post: str | None
    person: str | None
    how: How
    hold: TieRow | None = None
    place: str = ""
    by_tie: bool = False
    also: list[Beside] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)

    @property
    def seats(self) -> set[str]:
        """The posts asked in this step: its own and those combined with it."""
        return {post for post in (self.post, *(one.post for one in self.also if one.as_ == "combined")) if post}


@dataclass(frozen=True)
class Party:
    """Who is called to a table, under the form or role that the profile says; ``unit`` None = not recorded."""

    as_: Literal["party", "called", "not_recorded"]
    unit: str | None
    word: str
    person: str | None = None


@dataclass(frozen=True)
class Aside:
    """A step beside the chain, told after a slot; ``place`` is where the unit was found, ``by`` who summons it."""

    slot: Slot
    ask: str
    action: str
    unit: str | None = None
    post: str | None = None
    person: str | None = None
    place: str | None = None
    by: str | None = None
    how: str = "unit"
    parties: list[Party] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)


@dataclass(frozen=True)
class Walked:
    """A finished walk; ``passed`` is what was passed after the last step, ``told`` every step in order."""

    steps: list[Step]
    told: list[Step | Aside]
    state: End
    passed: list[Passed]
    issues: frozenset[tuple[str, str, str | None]]
