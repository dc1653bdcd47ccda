"""How far each need is, who has it and by when: needs, plainly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.needs import LEVEL, MARKS, QUESTION, STATES, WIDE
from graph.errors import NotAskable, NotFound
from graph.plain.facts.narrowed import narrower_than
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place, thing
from graph.plain.facts.soon import Soons
from graph.plain.facts.world import World
from graph.plain.tracking.looked import Looked
from graph.rules import Rules


def needs(
    network: Readable,
    rules: Rules,
    *,
    ended: bool = False,
    states: tuple[str, ...] = STATES,
    category: str | None = None,
    unit: str | None = None,
    level: str = LEVEL,
    days: str | None = None,
) -> Answer:
    """Return how far each need is that has not ended, who has it, by when, and what needs a look.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force.
        ended: Show also those that have ended.
        states: The states that are shown; whatever is shown, all are counted.
        category: Only needs of this category and those below it, by code or word.
        unit: Only what this organisation or team has.
        level: The level by which places are counted.
        days: What is due within so many days is due soon; None = two working days.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> needs(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]["open"]
        0
    """
    world = World.of(network, rules)
    if unit is not None and not world.reading.valid(unit):
        raise NotFound("no_such_thing", ref=unit)
    at_level = level_named(rules, level)
    soons = Soons(world, days)
    narrow = narrower_than(world, WIDE)
    found = [
        one
        for key in world.reading.things("need")
        if _asked(world, one := Looked(world, key, soons), narrow=narrow is not None)
    ]
    if category is not None:
        written = network.tables()["need"]["category"].to_list()
        code = rules.known_category(category, also=written, refusal="needs_no_such_category")
        found = [one for one in found if one.category and code in rules.categories.above(one.category)]
    if unit is not None:
        found = [one for one in found if unit in (one.unit, one.life.has)]
    found.sort(key=lambda one: one.order)
    rows = [one.row() for one in found if one.life.state in states and (ended or not one.life.ended)]
    tables = {
        "rows": rows,
        "places": _counted(found, "place", lambda one: place(world, one.at(at_level))),
        "units": _counted(found, "unit", lambda one: thing(world, one.unit)),
        "categories": _counted(found, "category", lambda one: one.category),
    }
    left_out = [{"code": "sensitive_left_out", "id": narrow, "other": None}] if narrow else []
    unsure = [
        {"code": "due_soon_unknown", "id": one.key, "other": None, "year": one.soon.unknown}
        for one in sorted(found, key=lambda one: one.key)
        if one.unsure
    ]
    return Answer(
        question="needs",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(some, schema=QUESTION.tables[name].schema, orient="row") for name, some in tables.items()
        },
        options={
            "ended": ended,
            "states": list(states),
            "category": category,
            "unit": unit,
            "level": level,
            "days": days,
        },
        totals={
            "states": {state: sum(one.life.state == state for one in found) for state in STATES},
            "marks": {mark: sum(mark in one.marks for one in found) for mark in MARKS},
        },
        issues=(*left_out, *unsure),
    )


def level_named(rules: Rules, level: str) -> str:
    """Return a level by its code or word.

    Raises:
        NotAskable: There is no such level.
    """
    code = rules.vocabulary().resolve("level", level)
    if code not in rules.vocabulary().lists["level"]:
        raise NotAskable("needs_level", found=level)
    return code


def _asked(world: World, one: Looked, *, narrow: bool) -> bool:
    """Return whether a need is asked about; of a sensitive category none is where the place is so small."""
    here = world.within is None or (one.anchor is not None and world.asked_about(one.anchor))
    return here and not (narrow and one.sensitive)


def _counted(found: list[Looked], column: str, what: Any) -> list[Cell]:
    """Return how many needs there are of each sort, by something; most overdue first, then most open, then by name."""
    by: dict[str | None, tuple[Any, list[Looked]]] = {}
    for one in found:
        told = what(one)
        by.setdefault(told["id"] if isinstance(told, Mapping) else told, (told, []))[1].append(one)
    rows = []
    for key, (told, some) in by.items():
        counts = {
            "open": sum(one.is_open for one in some),
            **{mark: sum(mark in one.marks for one in some) for mark in ("due_soon", "overdue", "unrated")},
            "met": sum(one.life.state in ("finished", "reviewed", "rated") for one in some),
        }
        if any(counts.values()):
            name = (told["name"] or "") if isinstance(told, Mapping) else told
            order = (-counts["overdue"], -counts["open"], told is None, name or "", key or "")
            rows.append((order, {column: told, **counts}))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]
