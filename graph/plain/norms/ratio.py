"""Ratio, plainly: so many to so much of a base, rounded up."""

from __future__ import annotations

from typing import cast

from graph.plain.bands import Band
from graph.plain.counting import by_seat, by_thing, is_at, with_unlisted
from graph.plain.homes import Base
from graph.plain.judgement import Judgement, state_of
from graph.plain.norms.load import rows_of
from graph.plain.shown import Cell
from graph.plain.world import World
from graph.rules import Norm, Ratio


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether there are enough for the base."""
    body, of = _body(norm), base(world, norm, subject)
    things = [thing for thing in world.ledger.selected(body.of) if is_at(world, thing, body.tie, subject)]
    seats = body.kind == "post" and body.held
    count = by_seat(world, things, people=True) if seats else by_thing(things)
    count = with_unlisted(world, count, body, body.of, [subject])
    need = needs(norm, of)
    return [Judgement(norm, subject, state_of(count.has, need), count, needs=need, base=of)]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return so many to so much of the base, rounded up."""
    body, band = _body(norm), base.band if base else Band(0, None)

    def heads(of: int) -> int:
        return -(-of * body.count // body.per)

    return Band(heads(band.low), None if band.high is None else heads(band.high))


def base(world: World, norm: Norm, subject: str) -> Base | None:
    """Return the homes, households or residents of the subject."""
    return world.homes.base(_body(norm).base, subject)


def load_rows(world: World, norm: Norm, subjects: list[str]) -> list[Cell]:
    """Return how much each holder answers for; nothing where offices are counted, not people."""
    body = _body(norm)
    return rows_of(world, norm, body, subjects) if body.held and body.kind == "post" else []


def _body(norm: Norm) -> Ratio:
    return cast("Ratio", norm.body)
