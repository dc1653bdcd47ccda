"""Months: as somebody writes one, and its days."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEARS, _MONTHS = range(1900, 2200), range(1, 13)


def read_month(text: str) -> date | None:
    """Return the first day of a month that somebody wrote; None where it is none.

    Example:
        >>> read_month("2024-10"), read_month("2024年9月"), read_month("10")
        (datetime.date(2024, 10, 1), datetime.date(2024, 9, 1), None)
    """
    found = _MONTH.fullmatch(text.strip())
    year, month = (int(found[1]), int(found[2])) if found else (0, 0)
    return date(year, month, 1) if year in _YEARS and month in _MONTHS else None


def last_of(first: date) -> date:
    """Return the last day of the month that begins on a day.

    Example:
        >>> last_of(date(2024, 2, 1))
        datetime.date(2024, 2, 29)
    """
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_before(first: date) -> date:
    """Return the first day of the month before.

    Example:
        >>> month_before(date(2024, 1, 1))
        datetime.date(2023, 12, 1)
    """
    return (first - timedelta(days=1)).replace(day=1)


def show_month(first: date) -> str:
    """Return a month as it is written.

    Example:
        >>> show_month(date(2024, 10, 1))
        '2024-10'
    """
    return f"{first.year:04}-{first.month:02}"
