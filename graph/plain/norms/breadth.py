"""Breadth, plainly: of each item something is there; as provision, of each that somebody wants."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from graph.kinds import column_of
from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.world import World
from graph.plain.matching.demands import everywhere
from graph.plain.norms.judgement import Judgement
from graph.plain.norms.presence import present
from graph.rules import Norm
from graph.rules.bodies import Breadth
from graph.selectors import Selector


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether there is enough of each item."""
    return [_judged(world, norm, subject, item) for item in _body(norm).items]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return ``at_least``, or nothing where nobody wants it, or either where that is not known."""
    body = _body(norm)
    if body.base is None:
        return Band.exactly(body.at_least)
    wanted = base.band if base else Band(0, None)
    return Band(body.at_least if wanted.low else 0, 0 if wanted.high == 0 else body.at_least)


def _judged(world: World, norm: Norm, subject: str, item: str) -> Judgement:
    body = _body(norm)
    values = body.values(item, world.rules.categories)

    def blank(of: Selector) -> list[str]:
        rest = Selector({name: found for name, found in of.fields.items() if name != body.by}, of.within)
        column = column_of(body.kind, body.by) or ""
        return [thing for thing in world.ledger.selected(rest) if not world.reading.fields(thing)[column]]

    of = _wanted(world, values, subject) if body.base else None
    found = present(world, norm, body.of_item(values), subject, needs(norm, of), blank)
    givers, all_known = _givers(world, found)
    return replace(
        found,
        item=item,
        base=of,
        givers=givers,
        cells={"givers": len(givers)},
        flags=(*_given(found, len(givers), all_known=all_known), *(["no_demand"] if of and of.band.high == 0 else [])),
    )


def _wanted(world: World, values: frozenset[str], subject: str) -> Base:
    """Return how many demands of some categories lie in the subject; one without a category may be any of them."""
    inside = [one for one in everywhere(world) if world.places.lies_in(one.place, subject)]
    known = len([one for one in inside if one.category in values])
    asked = Selector({"kind": frozenset(["need", "project"]), "category": values})
    covered = world.ledger.cover(asked, subject) is not None
    most = known + len([one for one in inside if one.category is None])
    return Base(Band(known, most if covered else None), "counted" if covered else "at_least", "cases")


def _givers(world: World, found: Judgement) -> tuple[tuple[str, ...], bool]:
    """Return who gives what counts, each once, and whether of each thing somebody is known to."""
    givers: set[str] = set()
    known = True
    for thing in found.shown.evidence if found.shown else ():
        offered = world.reading.kind(thing) == "offer"
        by = world.reading.sources(thing, "gives") if offered else [thing]
        known = known and bool(by)
        givers |= set(by)
    return tuple(sorted(givers)), known


def _given(found: Judgement, many: int, *, all_known: bool) -> list[str]:
    if found.shown is None or not found.shown.has.one:
        return []
    if many == 1 and all_known:
        return ["single"]
    return ["duplicate"] if many > 1 else []


def _body(norm: Norm) -> Breadth:
    return cast("Breadth", norm.body)
