"""The time over which a published number was counted: a year, a month, from one day to another, or since one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from graph.errors import BadValue
from graph.values import cell, span
from graph.values.base import ValueType, as_written
from graph.values.intervals import clean_interval
from graph.values.name import clean_name
from graph.words import caption

_PART = re.compile(r"(\d{4})年?\s*(?:(上|下)半年|第?([一二三四1-4])季度|[Qq]([1-4]))", re.ASCII)
#: From one day on, or from one to another, with a word between.
_WRITTEN = re.compile(r"自([\d-]+)起?|([\d-]+)至([\d-]+)", re.ASCII)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_BETWEEN = re.compile("[至到]")


class Timespan(NamedTuple):
    """From ``first`` to ``last``, both in it; None = nobody said until when."""

    first: date
    last: date | None


def read_timespan(text: str | None) -> Timespan | None:
    """Return the days that a period covers; None where nobody can say which days these are.

    Example:
        >>> read_timespan("2023").last, read_timespan("2023-02至2024-04").last
        (datetime.date(2023, 12, 31), datetime.date(2024, 4, 30))
        >>> read_timespan("自2023-02"), read_timespan("从前每月")
        (Timespan(first=datetime.date(2023, 2, 1), last=None), None)
        >>> read_timespan("2023年第二季度").first, read_timespan("2023年上半年").last
        (datetime.date(2023, 4, 1), datetime.date(2023, 6, 30))
    """
    if not text:
        return None
    if part := _PART.fullmatch(text.strip()):
        return _part_of_year(part)
    try:
        if (whole := span.read(text)) is not None:
            return Timespan(whole.first, whole.last)
        found = clean_interval(text)
    except BadValue:
        return None
    if found is None or found.since is None:
        return None
    return Timespan(found.since, found.until and found.until - timedelta(days=1))


def show_timespan(text: str, lang: str = "zh") -> str:
    """Return a period as it is told: in Chinese as it was written, in English with the words between its days.

    Example:
        >>> show_timespan("自2023-02"), show_timespan("自2023-02", "en"), show_timespan("2023-02至2024-04", "en")
        ('自2023-02', 'since 2023-02', '2023-02 to 2024-04')
    """
    found = _WRITTEN.fullmatch(text.strip())
    if lang == "zh" or found is None:
        return text
    since, first, last = found.groups()
    return caption("interval.since" if since else "interval.both", lang, first=since or first, last=last)


def _part_of_year(part: re.Match[str]) -> Timespan:
    year, half, quarter, short = part.groups()
    if half:
        first, months = (1 if half == "上" else 7), 6
    else:
        number = int(short or _QUARTERS.get(quarter, 0) or quarter)
        first, months = 3 * number - 2, 3
    after = first + months
    last = date(int(year) + after // 13, (after - 1) % 12 + 1, 1) - timedelta(days=1)
    return Timespan(date(int(year), first, 1), last)


def clean_timespan(raw: object) -> str | None:
    """Return a period as it is written, in the spelling of a name; words of which nobody knows the days are kept.

    Raises:
        BadValue: A date in it is none that the calendar has, such as a thirteenth month; or it is no name.

    Example:
        >>> clean_timespan("2023年第二季度"), clean_timespan("从前每月")
        ('2023年第二季度', '从前每月')
    """
    name = clean_name(raw)
    for part in _BETWEEN.split(name or ""):
        if span.is_written_as_date(part) and span.read(part) is None:
            raise cell.refuse(raw, "expected.timespan")
    return name


TIMESPAN: ValueType[str] = ValueType("timespan", "2023年下半年", clean_timespan, as_written)
