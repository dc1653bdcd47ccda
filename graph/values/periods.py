"""Calendar periods, weeks from Monday, and working days from Monday to Friday."""

from __future__ import annotations

from datetime import date, timedelta

PERIODS = ("day", "week", "month", "quarter", "year")
_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEK = timedelta(days=7)
_NEVER = 1_000_000  # working days: further off than any day that can be asked about, and still a date


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


def working_days_after(day: date, count: int) -> date:
    """Return the day that comes so many working days after another; holidays are not looked at.

    Example:
        >>> working_days_after(date(2024, 11, 1), 1), working_days_after(date(2024, 11, 2), 0)
        (datetime.date(2024, 11, 4), datetime.date(2024, 11, 2))
    """
    if count <= 0:
        return day
    weeks, rest = divmod(min(count, _NEVER) - 1, _SATURDAY)
    day += weeks * _WEEK
    while rest >= 0:
        day += _DAY
        rest -= day.weekday() < _SATURDAY
    return day
