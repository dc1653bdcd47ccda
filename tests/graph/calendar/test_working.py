"""The table of working days, and the years that it does not know."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from chinese_calendar import is_workday

from graph.calendar import Calendar

OFFICIAL = Calendar.official()


class TestTheOfficialCalendar:
    @pytest.mark.slow
    def test_says_of_each_day_what_the_package_says(self) -> None:
        day = date(2004, 1, 1)
        while day <= date(2026, 12, 31):
            assert OFFICIAL.is_working(day) == is_workday(day)
            day += timedelta(days=1)

    def test_says_of_the_year_after_the_last_that_it_does_not_know_it(self) -> None:
        known = max(OFFICIAL.years)
        assert (min(OFFICIAL.years), known >= 2026) == (2004, True)
        assert OFFICIAL.is_working(date(known + 1, 1, 4)) is None
        assert OFFICIAL.after(date(known, 12, 30), 2) is None
        assert OFFICIAL.unknown_year(date(known, 12, 30)) == known + 1

    def test_without_2027_does_not_guess_it(self) -> None:
        calendar = Calendar({year: days for year, days in OFFICIAL.years.items() if year < 2027})
        assert calendar.is_working(date(2027, 1, 4)) is None
        assert calendar.after(date(2026, 12, 31), 1) is None
        assert calendar.unknown_year(date(2026, 12, 31)) == 2027


class TestAGap:
    CALENDAR = Calendar({year: OFFICIAL.years[year] for year in (2021, 2022, 2024)})

    def test_is_never_counted_over(self) -> None:
        asked = (date(2022, 12, 29), date(2022, 12, 30), date(2023, 6, 1))
        found, known = self.CALENDAR.all_after(np.array([_number(day) for day in asked]), np.array([1, 1, 1]))
        assert known.tolist() == [True, False, False]
        assert found[0] == _number(date(2022, 12, 30))
        assert self.CALENDAR.between(date(2022, 12, 1), date(2024, 1, 5)) is None

    def test_is_named_by_its_year(self) -> None:
        asked = [date(2020, 1, 1), date(2021, 6, 1), date(2022, 12, 31), date(2023, 12, 31), date(2024, 1, 1)]
        assert self.CALENDAR.unknown_years(np.array([_number(day) for day in asked])) == [2020, 2023, 2023, 2025, 2025]

    def test_of_everything_is_a_calendar_too(self) -> None:
        nothing = Calendar({})
        assert nothing.after(date(2024, 1, 1), 1) is None
        assert nothing.after(date(2024, 1, 1), 0) == date(2024, 1, 1)
        assert nothing.unknown_year(date(2024, 1, 1)) == 2024


class TestYearsOfOnesOwn:
    def test_take_the_place_of_the_same_year_and_no_other(self) -> None:
        calendar = Calendar.official({2024: frozenset({date(2024, 6, 1)}), 2099: frozenset({date(2099, 1, 2)})})
        assert calendar.is_working(date(2024, 6, 1)) is True
        assert calendar.is_working(date(2024, 6, 3)) is False
        assert calendar.is_working(date(2025, 6, 3)) is True
        assert calendar.after(date(2098, 12, 31), 1) == date(2099, 1, 2)


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
