"""One norm at one place: its state, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from graph.kinds.base import registry
from graph.plain.bands import Band
from graph.plain.counting import NOT_KEPT, Count, inherited, own
from graph.plain.homes import Base
from graph.plain.shown import Cell
from graph.plain.world import World
from graph.rules import Norm, Presence

State = Literal["not_applicable", "exempt", "met", "gap", "unknown"]


@dataclass(frozen=True)
class Judgement:
    """What is to be said of one norm at one place.

    Attributes:
        norm: The norm.
        subject: The place.
        state: *met* if there is enough even at worst, *gap* if not even at best, else *unknown*; before
            those *not applicable* to this type of place, and *exempt* by an exception.
        own: What was counted there; None where nothing was.
        inherited: What was counted above, where the norm allows it, and the state that it gives.
        needs: How many it takes.
        base: What a ratio is taken of.
        exception: The exception that exempts it.
    """

    norm: Norm
    subject: str
    state: State
    own: Count | None = None
    inherited: tuple[Count, State] | None = None
    needs: Band | None = None
    base: Base | None = None
    exception: str | None = None

    @property
    def how(self) -> str | None:
        """Whether it has its own or inherits it; None where nothing was counted."""
        if self.own is None or not self.own.kept:
            return None
        by_own = self.needs is None or _state(self.own.has, self.needs) == "met"
        return "inherited" if self.state == "met" and not by_own else "own"

    @property
    def shown(self) -> Count | None:
        """What was counted where it is met from: above if inherited, else there."""
        return self.inherited[0] if self.inherited and self.how == "inherited" else self.own

    @property
    def short(self) -> Band | None:
        """By how much it falls short."""
        return self.shown.has.lacks(self.needs) if self.shown and self.needs else None

    @property
    def _uncertain_base(self) -> bool:
        return self.base is not None and not self.base.band.one

    def close(self) -> list[Cell]:
        """Return what would close a gap, or make known what is not."""
        if self.own is None or self.short is None or not self.own.kept or self.state == "met":
            return []
        count = self.own
        rest = self.short.low - len(count.vacant)
        return [
            *({"code": "appoint", "count": 1, "id": post} for post in count.vacant),
            *([{"code": "establish", "count": rest, "id": None}] if rest > 0 else []),
            *([] if count.listed else [{"code": "declare_listing", "count": 1, "id": None}]),
            *({"code": "record_holder", "count": 1, "id": post} for post in sorted(count.ended + count.unknown)),
            *({"code": "record_scope", "count": 1, "id": thing} for thing in count.unscoped),
            *([{"code": "record_base", "count": 1, "id": None}] if self._uncertain_base else []),
        ]

    def why(self) -> list[Cell]:
        """Return why it is not met, by code, then id."""
        found: list[tuple[str, str | None]] = []
        if self.state in ("not_applicable", "exempt"):
            found = [(self.state, self.exception)]
        elif self.own is not None and self.state != "met":
            found = _reasons(self.own)
            if self._uncertain_base:
                found.append(("base_uncertain", None))
            if self.inherited and self.inherited[1] == "unknown":
                found.append(("inherited_unknown", None))
        return [{"code": code, "id": key} for code, key in sorted(found, key=lambda one: (one[0], one[1] or ""))]

    def since(self, world: World) -> dt.date | None:
        """Return since when the vacant posts of a gap have been so: the latest end of a hold."""
        if self.state != "gap" or self.own is None:
            return None
        holds = [hold for post in self.own.vacant for hold in world.reading.ties_to(post, "holds", ended=True)]
        return max((hold.fields["until"] for hold in holds if hold.fields["until"] is not None), default=None)


def judge(world: World, norm: Norm, subject: str) -> Judgement:
    """Judge one norm at one place."""
    if world.reading.fields(subject)["type"] in norm.except_type:
        return Judgement(norm, subject, "not_applicable")
    exception = _exception(world, norm, subject)
    if exception is not None:
        return Judgement(norm, subject, "exempt", exception=exception)
    base = None if isinstance(norm.body, Presence) else world.homes.base(norm.body.base, subject)
    needs = _needs(norm, base)
    if norm.body.kind not in registry():
        return Judgement(norm, subject, "unknown", NOT_KEPT, needs=needs, base=base)
    count, above = own(world, norm, subject), inherited(world, norm, subject)
    state = _state(count.has, needs)
    if above is None:
        return Judgement(norm, subject, state, count, needs=needs, base=base)
    above_state = _state(above.has, needs)
    if "met" in (state, above_state):
        state = "met"
    elif "unknown" in (state, above_state):
        state = "unknown"
    return Judgement(norm, subject, state, count, (above, above_state), needs, base)


def _state(has: Band, needs: Band) -> State:
    if needs.high is not None and has.low >= needs.high:
        return "met"
    return "gap" if has.high is not None and has.high < needs.low else "unknown"


def _needs(norm: Norm, base: Base | None) -> Band:
    """Return how many it takes: a number, or so many to so much of the base, rounded up."""
    body = norm.body
    if isinstance(body, Presence) or base is None:
        return Band.exactly(body.at_least if isinstance(body, Presence) else 0)

    def heads(of: int) -> int:
        return -(-of * body.count // body.per)

    return Band(heads(base.band.low), None if base.band.high is None else heads(base.band.high))


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


def _exception(world: World, norm: Norm, subject: str) -> str | None:
    """Return the exception in force for a norm at the nearest enclosing place that has one."""
    enclosing = world.places.enclosing(subject)
    found = [
        (enclosing.index(fields["place"]), key)
        for key in world.reading.things("exception")
        if (fields := world.reading.fields(key))["norm"] == norm.id and fields["place"] in enclosing
    ]
    return min(found)[1] if found else None
