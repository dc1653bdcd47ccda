"""Ratio, plainly: so many to so much of a base, rounded up."""

from __future__ import annotations

from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count, by_seat, by_thing, is_at, with_unlisted
from graph.plain.norms.judgement import Judgement, state_of
from graph.plain.norms.load import rows_of
from graph.rules import Norm, Ratio

_THOUSANDTHS = 1000


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether there are enough for the base."""
    body, of = _body(norm), base(world, norm, subject)
    things = [thing for thing in world.ledger.selected(body.of) if is_at(world, thing, body.tie, subject)]
    if body.sum:
        return [_of_sum(world, norm, subject, things, of)]
    seats = body.kind == "post" and body.held
    count = by_seat(world, things, people=True) if seats else by_thing(things)
    count = with_unlisted(world, count, body, body.of, [subject])
    need = needs(norm, of)
    return [Judgement(norm, subject, state_of(count.has, need), count, needs=need, base=of)]


def _of_sum(world: World, norm: Norm, subject: str, things: list[str], of: Base | None) -> Judgement:
    """Return whether a number of the things comes to enough for the base."""
    body, need = _body(norm), needs(norm, of)
    number = {thing: _number(world, body, thing) for thing in things}
    known = {thing: value for thing, value in number.items() if value is not None}
    cover = world.ledger.cover(body.of, subject, body.tie)
    loose = sorted(cover.unscoped) if cover else []
    more = [_number(world, body, thing) for thing in loose]
    low, high = sum(known.values()), None
    if cover and len(known) == len(number) and None not in more:
        high = (low + sum(value for value in more if value is not None)) // _THOUSANDTHS
    count = Count(Band(low // _THOUSANDTHS, high), frozenset(known), unscoped=tuple(loose), listed=cover is not None)
    without = [thing for thing in things if thing not in known]
    return Judgement(
        norm,
        subject,
        state_of(count.has, need),
        count,
        needs=need,
        base=of,
        reasons=tuple(("no_number", thing) for thing in without),
        closing="add_up",
        steps=(("record_number", len(without)),) if without else (),
    )


def _number(world: World, body: Ratio, thing: str) -> int | None:
    """Return the number of a thing in thousandths."""
    found = world.reading.fields(thing)[body.sum]
    return None if found is None else round(found * _THOUSANDTHS)


def needs(norm: Norm, base: Base | None) -> Band:
    """Return so many to so much of the base, rounded up."""
    body, band = _body(norm), base.band if base else Band(0, None)

    def heads(of: int) -> int:
        return -(-of * body.count // body.per)

    return Band(heads(band.low), None if band.high is None else heads(band.high))


def base(world: World, norm: Norm, subject: str) -> Base | None:
    """Return the homes, households or residents of the subject, or those residents who are 60 and over."""
    return world.homes.base(_body(norm).base, subject)


def load_rows(world: World, norm: Norm, subjects: list[str]) -> list[Cell]:
    """Return how much each holder answers for; nothing where offices are counted, not people."""
    body = _body(norm)
    return rows_of(world, norm, body, subjects) if body.held and body.kind == "post" else []


def _body(norm: Norm) -> Ratio:
    return cast("Ratio", norm.body)
