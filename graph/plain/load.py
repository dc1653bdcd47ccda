"""The other reading of a ratio: how much each holder answers for."""

from __future__ import annotations

from graph.plain.bands import Band
from graph.plain.counting import is_at
from graph.plain.judgement import Judgement
from graph.plain.shown import Cell, thing
from graph.plain.world import World
from graph.rules import Norm, Ratio


def load_rows(world: World, judged: list[Judgement]) -> list[Cell]:
    """Return one row a norm and holder, by norm, then key of the person.

    The *load* of a holder is the base below all places of her posts that the norm counts, wherever
    they are. Asked of who holds a post counted at a subject that is judged.
    """
    by_norm: dict[str, tuple[Norm, list[str]]] = {}
    for one in judged:
        if isinstance(one.norm.body, Ratio) and one.norm.body.held and one.norm.body.kind == "post" and one.own:
            by_norm.setdefault(one.norm.id, (one.norm, []))[1].append(one.subject)
    return [row for _, (norm, subjects) in sorted(by_norm.items()) for row in _norm_rows(world, norm, subjects)]


def _norm_rows(world: World, norm: Norm, subjects: list[str]) -> list[Cell]:
    body = norm.body
    assert isinstance(body, Ratio)  # noqa: S101  # asked above
    offices: dict[str, list[str]] = {}
    asked: set[str] = set()
    for post in world.ledger.selected(body.of):
        holders = {hold.source for hold in world.seats.holds(post)}
        for person in holders:
            offices.setdefault(person, []).append(post)
        if any(is_at(world, body, post, subject) for subject in subjects):
            asked |= holders
    return [_row(world, norm.id, body, person, offices[person]) for person in sorted(asked)]


def _row(world: World, norm: str, body: Ratio, person: str, offices: list[str]) -> Cell:
    places = sorted({place for post in offices for place in world.scopes.places(post, body.tie)})
    counted = world.homes.count(body.base, world.homes.below(*places))
    base = counted if all(world.homes.listed(place) for place in places) else Band(counted.low, None)
    state = "unknown"
    if base.low * body.count > body.per:
        state = "over"
    elif base.high is not None and base.high * body.count <= body.per:
        state = "met"
    return {
        "norm": norm,
        "holder": thing(world, person),
        "state": state,
        "base": base.shown(),
        "per": body.per,
        "offices": sorted(offices),
    }
