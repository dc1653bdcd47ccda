"""Presence, plainly: at least so many are there, or are inherited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count, by_seat, by_thing, is_at, with_unlisted
from graph.plain.norms.judgement import Judgement, state_of
from graph.rules import Norm, Presence
from graph.selectors import Selector


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether there are enough, by their own or from above."""
    return [present(world, norm, _body(norm), subject, needs(norm, None))]


def present(
    world: World,
    norm: Norm,
    body: Presence,
    subject: str,
    need: Band,
    blank: Callable[[Selector], list[str]] = lambda _: [],
) -> Judgement:
    """Return whether there is enough of a body.

    Args:
        world: What is known.
        norm: The norm that asks.
        body: What it asks, or what it asks of one item.
        subject: The subject.
        need: How many it takes.
        blank: Of the things of a selector those that may be what is asked, since nobody wrote what they are.
    """
    own = [thing for thing in world.ledger.selected(body.of) if is_at(world, thing, body.tie, subject, body.at)]
    maybe = [thing for thing in blank(body.of) if is_at(world, thing, body.tie, subject, body.at)]
    count = _with(_counted(world, body, body.of, own, [subject]), maybe)
    reasons = tuple(("item_not_written", thing) for thing in maybe)
    state = state_of(count.has, need)
    if body.inherit is None:
        return Judgement(norm, subject, state, count, needs=need, reasons=reasons)
    levels = body.inherit.level
    above = [one for one in world.places.enclosing(subject)[1:] if world.reading.fields(one)["level"] in levels]
    tied = [one for one in world.ledger.selected(body.inherited) if world.scopes.places(one, body.tie) & set(above)]
    perhaps = [one for one in blank(body.inherited) if world.scopes.places(one, body.tie) & set(above)]
    inherited = _with(_counted(world, body, body.inherited, tied, above), perhaps)
    from_above = state_of(inherited.has, need)
    if "met" in (state, from_above):
        state = "met"
    elif "unknown" in (state, from_above):
        state = "unknown"
    return Judgement(norm, subject, state, count, (inherited, from_above), need, reasons=reasons)


def needs(norm: Norm, base: Base | None) -> Band:
    """Return ``at_least``."""
    del base
    return Band.exactly(_body(norm).at_least)


def _counted(world: World, body: Presence, of: Selector, things: list[str], at: list[str]) -> Count:
    seats = body.kind == "post" and not body.vacant_ok
    count = by_seat(world, things, people=False) if seats else by_thing(things)
    return with_unlisted(world, count, body, of, at)


def _with(count: Count, maybe: list[str]) -> Count:
    return replace(count, has=count.has + Band(0, len(maybe)))


def _body(norm: Norm) -> Presence:
    return cast("Presence", norm.body)
