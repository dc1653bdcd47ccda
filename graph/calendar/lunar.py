"""On which day of the common calendar a lunar day or a solar term falls, in Asia/Shanghai.

From `lunar_python`, which reckons moon and sun in Beijing time. What is taken of it: months with the number of their
days, and the instants of solar terms, both by lunar year.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from graph.values.lunar import TERMS

#: A lunar year's own terms begin with the 大雪 and 冬至 of the year before; its third is 小寒, the first of January.
_FIRST_OF_JANUARY = 2


@lru_cache(maxsize=2048)
def lunar_day(year: int, month: int, day: int) -> date:
    """Return the day of a lunar year; day 30 of a month of 29 days is its last, and leap months are none.

    Example:
        >>> lunar_day(2024, 8, 15), lunar_day(2024, 12, 30)  # the twelfth month of that year has 29 days
        (datetime.date(2024, 9, 17), datetime.date(2025, 1, 28))
    """
    from lunar_python import LunarYear  # noqa: PLC0415 - only where a lunar day is asked for

    found = LunarYear.fromYear(year).getMonth(month)
    return _day(found.getFirstJulianDay() + min(day, found.getDayCount()) - 1)


@lru_cache(maxsize=2048)
def term_day(year: int, name: str) -> date:
    """Return the day of a year in which the instant of a solar term falls.

    By its place in the year, not by its name: tables by name give 冬至 of the year before.

    Example:
        >>> term_day(2021, "冬至"), term_day(2024, "清明")
        (datetime.date(2021, 12, 21), datetime.date(2024, 4, 4))
    """
    from lunar_python import LunarYear  # noqa: PLC0415 - as above

    return _day(LunarYear.fromYear(year).getJieQiJulianDays()[_FIRST_OF_JANUARY + TERMS.index(name)])


def _day(julian: float) -> date:
    from lunar_python import Solar  # noqa: PLC0415 - as above

    found = Solar.fromJulianDay(julian)
    return date(found.getYear(), found.getMonth(), found.getDay())
