"""The periods in which something should have been held: whole calendar units, or the days on which it is due.

SEMANTICS C40, C41.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from graph.calendar.instants import DAY
from graph.calendar.recurring import ANCHOR, occurrences
from graph.errors import BadInput
from graph.values.recurrence import parts_of, until_of
from graph.values.rule import RULE

_MONTHS = 12
#: What names months or weeks: without days these are the periods, where RFC 5545 would take the day of since.
_NAMED = ("BYMONTH", "BYWEEKNO")


class Period(NamedTuple):
    """One period.

    Attributes:
        name: How it is called: a day, a month, a year, or its first and last.
        begins: The day on which it falls due, or the first day of a calendar unit: what has begun by then, owes it.
        first: The first day on which what is held counts for it.
        last: The last one.
    """

    name: str
    begins: date
    first: date
    last: date


def says_days(rule: str) -> bool:
    """Return whether a rule says days; else its periods are whole calendar units.

    Example:
        >>> says_days("每月20日"), says_days("每月"), says_days("农历腊月初八")
        (True, False, True)
        >>> says_days("FREQ=YEARLY;BYMONTH=7")  # some time in each July
        False
    """
    clean = RULE.clean(rule) or ""
    if not clean.startswith("FREQ"):
        return True
    parts = parts_of(clean)
    named = set() if parts["FREQ"] == "DAILY" else {*_NAMED}
    return bool(parts.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL"} - named)


def periods(rule: str, since: date | None, first: date, last: date, tolerance: int = 0) -> tuple[Period, ...]:
    """Return the periods of a rule whose last day lies between two days, both included, in order.

    Args:
        rule: As the value type ``rule`` keeps it, or as people write it.
        since: From which day it is counted; None = 1 January 2000.
        first: The earliest last day.
        last: The latest one.
        tolerance: So many days before and after a due day count for it too; of whole units nothing is added.

    Raises:
        BadValue: It is no rule.
        BadInput: A rule that comes so many times, of which nobody knows since when.

    Example:
        >>> [one.name for one in periods("每季度", None, date(2024, 1, 1), date(2024, 10, 1))]
        ['2024-01..2024-03', '2024-04..2024-06', '2024-07..2024-09']
        >>> periods("每月20日", None, date(2024, 1, 1), date(2024, 2, 1), 2)[0].last
        datetime.date(2024, 1, 22)
    """
    clean = RULE.clean(rule) or ""
    found = _due_days if says_days(clean) else _units
    return found(clean, since, first, last, tolerance)


@lru_cache(maxsize=4096)
def _due_days(rule: str, since: date | None, first: date, last: date, tolerance: int) -> tuple[Period, ...]:
    wide = timedelta(days=tolerance)
    return tuple(
        Period(day.isoformat(), day, day - wide, day + wide)
        for day in occurrences(rule, since, first - wide, last - wide)
    )


@lru_cache(maxsize=4096)
def _units(rule: str, since: date | None, first: date, last: date, _tolerance: int) -> tuple[Period, ...]:
    parts = parts_of(rule)
    if since is None and "COUNT" in parts:
        raise BadInput("rule_since", found=rule)
    frequency, wide, anchor = parts["FREQ"], int(parts.get("INTERVAL", 1)), since or ANCHOR
    limit = until_of(parts.get("UNTIL", ""))
    until = min(last, limit) if limit else last
    if parts.keys() & {*_NAMED}:
        weekly = frequency == "WEEKLY" or "BYWEEKNO" in parts
        named, begins = ("WEEKLY", "BYDAY=MO") if weekly else ("MONTHLY", "BYMONTHDAY=1")
        days = occurrences(f"{rule};{begins}", _start(named, 1, anchor), _start(named, 1, first), until)
        return tuple(one for day in days if first <= (one := _unit(named, 1, day, 0)).last <= until)
    number, found = _number(frequency, wide, anchor, first), []
    while (one := _unit(frequency, wide, anchor, number)).last <= until:
        if one.last >= first and ("COUNT" not in parts or 0 <= number < int(parts["COUNT"])):
            found.append(one)
        number += 1
    return tuple(found)


def _start(frequency: str, wide: int, anchor: date) -> date:
    """Return the first day of the unit from which units are counted: months that divide a year begin in January."""
    match frequency:
        case "DAILY":
            return anchor
        case "WEEKLY":
            return anchor - anchor.weekday() * DAY
        case "MONTHLY" if _MONTHS % wide:
            return anchor.replace(day=1)
        case "MONTHLY":
            return date(anchor.year, (anchor.month - 1) // wide * wide + 1, 1)
        case _:
            return date(anchor.year, 1, 1)


def _number(frequency: str, wide: int, anchor: date, day: date) -> int:
    """Return the number of the unit that a day lies in, counted from that of the anchor."""
    start = _start(frequency, wide, anchor)
    match frequency:
        case "DAILY":
            return (day - start).days // wide
        case "WEEKLY":
            return (day - start).days // 7 // wide
        case "MONTHLY":
            return (_month(day) - _month(start)) // wide
        case _:
            return (day.year - start.year) // wide


def _unit(frequency: str, wide: int, anchor: date, number: int) -> Period:
    """Return a unit by its number."""
    first, after = (_first(frequency, wide, anchor, one) for one in (number, number + 1))
    last = after - DAY
    form = {"MONTHLY": 7, "YEARLY": 4}.get(frequency, 10)
    names = dict.fromkeys(day.isoformat()[:form] for day in (first, last))
    return Period("..".join(names), first, first, last)


def _first(frequency: str, wide: int, anchor: date, number: int) -> date:
    start, many = _start(frequency, wide, anchor), number * wide
    match frequency:
        case "DAILY":
            return start + many * DAY
        case "WEEKLY":
            return start + 7 * many * DAY
        case "MONTHLY":
            year, month = divmod(_month(start) + many, _MONTHS)
            return date(year, month + 1, 1)
        case _:
            return date(start.year + many, 1, 1)


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
