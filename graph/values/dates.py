"""Days, and the day that a published figure is as of."""

from __future__ import annotations

import re
from datetime import date

from graph.values import cell, span
from graph.values.base import ValueType, as_written

_AS_OF = re.compile(r"(?:数据)?(?:截至|截止到?|as of\b)[:\s]*", re.IGNORECASE)


def clean_day(raw: object) -> date | None:
    """Return one day.

    A time of day is dropped; an instant with an offset is the day it then is in Shanghai. Excel's
    serial numbers are read from 1927 to 2099, so that 2024 stays a year.

    Raises:
        BadValue: No date, a year or a month only, no such day, or outside 1900-2199.

    Example:
        >>> clean_day("2024年11月1日"), clean_day(45597.0)
        (datetime.date(2024, 11, 1), datetime.date(2024, 11, 1))
    """
    found = _span(raw, "expected.day")
    if found and found.said < span.WHOLE:
        raise cell.refuse(raw, "expected.whole_day")
    return found and found.first


def day_of(said: date | str) -> date:
    """Return the day that somebody says in Python: as it is, or as a text or an instant of a day.

    Raises:
        BadValue: It is no day.

    Example:
        >>> from datetime import datetime
        >>> day_of("2024-11-01"), day_of(datetime(2024, 11, 1, 9, 30))
        (datetime.date(2024, 11, 1), datetime.date(2024, 11, 1))
    """
    if type(said) is date:  # an instant is a date too, and differs from every one
        return said
    if (day := clean_day(said)) is None:
        raise cell.refuse(said, "expected.day")
    return day


def clean_as_of(raw: object) -> date | None:
    """Return the day that something is as of: "as of 2024" means its last day.

    Raises:
        BadValue: No date, or outside 1900-2199. ``2024.1`` is refused: Excel makes it of 2024.10.

    Example:
        >>> clean_as_of("2024"), clean_as_of("截至2024年2月"), clean_as_of("2024-11-01")
        (datetime.date(2024, 12, 31), datetime.date(2024, 2, 29), datetime.date(2024, 11, 1))
    """
    found = _span(raw, "expected.as_of", _AS_OF)
    return found and found.last


def _span(raw: object, expected: str, lead: re.Pattern[str] | None = None) -> span.Span | None:
    said = raw if isinstance(raw, date) else cell.text(raw)
    if said is None:
        return None
    found = span.read(lead.sub("", said, count=1) if lead and isinstance(said, str) else said)
    if found is None:
        raise cell.refuse(raw, expected)
    return found


DAY: ValueType[date] = ValueType("day", "2024-11-01", clean_day, as_written)
AS_OF: ValueType[date] = ValueType("as_of", "2024年底", clean_as_of, as_written)
