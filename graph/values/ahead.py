"""The day so many months after a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on; where that month has no such day, its last.

    Example:
        >>> months_after(date(2024, 8, 31), 6), months_after(date(2024, 11, 1), 0)
        (datetime.date(2025, 2, 28), datetime.date(2024, 11, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
