"""Which needs may be one, and which come again around one place, plainly: every need beside every other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.duplicates import ALIKE, APART, MANY, PARTIES, QUESTION, WIDE
from graph.answers.duplicates_said import who_comes, why_one
from graph.doors import DOORS
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place, thing
from graph.plain.facts.standing import Standing, standing
from graph.plain.facts.world import World
from graph.plain.repeating.alike import likeness
from graph.rules import Rules
from graph.selectors import Selector

_NOBODY: Cell = {"id": None, "name": None}


@dataclass(frozen=True)
class _Looked:
    """A need that was raised by the day.

    Attributes:
        at: The building that its place lies in, else its place.
        told: The place that may be told.
        stands: What its steps say.
    """

    key: str
    fields: Mapping[str, Any]
    anchor: str | None
    at: str | None
    told: str | None
    stands: Standing


def duplicates(network: Readable, rules: Rules) -> Answer:
    """Return which needs may be one and the same, and which of one sort come again around one place.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force; named in the answer.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> duplicates(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["noticed"]["pairs"]
        0
    """
    world = World.of(network, rules)
    needs = _looked(world)
    still = [one for one in needs if not one.stands.ended]
    pairs = [row for one, other in combinations(still, 2) if (row := _pair(world, one, other))]
    pairs.sort(key=lambda row: (-row["likeness"], row["apart"], row["need"]["id"], row["other"]["id"]))
    repeats = _repeats(world, needs)
    found = {"rows": pairs, "repeats": repeats}
    noticed = {
        "needs": len(still),
        "pairs": len(pairs),
        "repeats": len(repeats),
        "no_category": sum(one.fields["category"] is None for one in still),
        "no_day": sum(one.stands.raised is None for one in still),
        "nowhere": sum(one.anchor is None for one in still),
    }
    return Answer(
        question="duplicates",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(rows, schema=QUESTION.tables[name].schema, orient="row") for name, rows in found.items()
        },
        totals={"noticed": noticed},
    )


def _looked(world: World) -> list[_Looked]:
    found = []
    for key in world.reading.things("need"):
        anchor, stands = world.anchors.of(key), standing(world, key)
        here = world.within is None or (anchor is not None and world.asked_about(anchor))
        if here and (stands.raised is None or stands.raised <= world.day):
            around = world.places.enclosing(anchor) if anchor else ()
            building = next((one for one in around if _level(world, one) == "building"), None)
            told = building or next((one for one in around if _level(world, one) not in DOORS), None)
            found.append(_Looked(key, world.reading.fields(key), anchor, building or anchor, told, stands))
    return found


def _pair(world: World, one: _Looked, other: _Looked) -> Cell | None:
    """Return a row of two needs that may be one; None of others."""
    if one.at is None or one.at != other.at or one.fields["category"] is None:
        return None
    if one.fields["category"] != other.fields["category"] or one.stands.raised is None or other.stands.raised is None:
        return None
    apart = abs((one.stands.raised - other.stands.raised).days)
    alike = likeness(one.fields["name"], other.fields["name"])
    if apart > APART or alike is None or alike < ALIKE:
        return None
    first, second = sorted((one, other), key=lambda each: (each.stands.raised, each.key))
    row: Cell = {
        "need": _need(first),
        "other": _need(second),
        "category": one.fields["category"],
        "place": place(world, one.told),
        "apart": apart,
        "likeness": int(alike),
    }
    return {**row, "sentence": why_one(row)}


def _repeats(world: World, needs: list[_Looked]) -> list[Cell]:
    since = world.day - dt.timedelta(days=APART)
    lately = [
        one
        for one in needs
        if one.told and one.fields["category"] and one.stands.raised and one.stands.raised >= since
        if one.stands.state != "merged"
    ]
    groups: dict[tuple[str, str], list[_Looked]] = {}
    for one in lately:
        alike = [each for each in lately if each.fields["category"] == one.fields["category"]]
        for area in world.places.enclosing(str(one.told)):
            inside = [each for each in alike if world.places.lies_in(each.told, area)]
            if len(inside) >= MANY and _level(world, area) not in WIDE:
                groups[one.fields["category"], area] = inside
                break
    rows = [_repeat(world, category, area, inside) for (category, area), inside in groups.items()]
    return sorted(rows, key=lambda row: (-row["count"], row["category"], row["place"]["id"]))


def _repeat(world: World, category: str, area: str, inside: list[_Looked]) -> Cell:
    inside = sorted(inside, key=lambda one: (one.stands.raised, one.key))
    row: Cell = {
        "category": category,
        "place": place(world, area),
        "count": len(inside),
        "cases": [_need(one) for one in inside],
        "parties": [one for party, forms in PARTIES.items() for one in _party(world, area, party, forms)],
        "quorum": _quorum(world, area),
    }
    return {**row, "sentence": who_comes(row)}


def _party(world: World, area: str, party: str, forms: tuple[str, ...]) -> list[Cell]:
    """Return who a party is at the nearest place around that has one."""
    for around in world.places.enclosing(area):
        answering = world.reading.sources(around, "answers_for")
        units = [key for key in answering if world.reading.fields(key).get("form") in forms]
        if units:
            return [
                {"party": party, **(thing(world, key) or _NOBODY), "absent": None}
                for key in world.reading.in_order(units)
            ]
    meant = Selector({"kind": frozenset(["organisation"]), "form": frozenset(forms)})
    narrow = [around for around in world.places.enclosing(area) if _level(world, around) not in WIDE]
    covers = [world.ledger.cover(meant, around) for around in narrow]
    absent = all(cover is not None and not cover.unscoped for cover in covers)
    return [{"party": party, **_NOBODY, "absent": absent}]


def _quorum(world: World, area: str) -> Cell | None:
    """Return the routine of the nearest place around that says who must be present."""
    routines = [key for key in world.reading.things("routine") if world.reading.fields(key)["decides"] is not None]
    for around in world.places.enclosing(area):
        for key in routines:
            if world.anchors.of(key) == around:
                return {**(thing(world, key) or _NOBODY), "decides": world.reading.fields(key)["decides"]}
    return None


def _need(one: _Looked) -> Cell:
    return {
        "id": one.key,
        "name": one.fields["name"],
        "number": one.fields["number"],
        "raised": one.stands.raised,
    }


def _level(world: World, key: str) -> str | None:
    level: str | None = world.reading.fields(key)["level"]
    return level
