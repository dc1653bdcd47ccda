"""The working days of mainland China as the State Council announced them, from the package `chinesecalendar`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

_SATURDAY = 5


@cache
def official_years() -> Mapping[int, frozenset[date]]:
    """Return the working days of each year that was announced.

    Read from the package's own two lists: asking it day by day costs 0.1 ms each.

    Example:
        >>> date(2024, 5, 11) in official_years()[2024]  # a Saturday that is worked
        True
    """
    from chinese_calendar.constants import holidays, workdays  # noqa: PLC0415 - only where a working day is asked for

    years = range(min(holidays).year, max(holidays).year + 1)
    return {year: worked(year, holidays, workdays) for year in years}


def worked(year: int, holidays: Mapping[date, object], working: Mapping[date, object]) -> frozenset[date]:
    """Return the working days of a year: Monday to Friday but holidays, and what is worked for them.

    Example:
        >>> len(worked(2023, {date(2023, 1, 2): 1}, {date(2023, 1, 1): 1}))  # 260 days from Monday to Friday
        260
    """
    days = map(date.fromordinal, range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    return frozenset(day for day in days if (day.weekday() < _SATURDAY and day not in holidays) or day in working)
