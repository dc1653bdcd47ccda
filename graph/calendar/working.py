"""A table of working days, made once; of a year that nobody announced it says so (SEMANTICS H1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from graph.calendar.official import official_years

Days = np.ndarray[tuple[int], np.dtype[np.int64]]
Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of some years.

    Days in arrays are counted from 1 January 1970. What depends on a year that is not among these is None, and in
    arrays not known; `unknown_year` tells which year that is.

    Attributes:
        years: The working days of each year that is known.

    Example:
        >>> calendar = Calendar.official()
        >>> calendar.is_working(date(2024, 5, 11)), calendar.is_working(date(1999, 5, 11))
        (True, None)
    """

    years: Mapping[int, frozenset[date]]

    @classmethod
    def official(cls, instead: Mapping[int, frozenset[date]] | None = None) -> Calendar:
        """Return the calendar of mainland China, with other years, or the same ones in other words, instead."""
        return cls(_Announced(instead or {}))

    def is_working(self, day: date) -> bool | None:
        """Return whether a day is worked; None where its year is not known."""
        return day in self.years[day.year] if day.year in self.years else None

    def after(self, day: date, count: int) -> date | None:
        """Return the day that comes so many working days after another; None where a year on the way is not known.

        Example:
            >>> Calendar.official().after(date(2024, 5, 9), 2)
            datetime.date(2024, 5, 11)
        """
        found, known = self.all_after(np.array([_number(day)]), np.array([count]))
        return _day(int(found[0])) if known[0] else None

    def all_after(self, days: Days, counts: Days) -> tuple[Days, Bools]:
        """Return the same of arrays: the days, and whether they are known; where not, the day is the one asked about.

        One search in the sorted working days: they are counted to the day that is asked about, and then on.
        """
        worked = self._worked
        at = np.searchsorted(worked, days, side="right") + counts - 1
        inside = (at >= 0) & (at < worked.size)
        found = worked[np.clip(at, 0, worked.size - 1)] if worked.size else days
        known = (counts == 0) | (inside & (found < self._known_until(days)))
        return np.where(known & (counts > 0), found, days), known

    def between(self, first: date, last: date) -> int | None:
        """Return how many working days come after one day, up to and with another; None where a year is not known.

        Example:
            >>> Calendar.official().between(date(2024, 4, 30), date(2024, 5, 11))  # 1 to 5 May are holidays
            6
        """
        if last <= first:
            return 0
        numbers = np.array([_number(first), _number(last)])
        if numbers[1] >= self._known_until(numbers[:1])[0]:
            return None
        low, high = np.searchsorted(self._worked, numbers, side="right")
        return int(high - low)

    def unknown_year(self, day: date) -> int:
        """Return the first year that is not known, of the day after a day and all that follow."""
        return self.unknown_years(np.array([_number(day)]))[0]

    def unknown_years(self, days: Days) -> list[int]:
        """Return the same of an array."""
        until = self._known_until(days)
        first = np.maximum(until, days + 1)
        different, where = np.unique(first, return_inverse=True)
        years = [_day(int(number)).year for number in different]
        return [years[at] for at in where]

    def _known_until(self, days: Days) -> Days:
        """Return, for what is counted from the day after each, the first day that is not known."""
        starts, ends = self._runs
        at = np.searchsorted(starts, days + 1, side="right") - 1
        if not starts.size:
            return days + 1
        return np.where(at >= 0, np.maximum(ends[np.maximum(at, 0)], days + 1), days + 1)

    @cached_property
    def _worked(self) -> Days:
        return np.array(sorted(_number(day) for days in self.years.values() for day in days), dtype=np.int64)

    @cached_property
    def _runs(self) -> tuple[Days, Days]:
        """The first day of each run of years without a gap, and the first day after it."""
        starts = [year for year in sorted(self.years) if year - 1 not in self.years]
        ends = [year + 1 for year in sorted(self.years) if year + 1 not in self.years]
        return _first_days(starts), _first_days(ends)


class _Announced(Mapping[int, frozenset[date]]):
    """The years that were announced, or others instead; gone through once somebody asks: few ask for working days."""

    def __init__(self, instead: Mapping[int, frozenset[date]]) -> None:
        self._instead = instead

    @cached_property
    def _years(self) -> Mapping[int, frozenset[date]]:
        return {**official_years(), **self._instead}

    def __getitem__(self, year: int) -> frozenset[date]:
        return self._years[year]

    def __iter__(self) -> Iterator[int]:
        return iter(self._years)

    def __len__(self) -> int:
        return len(self._years)


def _first_days(years: list[int]) -> Days:
    return np.array([_number(date(year, 1, 1)) for year in years], dtype=np.int64)


def _number(day: date) -> int:
    return (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)
