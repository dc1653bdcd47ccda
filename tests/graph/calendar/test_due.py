"""Until when something is due, one by one and many at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import Calendar, day_in_china, due, dues, end_of, moved
from graph.calendar.due import Unit
from graph.values.instant import SHANGHAI

OFFICIAL = Calendar.official()
#: With a gap in it.
GAPPED = Calendar({year: days for year, days in OFFICIAL.years.items() if year != 2024})
CASES = yaml.load(Path(__file__).with_name("cases.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - only texts
UNITS: tuple[Unit, ...] = ("working_days", "hours", "days")
DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
#: Over both ends of what is known.
INSTANTS = st.datetimes(datetime(2003, 11, 1), datetime(2027, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001 - in UTC


def _read(said: str) -> date | None:
    """Return what a case says: a day, or an instant in Beijing time, of which 24:00 is the last of a day."""
    day, _, clock = said.partition(" ")
    if clock == "24:00":
        return end_of(date.fromisoformat(day))
    if clock:
        return datetime.fromisoformat(said).replace(tzinfo=SHANGHAI)
    return None if said in ("", "null") else date.fromisoformat(said)


class TestDue:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
    def test_is_what_the_case_says(self, case: dict[str, Any]) -> None:
        asked = _read(case["asked"])
        assert asked is not None
        unit = next(name for name in UNITS if name in case)
        limit: Any = {unit: int(case[unit])}
        found = due(OFFICIAL, asked, **limit)
        if "stood" in case:
            since, until = map(_read, case["stood"])
            assert found is not None
            assert since is not None
            found = moved(OFFICIAL, found, (since, until), unit)
        assert found == _read(case["due"])
        if "unknown" in case:
            assert OFFICIAL.unknown_year(day_in_china(asked)) == int(case["unknown"])

    def test_without_a_limit_there_is_none(self) -> None:
        assert due(OFFICIAL, date(2024, 5, 9)) is None
        assert dues(OFFICIAL, pl.Series([date(2024, 5, 9)])).to_list() == [None]

    def test_of_no_working_days_is_the_end_of_the_day_of_asking(self) -> None:
        assert due(OFFICIAL, date(2024, 5, 12), working_days=0) == end_of(date(2024, 5, 12))

    def test_an_instant_of_no_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="2024"):
            due(OFFICIAL, datetime(2024, 5, 9, 10), hours=1)  # noqa: DTZ001 - what is refused

    @pytest.mark.slow
    def test_counts_the_working_days_of_2021_to_2026_as_the_package_tells_them_one_by_one(self) -> None:
        every = [date(2021, 1, 1) + count * DAY for count in range((date(2027, 1, 1) - date(2021, 1, 1)).days)]
        works = {day: is_workday(day) for day in every}
        for limit in (1, 2, 5, 15):
            for day in every[:-60]:
                end, left = day, limit
                while left:
                    end += DAY
                    left -= works[end]
                assert due(OFFICIAL, day, working_days=limit) == end_of(end)


class TestMany:
    @pytest.mark.parametrize("calendar", [OFFICIAL, GAPPED], ids=["official", "gapped"])
    @given(asked=st.lists(st.none() | INSTANTS, min_size=1, max_size=9), number=st.integers(0, 300))
    def test_are_due_as_each_of_them(self, calendar: Calendar, asked: list[datetime | None], number: int) -> None:
        series = pl.Series(asked, dtype=pl.Datetime("us", "UTC"))
        for unit in UNITS:
            limit: Any = {unit: number}
            one_by_one = [None if one is None else due(calendar, one, **limit) for one in asked]
            assert dues(calendar, series, **limit).to_list() == one_by_one

    @given(asked=st.lists(st.tuples(st.dates(date(2003, 11, 1), date(2027, 3, 1)), st.none() | st.integers(0, 30))))
    def test_days_with_a_limit_each_too(self, asked: list[tuple[date, int | None]]) -> None:
        days = pl.Series([day for day, _ in asked], dtype=pl.Date)
        numbers = pl.Series([number for _, number in asked], dtype=pl.Int64)
        for unit in UNITS:
            each: list[Any] = [{unit: number} for _, number in asked]
            many: Any = {unit: numbers}
            one_by_one = [due(GAPPED, day, **limit) for (day, _), limit in zip(asked, each, strict=True)]
            assert dues(GAPPED, days, **many).to_list() == one_by_one

    def test_instants_of_another_zone_are_the_same_instants(self) -> None:
        asked = pl.Series([datetime(2024, 5, 9, 20, tzinfo=UTC)])
        assert day_in_china(asked[0]) == date(2024, 5, 10)
        found = dues(OFFICIAL, asked.dt.convert_time_zone("America/New_York"), working_days=1)
        assert found.to_list() == [end_of(date(2024, 5, 11))]


class TestAStop:
    @given(
        asked=INSTANTS,
        limit=st.integers(1, 20),
        before=st.timedeltas(timedelta(0), timedelta(40)),
        long=st.timedeltas(timedelta(0), timedelta(40)),
    )
    def test_leaves_the_days_it_touches_after_its_first_uncounted(
        self, asked: datetime, limit: int, before: timedelta, long: timedelta
    ) -> None:
        since, again = asked + before, asked + before + long
        until = due(OFFICIAL, asked, working_days=limit)
        if until is None or since >= until or day_in_china(since) == day_in_china(until - MOMENT):
            return  # begun on the last day: the next test
        lost, day = set(), day_in_china(since) + DAY
        while end_of(day - DAY) < again:
            lost.add(day)
            day += DAY
        end, left = day_in_china(asked), limit
        while left and OFFICIAL.is_working(end + DAY) is not None:
            end += DAY
            left -= bool(OFFICIAL.is_working(end)) and end not in lost
        found = moved(OFFICIAL, until, (since, again), "working_days")
        assert found == (None if left else end_of(end)) or (found is None and max(lost, default=end).year > 2026)

    def test_that_begins_on_the_last_day_moves_it_past_the_stop(self) -> None:
        stood = (datetime(2024, 11, 8, 9, tzinfo=SHANGHAI), datetime(2024, 11, 13, 9, tzinfo=SHANGHAI))
        assert moved(OFFICIAL, end_of(date(2024, 11, 8)), stood, "working_days") == end_of(date(2024, 11, 13))

    @given(asked=INSTANTS, number=st.integers(1, 20), unit=st.sampled_from(UNITS))
    def test_of_no_length_moves_nothing(self, asked: datetime, number: int, unit: Unit) -> None:
        limit: Any = {unit: number}
        until = due(OFFICIAL, asked, **limit)
        if until is not None:
            assert moved(OFFICIAL, until, (asked, asked), unit) == until

    def test_in_days_stands_for_the_ends_of_these_days(self) -> None:
        until = end_of(date(2024, 11, 8))
        found = moved(OFFICIAL, until, (date(2024, 11, 5), date(2024, 11, 6)), "working_days")
        assert found == end_of(date(2024, 11, 11))

    def test_into_a_year_that_nobody_announced_has_no_end(self) -> None:
        last = max(OFFICIAL.years)
        stood = (datetime(last, 12, 1, tzinfo=SHANGHAI), datetime(last, 12, 30, tzinfo=SHANGHAI))
        assert moved(OFFICIAL, end_of(date(last, 12, 24)), stood, "working_days") is None
