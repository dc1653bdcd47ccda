"""What came in within a month, what was done by when, and how satisfied people were: monthly, plainly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.monthly import BESIDE, COMPARED, COUNTS, QUESTION, YEAR
from graph.answers.needs import LEVEL, WIDE
from graph.errors import BadValue, NotAskable
from graph.plain.facts.lives import Life
from graph.plain.facts.narrowed import narrower_than
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.soon import Soons
from graph.plain.facts.world import World
from graph.plain.needs import level_named
from graph.plain.reporting.hollow import hollow
from graph.plain.tracking.looked import Looked
from graph.rules import Rules
from graph.values import DAY
from graph.values.instant import end_instant, instant_of
from graph.values.months import last_of, month_before, read_month, show_month

_DAY = dt.timedelta(days=1)
_MET, _CLOSED = ("finished", "reviewed", "rated"), ("merged", "closed")
Counts = dict[str, int]
Counted = tuple[Counts, "str | None", bool]


def monthly(
    network: Readable,
    rules: Rules,
    *,
    month: str | None = None,
    level: str = LEVEL,
    first: str | None = None,
    last: str | None = None,
) -> Answer:
    """Return what came in within a month, what was done by when, and how satisfied people were, by place and category.

    Args:
        network: Asked about its *within*, where needs lie on its date.
        rules: The rules in force.
        month: The month, as ``2024-10``; None = the last one that is over.
        level: The level of the places.
        first: Of slots that are passed by, the first day looked at; None = a year before the last.
        last: The last day looked at; None = that of the month.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> monthly(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["month"]["accepted"]
        0
    """
    world = World.of(network, rules)
    begins = month_before(world.day.replace(day=1)) if month is None else read_month(month)
    if begins is None:
        raise NotAskable("monthly_month", found=month)
    if begins > world.day:
        raise NotAskable("monthly_ahead", found=month)
    until = min(last_of(begins) if last is None else _day(last), world.day)
    since = until - (YEAR - 1) * _DAY if first is None else _day(first)
    at_level = level_named(rules, level)
    narrow = narrower_than(world, WIDE)
    looked = [Looked(world, key, Soons(world, "0")) for key in world.reading.things("need")]
    looked = [one for one in looked if _asked(world, one) and not (narrow and one.sensitive)]
    mine = _of_month(world, looked, begins)
    known = min((accepted for _, accepted, _ in mine.values() if accepted is not None), default=None)
    others = (month_before(begins), begins.replace(year=begins.year - 1))
    beside = {
        name: _of_month(world, looked, other)
        if known is not None and known <= end_instant(min(last_of(other), world.day))
        else None
        for name, other in zip(BESIDE, others, strict=True)
    }

    def by(what: Callable[[Looked], Any]) -> dict[Any, Cell]:
        groups: dict[Any, list[str]] = {}
        for one in looked:
            groups.setdefault(what(one), []).append(one.key)
        rows = {}
        for key, needs in groups.items():
            counts = _sum([mine[need] for need in needs])
            other = {name: None if of is None else _sum([of[need] for need in needs]) for name, of in beside.items()}
            if any(some[name] for some in (counts, *filter(None, other.values())) for name in COUNTS):
                rows[key] = _row(counts, other)
        return rows

    places = [{"place": place(world, at), **row} for at, row in by(lambda one: one.at(at_level)).items()]
    both = by(lambda one: (one.at(at_level), one.category))
    rows = [{"place": place(world, at), "category": category, **row} for (at, category), row in both.items()]
    stands = {at: position for position, at in enumerate(world.places.preorder())}

    def in_order(row: Cell) -> int:
        return stands[row["place"]["id"]] if row["place"] else len(stands)

    rows.sort(key=lambda row: (in_order(row), -row["accepted"], row["category"] is None, row["category"] or ""))
    tables = {"rows": rows, "places": sorted(places, key=in_order), "hollow": hollow(world, looked, since, until)}
    sums = _sum(list(mine.values()))
    totals: dict[str, Any] = {"month": {**_counts(sums), "undated": sum(undated for *_, undated in mine.values())}}
    totals["took"] = sums["seconds"] * 10 // (sums["finished"] * 24 * 60 * 60) if sums["finished"] else None
    totals |= {
        name: {one: count for one, count in _sum(list(of.values())).items() if one in COMPARED}
        for name, of in beside.items()
        if of is not None
    }
    return Answer(
        question="monthly",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            name: pl.DataFrame(some, schema=QUESTION.tables[name].schema, orient="row") for name, some in tables.items()
        },
        options={"month": show_month(begins), "level": level, "first": first, "last": last},
        totals=totals,
        issues=({"code": "sensitive_left_out", "id": narrow, "other": None},) if narrow else (),
    )


def _day(text: str) -> dt.date:
    try:
        found, expected = DAY.clean(text), "expected.day"
    except BadValue as error:
        found, expected = None, error.params["expected"]
    if found is None:
        raise NotAskable("monthly_day", found=text, expected=expected)
    return found


def _asked(world: World, one: Looked) -> bool:
    return world.within is None or (one.anchor is not None and world.asked_about(one.anchor))


def _of_month(world: World, looked: list[Looked], first: dt.date) -> dict[str, Counted]:
    """Return what each need counts in a month."""
    last = min(last_of(first), world.day)
    then = world.on(last)
    return {one.key: _counted(world, one, then.lives.of(one.key), first, last) for one in looked}


def _counted(world: World, one: Looked, life: Life, first: dt.date, last: dt.date) -> Counted:
    """Return what a need counts, when it was accepted, and whether nobody knows when it was what it is."""
    begin, end = end_instant(first - _DAY), end_instant(last)
    said: list[str] = []
    rated = life.rated is not None and begin < life.rated <= end
    if rated and life.outcome in ("satisfied", "fair", "unsatisfied"):
        said.append(life.outcome)
    met = life.state in _MET
    undated = one.life.accepted is None or (met and life.finished is None)
    seconds = 0
    if not undated and life.accepted is not None and life.accepted <= end and not _before(life, begin):
        said.append("accepted" if life.accepted > begin else "carried")
        said.append(_part(life, end, end if last < world.day else end_instant(world.day - _DAY), last))
        if met and life.finished is not None and life.finished <= end:
            said.append("finished")
            seconds = int((instant_of(life.finished) - instant_of(life.accepted)).total_seconds())
    return {**{name: said.count(name) for name in COUNTS}, "seconds": seconds}, life.accepted, undated


def _before(life: Life, begin: str) -> bool:
    """Return whether it was done when the month began."""
    if life.state in _CLOSED:
        return bool(life.steps) and life.steps[-1]["at"] <= begin
    return life.state in _MET and life.finished is not None and life.finished <= begin


def _part(life: Life, end: str, over: str, last: dt.date) -> str:
    """Return what becomes of a need in hand."""
    if life.state in _CLOSED:
        return "closed"
    if life.due is None:
        return "no_due"
    if life.state in _MET and life.finished is not None and life.finished <= end:
        return "on_time" if life.finished <= life.due else "late"
    stands = life.until is not None and last <= life.until
    return "late" if life.due <= over and not stands else "pending"


def _sum(found: list[Counted]) -> Counts:
    return {name: sum(counts[name] for counts, *_ in found) for name in (*COUNTS, "seconds")}


def _counts(sums: Counts) -> Counts:
    return {name: sums[name] for name in COUNTS}


def _row(counts: Counts, beside: dict[str, Counts | None]) -> Cell:
    content, rated = (
        counts["satisfied"] + counts["fair"],
        sum(counts[one] for one in ("satisfied", "fair", "unsatisfied")),
    )
    row: Cell = {
        **_counts(counts),
        "satisfied_share": content * 1000 // rated if rated else None,
        "took": counts["seconds"] * 10 // (counts["finished"] * 24 * 60 * 60) if counts["finished"] else None,
    }
    for name, other in beside.items():
        row[name] = other and {
            **{one: other[one] for one in COMPARED},
            **{f"{one}_change": counts[one] - other[one] for one in COMPARED},
        }
    return row
