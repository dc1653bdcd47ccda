"""Calendar periods, weeks from Monday."""

from __future__ import annotations

from datetime import date, timedelta

PERIODS = ("day", "week", "month", "quarter", "year")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def period_of(day: date, period: str) -> tuple[date, date]:
    """Return the calendar period that a day lies in: its first day, and the first day after it.

    Example:
        >>> period_of(date(2024, 11, 20), "quarter"), period_of(date(2024, 11, 1), "week")[0]
        ((datetime.date(2024, 10, 1), datetime.date(2025, 1, 1)), datetime.date(2024, 10, 28))
    """
    if period == "day":
        return day, day + _DAY
    if period == "week":
        monday = day - day.weekday() * _DAY
        return monday, monday + _WEEK
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first = (day.month - 1) // months * months
    after = first + months
    return date(day.year, first + 1, 1), date(day.year + after // 12, after % 12 + 1, 1)
