"""Completeness, plainly: fields of a thing are filled, or systems of these names are written for it."""

from __future__ import annotations

from typing import cast

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.ledger import matches
from graph.plain.facts.shown import thing
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
from graph.plain.norms.judgement import Judgement, state_of
from graph.rules import Norm
from graph.rules.bodies import FilledIn
from graph.rules.bodies.completeness import NOTHING


def judge(world: World, norm: Norm, subject: str) -> list[Judgement]:
    """Return whether each field is filled, or each system is there."""
    body = _body(norm)
    if body.of is None:
        return [_system(world, norm, subject, name) for name in body.systems]
    if not matches(body.of, world.reading.fields(subject)):
        return []
    return [_field(world, norm, subject, name) for name in body.fields]


def needs(norm: Norm, base: Base | None) -> Band:
    """Return one of each."""
    del norm, base
    return Band.exactly(1)


def _field(world: World, norm: Norm, subject: str, name: str) -> Judgement:
    value = world.reading.fields(subject)[name]
    said = value is not None and value not in ([], ())
    nothing = said and {*(value if isinstance(value, list | tuple) else [value])} <= NOTHING
    listed = _covered(world, norm, world.anchors.of(subject))
    there = said and not nothing
    has = Band(int(there), int(there or not (nothing or listed)))
    count = Count(has, frozenset([subject] if there else []), listed=listed or nothing)
    reasons = (("written_none", None),) if nothing else ()
    need = needs(norm, None)
    return Judgement(
        norm, subject, state_of(has, need), count, needs=need, item=name, reasons=reasons, closing="fill_in"
    )


def _system(world: World, norm: Norm, subject: str, name: str) -> Judgement:
    anchor = world.anchors.of(subject)
    own = _called(world, name, subject)
    listed = _covered(world, norm, anchor)
    around = [one for one in world.places.enclosing(anchor or "") if one != subject]
    leading = _leaders(world, subject)
    above: str | None = None
    everywhere = listed
    if _body(norm).inherit:
        above = next((one for one in (*around, *leading) if _called(world, name, one)), None)
        everywhere = listed and all(_covered(world, norm, world.anchors.of(one)) for one in (*around, *leading))
    there = own or (_called(world, name, above) if above else [])
    has = Band(int(bool(there)), int(bool(there) or not everywhere))
    mine = Count(Band(int(bool(own)), has.high), frozenset(own), listed=listed)
    need = needs(norm, None)
    inherited = None if own or not above else (Count(has, frozenset(there)), state_of(has, need))
    return Judgement(
        norm,
        subject,
        state_of(has, need),
        mine,
        inherited,
        need,
        item=name,
        cells={
            "from_whom": [thing(world, above)] if inherited else [],
            "issued_by": sorted({by for one in there if (by := world.reading.fields(one)["issued_by"]) is not None}),
        },
        reasons=(("inherited_unknown", None),) if listed and not everywhere else (),
        closing="write_down",
    )


def _called(world: World, name: str, subject: str) -> list[str]:
    """Return the valid systems of a name that a thing has, by key."""
    found = world.reading.things("routine")
    fields = {key: world.reading.fields(key) for key in found}
    valid = world.reading.valid(subject)
    return [key for key in found if valid and (fields[key]["name"], fields[key]["subject"]) == (name, subject)]


def _leaders(world: World, subject: str) -> list[str]:
    """Return who leads a thing: by its leading tie, the lowest key of several, or by running it as who leads."""
    ties = world.reading.ties_from(subject, "reports_to")
    leading = sorted(tie.target for tie in ties if tie.fields["relation"] == "leads")[:1]
    runs = [tie.source for tie in world.reading.ties_to(subject, "runs") if tie.fields["as"] == "leads"]
    return sorted({*leading, *runs})


def _covered(world: World, norm: Norm, place: str | None) -> bool:
    return world.ledger.cover(norm.body.listed[0], place) is not None


def _body(norm: Norm) -> FilledIn:
    return cast("FilledIn", norm.body)
