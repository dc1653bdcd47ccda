"""The other reading of a ratio: how much each holder answers for."""

from __future__ import annotations

from graph.plain.facts.bands import Band
from graph.plain.facts.shown import Cell, thing
from graph.plain.facts.world import World
from graph.plain.norms.counting import is_at
from graph.rules import Norm, Ratio


def rows_of(world: World, norm: Norm, body: Ratio, subjects: list[str]) -> list[Cell]:
    """Return one row a holder, by key of the person.

    The *load* of a holder is the base below all places of her posts that the norm counts, wherever
    they are. Asked of who holds a post counted at a subject that is judged.
    """
    offices: dict[str, list[str]] = {}
    asked: set[str] = set()
    for post in world.ledger.selected(body.of):
        holders = {hold.source for hold in world.seats.holds(post)}
        for person in holders:
            offices.setdefault(person, []).append(post)
        if any(is_at(world, post, body.tie, subject) for subject in subjects):
            asked |= holders
    return [_row(world, norm.id, body, person, offices[person]) for person in sorted(asked)]


def _row(world: World, norm: str, body: Ratio, person: str, offices: list[str]) -> Cell:
    places = sorted({place for post in offices for place in world.scopes.places(post, body.tie)})
    known = world.homes.known(body.base, *places)
    base = known.band if known.whole else Band(known.band.low, None)
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
        "basis": known.basis,
        "per": body.per,
        "offices": sorted(offices),
    }
