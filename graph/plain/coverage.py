"""What is not covered: coverage, plainly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.coverage import BY, COMPARED, LOAD, MATRIX, ROWS, STATES
from graph.answers.coverage_asked import asked_nowhere, checked_by, checked_states, earlier
from graph.answers.frames import own_columns
from graph.plain.covering.by import by_level
from graph.plain.covering.compared import compared
from graph.plain.covering.today import as_of_today
from graph.plain.facts.left_behind import left_behind
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place, thing
from graph.plain.facts.split_buildings import split_in
from graph.plain.facts.world import World
from graph.plain.norms import load_rows
from graph.plain.norms.asking import ask
from graph.plain.norms.judgement import Judgement
from graph.plain.norms.overriding import nowhere
from graph.rules import Norm, Rules


def coverage(
    network: Readable,
    rules: Rules,
    *,
    states: Collection[str] | None = ("gap", "unknown"),
    evidence_cap: int | None = EVIDENCE_CAP,
    load: bool = False,
    matrix: bool = False,
    compare: date | str | None = None,
    by: str | None = None,
    axis: str = "territory",
) -> Answer:
    """Return, for each norm and place that it is about, whether it is met, and what would close it.

    A *subject* of a norm is a valid place that matches its selector, lies in what is asked about and
    follows a profile that has the norm's pack. Rows come by norm, then in territory preorder.

    Args:
        network: The network, on its date.
        rules: The profiles and norms in force.
        states: Which states are shown as rows, None = all; the totals count all.
        evidence_cap: At most so many ids are shown as evidence of a row, None = all.
        load: Whether to add, for ratio norms, one row a holder.
        matrix: Whether to add items by subjects with who gives them.
        compare: Whether to add what became of it since an earlier date.
        by: Whether to count also by places of a level.
        axis: How places lie in each other there.

    Raises:
        BadInput: The other date is not earlier, or there is no such state, level or axis.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> coverage(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["norms"]
        {}
    """
    day = earlier(compare, network.date)
    checked_by(rules, by, axis)
    checked_states(states)
    world = World.of(network, rules)
    judged = judgements(world)
    by_norm: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        by_norm[one.norm.id][one.state] += 1

    was = world if day is None else world.on(day)
    changes = compared(world, judged, was, [] if day is None else judgements(was))

    def frames() -> dict[str, pl.DataFrame]:
        shown = [_row(world, one, evidence_cap) for one in judged if states is None or one.state in states]
        own = own_columns({name: held for one in judged for name, held in one.norm.body.columns.items()})
        filled = [{**dict.fromkeys(own), **row} for row in shown]
        made = {"rows": pl.DataFrame(filled, schema={**ROWS.schema, **own}, orient="row")}
        if day is not None:
            made["compared"] = pl.DataFrame(changes.rows, schema=COMPARED.schema, orient="row")
        if by is not None:
            made["by"] = pl.DataFrame(by_level(world, judged, by, axis), schema=BY.schema, orient="row")
        if load:
            made["load"] = pl.DataFrame(_load(world, judged), schema=LOAD.schema, orient="row")
        if matrix:
            made["matrix"] = pl.DataFrame(_matrix(world, judged), schema=MATRIX.schema, orient="row")
        return made

    return Answer(
        question="coverage",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=frames,
        options={
            "states": None if states is None else list(states),
            "evidence_cap": evidence_cap,
            "load": load,
            "matrix": matrix,
            "compare": day,
            "by": by,
            "axis": axis,
        },
        totals={
            "states": {state: sum(one.state == state for one in judged) for state in STATES},
            "norms": {norm: dict(count) for norm, count in by_norm.items()},
            **({} if day is None else {"compared": changes.totals}),
        },
        issues=(
            *asked_nowhere(rules, anybody=_anybody(world)),
            *left_behind(world, world.counted_in),
            *split_in(world, world.within),
            *nowhere(world, (norm for norm in rules.norms if norm.holds_on(world.day))),
            *(() if day is None else as_of_today(was, (one.norm for one in judged))),
        ),
    )


def judgements(world: World) -> list[Judgement]:
    """Judge every norm in force at each of its subjects."""
    preorder = {place: at for at, place in enumerate(world.places.preorder())}
    return [
        one
        for norm in world.rules.norms
        if norm.holds_on(world.day)
        for subject in subjects_of(world, norm, preorder)
        for one in ask(world, norm, subject)
    ]


def subjects_of(world: World, norm: Norm, preorder: Mapping[str, int]) -> list[str]:
    """Return the subjects of a norm, as the places where they are lie in each other, then in the office's order."""
    at = {thing: world.anchors.of(thing) for thing in world.ledger.selected(norm.subject)}
    asked = [
        (preorder[place], thing)
        for thing, place in at.items()
        if place is not None
        and thing not in world.reading.outside
        and world.asked_about(place)
        and world.rules.asks(norm, world.profiles.named(place), world.day)
    ]
    position = {thing: where for where, thing in asked}
    return sorted(world.reading.in_order(position), key=lambda thing: position[thing])


def _anybody(world: World) -> bool:
    """Return whether a norm is asked of anything here; of some a subject has no line."""
    preorder = {place: at for at, place in enumerate(world.places.preorder())}
    return any(subjects_of(world, norm, preorder) for norm in world.rules.norms if norm.holds_on(world.day))


def _load(world: World, judged: list[Judgement]) -> list[Cell]:
    """Return how much each holder answers for, by norm, then key of the person.

    Who is counted where a norm asks otherwise too is judged by what it asks elsewhere, else by the first change of it.
    """
    counted = [one for one in judged if one.own]
    found: dict[tuple[str, str], Cell] = {}
    norms = {_order(one.norm): one.norm for one in counted}
    for key in sorted(norms):
        subjects = [one.subject for one in counted if _order(one.norm) == key]
        for row in load_rows(world, norms[key], subjects):
            found.setdefault((key[0], row["holder"]["id"]), row)
    return [row for _, row in sorted(found.items(), key=lambda one: one[0])]


def _order(norm: Norm) -> tuple[str, str, int]:
    """Return where a norm stands: by id, then pack; as it is elsewhere, then each change of it."""
    return norm.id, norm.pack, norm.overrides.index(norm.changed_by) if norm.changed_by else -1


def _matrix(world: World, judged: list[Judgement]) -> list[Cell]:
    """Return what was found of each item, by norm and item as the norm has them, then as the subjects lie."""
    asked = [one for one in judged if one.givers is not None]
    items = list(dict.fromkeys((one.norm.id, one.item) for one in asked))
    return [
        {
            "norm": one.norm.id,
            "item": one.item,
            "subject": place(world, one.subject),
            "state": one.state,
            "has": one.shown.has.shown() if one.shown else None,
            "needs": one.needs.shown() if one.needs else None,
            "givers": len(one.givers or ()),
            "who": [thing(world, giver) for giver in one.givers or ()],
            "flags": sorted(set(one.flags)),
        }
        for item in items
        for one in asked
        if (one.norm.id, one.item) == item
    ]


def _row(world: World, one: Judgement, evidence_cap: int | None) -> Cell:
    norm, count = one.norm, one.shown
    evidence = sorted(count.evidence) if count else []
    return {
        "norm": norm.id,
        "subject": place(world, one.subject),
        "item": one.item,
        "state": one.state,
        "has": count.has.shown() if count else None,
        "needs": one.needs.shown() if one.needs else None,
        "short": one.short.shown() if one.short else None,
        "base": _base(one),
        "how": one.how,
        "close": one.close(),
        "responsible": _responsible(world, one.subject),
        "since": one.since(world),
        "households": _households(world, one.subject),
        "evidence": evidence[:evidence_cap],
        "evidence_count": len(evidence),
        "why": one.why(world),
        "flags": sorted(set(one.flags)),
        "listings": _listings(world, one),
        "cite": {
            "sort": norm.sort,
            **norm.cite.model_dump(),
            "changed_by": norm.changed_by.cite.model_dump() if norm.changed_by else None,
        },
        **one.cells,
    }


def _base(one: Judgement) -> Cell | None:
    if one.base is None:
        return None
    return {**one.base.band.shown(), "basis": one.base.basis, "unit": one.base.unit, "as_of": one.base.as_of}


def _responsible(world: World, subject: str) -> str | None:
    """Return the unit asked, or that a post is in, if it answers for a place; else who does for the nearest one."""
    for unit in [subject, *sorted(world.reading.targets(subject, "post_in"))]:
        if world.reading.kind(unit) == "organisation" and list(world.reading.targets(unit, "answers_for")):
            return unit
    for above in world.places.enclosing(world.anchors.of(subject) or ""):
        found = [one for one in world.scopes.answering(above) if world.reading.kind(one) == "organisation"]
        if found:
            return world.reading.in_order(found)[0]
    return None


def _households(world: World, subject: str) -> Cell | None:
    """Return the households of a place; nothing of what is no place."""
    is_place = world.reading.kind(subject) == "place"
    return world.homes.households_below(subject).shown() if is_place else None


def _listings(world: World, one: Judgement) -> list[Any]:
    """Return the listings that speak about any of what is counted at the subject, with their age."""
    atoms = [atom for selector in one.norm.body.listed for atom in selector.restricted(None).atoms()]
    place = world.anchors.of(one.subject) or ""
    found = {listing.key: listing for atom in atoms for listing in world.ledger.containing(atom, place)}
    limit = one.norm.stale_after
    ages = {key: (world.day - listing.as_of).days for key, listing in found.items()}
    return [
        {"id": key, "as_of": found[key].as_of, "age": ages[key], "stale": limit is not None and ages[key] > limit}
        for key in sorted(found)
    ]
