"""What came in within a month, what was done by when, how satisfied people were, and which slots are passed by?

SEMANTICS N25, N26, N27, N28.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.monthly import BESIDE, COMPARED, COUNTS, QUESTION, YEAR, share_satisfied, took
from graph.answers.needs import LEVEL
from graph.errors import BadValue, NotAskable
from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.reporting.counted import Month, first_known, month_counted, sums_by
from graph.questions.reporting.hollow import hollow_of
from graph.questions.tracking.seen import Seen, seen
from graph.rules import Rules
from graph.values import DAY
from graph.values.months import month_before, read_month, show_month

Row = dict[str, Any]
Sums = Mapping[Any, Mapping[str, int]]


def monthly(
    network: Network,
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

    Raises:
        NotAskable: It is no month, or one that has not begun; there is no such level; or a day is none.

    Example:
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> monthly(Network(Tables({}), date(2024, 11, 1)), load_rules()).options["month"]
        '2024-10'
    """
    asked = Month.of(begun(network.date, month), network.date)
    window = days_between(first, last, asked.last, network.date)
    found = seen(network, rules, category=None, unit=None, level=level)
    counted = month_counted(network, found.lines, asked)
    known = first_known(counted)
    others = (month_before(asked.first), asked.first.replace(year=asked.first.year - 1))
    beside = {
        name: month_counted(network, found.lines, other) if known is not None and known <= other.end else None
        for name, other in zip(BESIDE, (Month.of(one, network.date) for one in others), strict=True)
    }
    options = {"month": show_month(asked.first), "level": level, "first": first, "last": last}
    totals: dict[str, Any] = {"month": {**_total(counted, COUNTS), "undated": int(counted["undated"].sum())}}
    totals["took"] = took(int(counted["seconds"].sum()), totals["month"]["finished"])
    totals |= {name: _total(lines, COMPARED) for name, lines in beside.items() if lines is not None}
    return Answer(
        question="monthly",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: _frames(network, rules, found, (counted, beside), window),
        options=options,
        totals=totals,
        issues=() if found.left_out is None else (found.left_out,),
    )


def begun(today: date, month: str | None) -> date:
    """Return the first day of the month asked about: that which was written, else that of the last one that is over.

    Raises:
        NotAskable: It is no month, or has not begun.

    Example:
        >>> begun(date(2024, 10, 31), None), begun(date(2024, 10, 31), "2024-10")
        (datetime.date(2024, 9, 1), datetime.date(2024, 10, 1))
    """
    if month is None:
        return month_before(today.replace(day=1))
    found = read_month(month)
    if found is None:
        raise NotAskable("monthly_month", found=month)
    if found > today:
        raise NotAskable("monthly_ahead", found=month, day=today)
    return found


def days_between(first: str | None, last: str | None, ends: date, today: date) -> tuple[date, date]:
    """Return the days between which slots are looked at.

    Raises:
        NotAskable: One of them is no day.
    """
    until = min(ends if last is None else _day(last), today)
    return until - timedelta(days=YEAR - 1) if first is None else _day(first), until


def _day(text: str) -> date:
    try:
        found, expected = DAY.clean(text), "expected.day"
    except BadValue as error:
        found, expected = None, error.params["expected"]
    if found is None:
        raise NotAskable("monthly_day", found=text, expected=expected)
    return found


def _frames(
    network: Network,
    rules: Rules,
    found: Seen,
    counted: tuple[pl.DataFrame, Mapping[str, pl.DataFrame | None]],
    window: tuple[date, date],
) -> dict[str, pl.DataFrame]:
    shown = Shown(network)
    both = sorted(
        _compared(counted, ["by_place", "category"]),
        key=lambda one: (in_order(network, one[0][0]), -one[1]["accepted"], one[0][1] is None, one[0][1] or ""),
    )
    alone = sorted(_compared(counted, ["by_place"]), key=lambda one: in_order(network, one[0][0]))
    rows = [{"place": shown.place(place), "category": category, **row} for (place, category), row in both]
    places = [{"place": shown.place(place), **row} for (place,), row in alone]
    tables = {"rows": rows, "places": places, "hollow": hollow_of(facts_of(network, rules), found.lines, window)}
    return {
        name: pl.DataFrame(some, schema=QUESTION.tables[name].schema, orient="row") for name, some in tables.items()
    }


def in_order(network: Network, place: int) -> int:
    """Return where a place stands in the office's own order, by territory; what lies nowhere stands last."""
    return int(network.view.territory.low[place]) if place >= 0 else network.view.places


def _compared(
    counted: tuple[pl.DataFrame, Mapping[str, pl.DataFrame | None]], by: list[str]
) -> list[tuple[tuple[Any, ...], Row]]:
    """Return what is counted by something, beside the same of the other months."""
    mine = sums_by(counted[0], by)
    beside = {name: None if lines is None else sums_by(lines, by) for name, lines in counted[1].items()}
    keys = dict.fromkeys([*mine, *(key for sums in beside.values() if sums is not None for key in sums)])
    others = {key: {name: None if sums is None else sums.get(key, {}) for name, sums in beside.items()} for key in keys}
    return [(key, _row(mine.get(key, {}), others[key])) for key in keys]


def _row(sums: Mapping[str, int], beside: Mapping[str, Mapping[str, int] | None]) -> Row:
    counts = {name: sums.get(name, 0) for name in COUNTS}
    return {
        **counts,
        "satisfied_share": share_satisfied(counts),
        "took": took(sums.get("seconds", 0), counts["finished"]),
        **{name: None if other is None else _beside(counts, other) for name, other in beside.items()},
    }


def _beside(counts: Mapping[str, int], other: Mapping[str, int]) -> Row:
    told = {name: other.get(name, 0) for name in COMPARED}
    return {**told, **{f"{name}_change": counts[name] - told[name] for name in COMPARED}}


def _total(lines: pl.DataFrame, counts: Sequence[str]) -> dict[str, int]:
    return {name: int(lines[name].sum()) for name in counts}
