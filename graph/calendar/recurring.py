"""On which days something comes again (SEMANTICS H4, H5)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from graph.calendar.lunar import lunar_day, term_day
from graph.errors import BadInput
from graph.values.recurrence import parts_of
from graph.values.rule import RULE

#: Where a rule is counted from that nobody dated: a Saturday, and the first day of a year, a quarter and a month.
ANCHOR = date(2000, 1, 1)


def occurrences(rule: str, since: date | None, first: date, last: date) -> list[date]:
    """Return the days between two days, both included, on which a rule comes; none before since.

    Args:
        rule: As the value type ``rule`` keeps it, or as people write it.
        since: From which day a rule counts its INTERVAL and its COUNT; None = 1 January 2000.
        first: The first day that is looked at.
        last: The last one.

    Raises:
        BadValue: It is no rule.
        BadInput: A rule that comes so many times, of which nobody knows since when.

    Example:
        >>> occurrences("每月20日", None, date(2024, 1, 1), date(2024, 2, 29))
        [datetime.date(2024, 1, 20), datetime.date(2024, 2, 20)]
        >>> occurrences("solar-term 冬至", None, date(2021, 1, 1), date(2021, 12, 31))  # at 23:59
        [datetime.date(2021, 12, 21)]
    """
    clean = RULE.clean(rule) or ""
    return [*_between(clean, since, max(first, since or first), last)]


@lru_cache(maxsize=4096)
def _between(rule: str, since: date | None, first: date, last: date) -> tuple[date, ...]:
    form, _, said = rule.partition(" ")
    if form == "lunar":
        month, day = map(int, said.split("-"))
        found = [lunar_day(year, month, day) for year in range(first.year - 1, last.year + 1)]
    elif form == "solar-term":
        found = [term_day(year, said) for year in range(first.year, last.year + 1)]
    elif rule.startswith("FREQ"):
        return _recurring(rule, since, first, last)
    else:
        found = [date.fromisoformat(one) for one in rule.split(";") if one]
    return tuple(day for day in found if first <= day <= last)


def _recurring(rule: str, since: date | None, first: date, last: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - only where a rule is asked for its days

    if since is None and "COUNT" in parts_of(rule):
        raise BadInput("rule_since", found=rule)
    start, end = (datetime.combine(day, time()) for day in (first, last))
    whole = rrulestr(rule, dtstart=datetime.combine(since or ANCHOR, time()))
    return tuple(when.date() for when in whole.between(start, end, inc=True))
