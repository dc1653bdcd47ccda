"""One norm at one subject: its state, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.rules import Norm

State = Literal["not_applicable", "exempt", "met", "gap", "unknown"]


@dataclass(frozen=True)
class Judgement:
    """What is to be said of one norm at one subject.

    Attributes:
        norm: The norm.
        subject: The thing asked about.
        state: *met* if there is enough even at worst, *gap* if not even at best, else *unknown*; before
            those *not applicable* to this type of place, and *exempt* by an exception.
        own: What was counted there; None where nothing was.
        inherited: What was counted above, where the norm allows it, and the state that it gives.
        needs: How many it takes.
        base: What a ratio is taken of.
        exception: The exception that exempts it.
        item: What of the subject is asked; None = the subject itself.
        cells: The columns that the type of the norm has for itself.
        reasons: Further reasons, each with the thing that it is about.
        flags: What a reader should know whatever the state.
        givers: Who gives what counts; None = that is not asked.
        lacks: By how much it falls short, where that is not what it needs above what it has.
        closing: As what the rest of a shortfall is closed; None = nothing that can be set up.
        steps: What else would close it, each with how much of it.
    """

    norm: Norm
    subject: str
    state: State
    own: Count | None = None
    inherited: tuple[Count, State] | None = None
    needs: Band | None = None
    base: Base | None = None
    exception: str | None = None
    item: str | None = None
    cells: Cell = field(default_factory=dict)
    reasons: tuple[tuple[str, str | None], ...] = ()
    flags: tuple[str, ...] = ()
    givers: tuple[str, ...] | None = None
    lacks: Band | None = None
    closing: str | None = "establish"
    steps: tuple[tuple[str, int], ...] = ()

    @property
    def how(self) -> str | None:
        """Whether it has its own or inherits it; None where nothing was counted."""
        if self.own is None or not self.own.kept:
            return None
        by_own = self.needs is None or state_of(self.own.has, self.needs) == "met"
        return "inherited" if self.inherited and self.state == "met" and not by_own else "own"

    @property
    def shown(self) -> Count | None:
        """What was counted where it is met from: above if inherited, else there."""
        return self.inherited[0] if self.inherited and self.how == "inherited" else self.own

    @property
    def short(self) -> Band | None:
        """By how much it falls short."""
        return self.lacks or (self.shown.has.lacks(self.needs) if self.shown and self.needs else None)

    @property
    def _uncertain_base(self) -> bool:
        return self.base is not None and not self.base.band.one

    def close(self) -> list[Cell]:
        """Return what would close a gap, or make known what is not."""
        if self.state not in ("gap", "unknown"):
            return []
        steps = [{"code": code, "count": count, "id": None} for code, count in self.steps]
        if self.own is None or self.short is None or not self.own.kept:
            return steps
        count = self.own
        rest = self.short.low - len(count.vacant)
        return [
            *({"code": "appoint", "count": 1, "id": post} for post in count.vacant),
            *([{"code": self.closing, "count": rest, "id": None}] if rest > 0 and self.closing else []),
            *([] if count.listed else [{"code": "declare_listing", "count": 1, "id": None}]),
            *({"code": "record_holder", "count": 1, "id": post} for post in sorted(count.ended + count.unknown)),
            *({"code": "record_scope", "count": 1, "id": thing} for thing in count.unscoped),
            *([{"code": "record_base", "count": 1, "id": None}] if self._uncertain_base else []),
            *steps,
        ]

    def why(self, world: World) -> list[Cell]:
        """Return why it is not met, by code, then id, and since when a seat is empty."""
        found: list[tuple[str, str | None]] = []
        if self.state in ("not_applicable", "exempt"):
            found = [*self.reasons] or [(self.state, self.exception)]
        elif self.state != "met":
            found = [*(_reasons(self.own) if self.own else []), *self.reasons]
            if self._uncertain_base and (self.own is None or self.own.kept):
                found.append(("base_uncertain", None))
            if self.inherited and self.inherited[1] == "unknown":
                found.append(("inherited_unknown", None))
        return [
            {"code": code, "id": key, "since": world.seats.left(key) if key and code in ("vacant", "ended") else None}
            for code, key in sorted(found, key=lambda one: (one[0], one[1] or ""))
        ]

    def since(self, world: World) -> dt.date | None:
        """Return since when the vacant posts of a gap have been so: the latest day on which a hold was over."""
        if self.state != "gap" or self.own is None:
            return None
        return max(filter(None, map(world.seats.left, self.own.vacant)), default=None)


def state_of(has: Band, needs: Band) -> State:
    """Return whether there is enough even at worst, not even at best, or nobody can tell."""
    if needs.high is not None and has.low >= needs.high:
        return "met"
    return "gap" if has.high is not None and has.high < needs.low else "unknown"


def _reasons(count: Count) -> list[tuple[str, str | None]]:
    if not count.kept:
        return [("kind_not_kept", None)]
    return [
        *([] if count.listed else [("not_listed", None)]),
        *(("unscoped", thing) for thing in count.unscoped),
        *(("holder_unknown", post) for post in count.unknown),
        *(("ended", post) for post in count.ended),
        *(("vacant", post) for post in count.vacant),
    ]
