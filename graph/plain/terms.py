"""Who is up for re-election in the next months, what ends, and which lists go out of date: terms, plainly."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

import polars as pl

from graph.answers import Answer
from graph.answers.terms import ENDINGS, MONTHS, MOST, ROWS
from graph.answers.terms_said import months_ahead, what_ends
from graph.answers.todo import STALE
from graph.errors import BadInput
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.todo import called_post
from graph.rules import Rules

_DAY = dt.timedelta(days=1)


def terms(network: Readable, rules: Rules, *, months: int | str = MONTHS) -> Answer:
    """Return what ends within so many months or has run out, and who acts; first what ended first.

    Args:
        network: What lies in its *within*, on its date; without one all.
        rules: The rules in force, for what posts are called.
        months: So many months ahead.
    """
    ahead = months_ahead(months)
    if ahead is None or ahead > MOST:
        raise BadInput("terms_months", found=months, most=MOST)
    world = World.of(network, rules)
    until = _after(world.day, ahead)
    found = [*_holds(world, until), *_ending(world, until), *_listings(world, until)]
    rows = [{**row, "sentence": what_ends(row)} for row in found]
    rows.sort(
        key=lambda row: (
            row["day"] or dt.date.max,
            ENDINGS.index(row["ending"]),
            row["thing"]["id"],
            row["who"]["id"] if row["who"] else "",
        )
    )
    return Answer(
        question="terms",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row")},
        options={"months": str(ahead)},
        totals={"ending": {ending: len([row for row in rows if row["ending"] == ending]) for ending in ENDINGS}},
    )


def _after(day: dt.date, months: int) -> dt.date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _holds(world: World, until: dt.date) -> Iterator[Cell]:
    for post in world.reading.things("post"):
        if not _asked(world, world.anchors.of(post)):
            continue
        thing = {"id": post, "name": called_post(world, post), "kind": "post"}
        for hold in world.reading.ties_to(post, "holds"):
            told = {"thing": thing, "who": {"id": hold.source, "name": None}, "place": _place(world, post)}
            ends = hold.fields["term_ends"]
            if ends is not None and ends <= until:
                yield {"ending": "term", **told, **_days(world, ends)}
            if hold.fields["acting"]:
                day = hold.fields["since"]
                yield {"ending": "acting", **told, "stands": "acting", "day": day, "days_left": None}


def _ending(world: World, until: dt.date) -> Iterator[Cell]:
    for kind, called in (("agreement", "name"), ("exception", "norm")):
        for key in world.reading.things(kind):
            fields = world.reading.fields(key)
            if fields["until"] is None or fields["until"] > until or not _asked(world, world.anchors.of(key)):
                continue
            thing = {"id": key, "name": fields[called], "kind": kind}
            days = _days(world, fields["until"] - _DAY)
            yield {"ending": kind, "thing": thing, "who": None, "place": _place(world, key), **days}


def _listings(world: World, until: dt.date) -> Iterator[Cell]:
    every = [fields for _, fields in world.graph.nodes(data=True) if fields.get("kind") == "listing"]
    for key in world.reading.things("listing"):
        fields = world.reading.fields(key)
        alike = [one["as_of"] for one in every if all(one[name] == fields[name] for name in ("selector", "within"))]
        stale = fields["as_of"] + STALE * _DAY
        if stale <= until and fields["as_of"] == max(alike) and _asked(world, fields["within"]):
            thing = {"id": key, "name": fields["selector"], "kind": "listing"}
            place = {"id": fields["within"], "name": world.reading.fields(fields["within"])["name"]}
            yield {"ending": "listing", "thing": thing, "who": None, "place": place, **_days(world, stale)}


def _days(world: World, day: dt.date) -> Cell:
    return {"day": day, "days_left": (day - world.day).days, "stands": "over" if day < world.day else "soon"}


def _asked(world: World, place: str | None) -> bool:
    return world.within is None or world.asked_about(place)


def _place(world: World, key: str) -> Cell | None:
    place = world.anchors.of(key)
    around = () if place is None else world.places.enclosing(place)
    told = next((one for one in around if world.reading.fields(one)["level"] != "home"), None)
    return None if told is None else {"id": told, "name": world.reading.fields(told)["name"]}
