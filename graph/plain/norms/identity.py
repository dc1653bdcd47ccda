"""Identity, plainly: whoever holds a post of one sort holds one of another sort too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.shown import Cell, post, thing
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count, is_at
from graph.plain.norms.eligible import eligible
from graph.plain.norms.judgement import Judgement, State
from graph.rules import Norm
from graph.rules.bodies import SamePerson
from graph.selectors import Selector


@dataclass(frozen=True)
class _Seen:
    """The posts of one sort at a subject, and what listings say of them."""

    posts: list[str]
    listed: bool
    unscoped: frozenset[str]

    @property
    def sure(self) -> bool:
        return self.listed and not self.unscoped


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether those who hold the one post hold the other, seat by seat."""
    body = _body(norm)
    seats, others = _seen(world, body.holder_of, subject), _seen(world, body.is_, subject)
    candidates = {
        seat: [one for one in others.posts if _together(world, seat, one, body.where)] for seat in seats.posts
    }
    judged = {seat: _compared(world, seat, candidates[seat], sure=others.sure) for seat in seats.posts}
    same, other, either = ([seat for seat in seats.posts if judged[seat] == how] for how in ("same", "other", "either"))
    state = _state(
        len(same), len(other), len(either) + len(seats.unscoped), listed=seats.listed, all_=body.quantifier == "all"
    )
    cells = {"pairs": [pair for seat in other for pair in _pairs(world, seat, candidates[seat])]}
    if body.else_from is not None and others.sure and not others.posts:
        cells |= eligible(world, body.else_from, subject)
    if state == "not_applicable":
        held = any(world.seats.state(seat) != "vacant" for seat in seats.posts)
        why = "nothing_to_compare" if held else "nobody_to_compare"
        return [Judgement(norm, subject, state, reasons=((why, None),), cells=cells, closing=None)]
    unsure = {one for seat in either for one in candidates[seat] if world.seats.state(one) in ("ended", "unknown")}
    of = {
        how: tuple(one for one in sorted({*seats.posts, *unsure}) if world.seats.state(one) == how) for how in _REASONS
    }
    many = len(same) + len(other) + len(either) + len(seats.unscoped)
    has = Band(len(same), len(same) + len(either) + len(seats.unscoped) if seats.listed else None)
    need = Band(len(same) + len(other), many if seats.listed else None)
    if body.quantifier == "some":
        need = Band(min(need.low, 1), min(many, 1) if seats.listed else 1)
    count = Count(
        has,
        frozenset(same),
        of["vacant"],
        of["ended"],
        of["unknown"],
        tuple(sorted(seats.unscoped | others.unscoped)),
        seats.listed and others.listed,
    )
    soft = body.soft and state == "gap"
    shown: State = "met" if soft else state
    flags = ("not_same_person",) if soft else ()
    apart = min(len(other), 1) if body.quantifier == "some" else len(other)
    steps = (("same_hands", apart),) if shown == "gap" else ()
    return [Judgement(norm, subject, shown, count, needs=need, cells=cells, flags=flags, closing=None, steps=steps)]


_REASONS = ("vacant", "ended", "unknown")


def needs(norm: Norm, base: Base | None) -> Band:
    """Return what is not known before both sorts of posts are looked at."""
    del norm, base
    return Band(0, None)


def _seen(world: World, of: Selector, subject: str) -> _Seen:
    posts = [one for one in world.ledger.selected(of) if is_at(world, one, "answers_for", subject)]
    cover = world.ledger.cover(of, subject)
    return _Seen(posts, cover is not None, cover.unscoped if cover else frozenset())


def _together(world: World, one: str, other: str, where: str | None) -> bool:
    """Return whether two posts have in common what is asked."""
    if where == "same place":
        return bool(world.scopes.places(one) & world.scopes.places(other))
    if where == "same unit":
        return bool({*world.reading.targets(one, "post_in")} & {*world.reading.targets(other, "post_in")})
    return True


def _people(world: World, seat: str) -> set[str]:
    return {hold.source for hold in world.seats.holds(seat)}


def _compared(world: World, seat: str, candidates: list[str], *, sure: bool) -> str:
    """Return *same*, *other*, *either*, or *nothing* where there is nobody to compare or nothing to compare with."""
    people = _people(world, seat)
    if any(people & _people(world, one) for one in candidates):
        return "same"
    states = [world.seats.state(one) for one in candidates]
    settled = sure and not {"ended", "unknown"} & {*states}
    if world.seats.state(seat) == "vacant" or (settled and "held" not in states):
        return "nothing"
    return "other" if settled and world.seats.state(seat) == "held" else "either"


def _state(same: int, other: int, either: int, *, listed: bool, all_: bool) -> State:
    settled = listed and not either
    if settled and not same and not other:
        return "not_applicable"
    if all_:
        return "gap" if other else "met" if settled else "unknown"
    return "met" if same else "gap" if settled else "unknown"


def _pairs(world: World, seat: str, candidates: list[str]) -> list[Cell]:
    held = [one for one in candidates if world.seats.state(one) == "held"]
    alone = held[0] if len(held) == 1 else None
    beside = min(_people(world, alone)) if alone else None
    return [
        {
            "seat": post(world, seat),
            "holder": thing(world, person),
            "other": post(world, alone),
            "other_holder": thing(world, beside),
        }
        for person in sorted(_people(world, seat))
    ]


def _body(norm: Norm) -> SamePerson:
    return cast("SamePerson", norm.body)
