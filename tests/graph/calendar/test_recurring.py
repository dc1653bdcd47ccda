"""On which days something comes again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import occurrences
from graph.errors import BadInput, BadValue
from graph.values.hours import DAYS
from graph.values.lunar import TERMS


def _in(rule: str, year: int, since: date | None = None) -> list[str]:
    return [day.isoformat() for day in occurrences(rule, since, date(year, 1, 1), date(year, 12, 31))]


def _november(rule: str, since: date | None = None) -> list[int]:
    return [day.day for day in occurrences(rule, since, date(2024, 11, 1), date(2024, 11, 30))]


class TestRules:
    def test_come_from_the_first_day_to_the_last_both_included(self) -> None:
        found = occurrences("FREQ=WEEKLY;BYDAY=FR", None, date(2024, 11, 1), date(2024, 11, 15))
        assert found == [date(2024, 11, 1), date(2024, 11, 8), date(2024, 11, 15)]

    def test_never_come_before_since(self) -> None:
        assert _november("每周五", date(2024, 11, 8)) == [8, 15, 22, 29]
        assert _in("lunar 08-15", 2024, date(2024, 9, 18)) == []
        assert _in("2024-11-01;2024-12-05", 2024, date(2024, 11, 2)) == ["2024-12-05"]

    def test_every_second_week_is_counted_from_since(self) -> None:
        assert _november("每两周周六", date(2024, 10, 28)) == [2, 16, 30]
        assert _november("每两周周六", date(2024, 11, 4)) == [9, 23]

    def test_every_second_week_of_which_nobody_knows_since_when_is_counted_from_1_january_2000(self) -> None:
        first, last = date(2000, 1, 1), date(2000, 1, 31)  # that day is a Saturday, its week ends on the next
        assert [day.day for day in occurrences("每两周周六", None, first, last)] == [1, 15, 29]
        assert [day.day for day in occurrences("每两周周一", None, first, last)] == [10, 24]

    def test_weeks_begin_on_monday(self) -> None:
        # of a routine that begins on a Sunday, that is the last day of its first week
        assert _november("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", date(2024, 11, 3)) == [3, 11, 17, 25]

    def test_a_day_that_a_month_does_not_have_is_left_out(self) -> None:
        assert _in("每月31日", 2024)[:3] == ["2024-01-31", "2024-03-31", "2024-05-31"]
        assert _in("每月最后一天", 2024)[:3] == ["2024-01-31", "2024-02-29", "2024-03-31"]

    def test_quarters_are_of_three_months(self) -> None:
        assert _in("每季度", 2024) == ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]

    def test_so_many_times_needs_a_since(self) -> None:
        rule = "FREQ=MONTHLY;BYMONTHDAY=20;COUNT=2"
        assert _in(rule, 2024, date(2023, 12, 1)) == ["2024-01-20"]
        with pytest.raises(BadInput, match="COUNT"):
            _in(rule, 2024)

    def test_until_is_included(self) -> None:
        assert _in("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20240220", 2024) == ["2024-01-20", "2024-02-20"]

    @pytest.mark.parametrize("rule", ["FREQ=DAILY;BYHOUR=9", "随便", "DTSTART:20240101"])
    def test_what_is_none_is_refused(self, rule: str) -> None:
        with pytest.raises(BadValue):
            _in(rule, 2024)

    @given(
        days=st.sets(st.sampled_from(DAYS), min_size=1),
        interval=st.integers(1, 5),
        since=st.dates(date(2020, 1, 1), date(2024, 12, 31)),
        first=st.dates(date(2020, 1, 1), date(2025, 12, 31)),
    )
    def test_of_weeks_come_on_their_days_of_every_nth_week(
        self, days: set[str], interval: int, since: date, first: date
    ) -> None:
        monday = since - timedelta(days=since.weekday())
        expected = [
            day
            for day in (first + timedelta(days=count) for count in range(61))
            if day >= since and DAYS[day.weekday()] in days and (day - monday).days // 7 % interval == 0
        ]
        rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(days)}"
        assert occurrences(rule, since, first, first + timedelta(days=60)) == expected


class TestLunarDays:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("春节", "2024-02-10"),
            ("春节", "2025-01-29"),
            ("元宵节", "2024-02-24"),
            ("端午", "2024-06-10"),
            ("中秋", "2021-09-21"),
            ("农历腊月初八", "2024-01-18"),
            ("lunar 12-08", "2025-01-07"),
            ("重阳", "2025-10-29"),
        ],
    )
    def test_fall_on_the_days_of_the_almanac(self, rule: str, expected: str) -> None:
        assert _in(rule, int(expected[:4])) == [expected]

    def test_day_30_of_a_month_of_29_days_is_its_last(self) -> None:
        assert _in("除夕", 2024) == ["2024-02-09"]  # the month has 30 days
        assert _in("除夕", 2025) == ["2025-01-28"]  # it has 29
        assert _in("lunar 12-29", 2025) == ["2025-01-28"]

    def test_leap_months_are_not_due(self) -> None:
        assert _in("lunar 06-01", 2025) == ["2025-06-25"]  # the leap sixth month begins on 25 July
        assert _in("lunar 04-01", 2020) == ["2020-04-23"]
        assert _in("lunar 11-01", 2033) == ["2033-11-22"]
        assert _in("lunar 02-02", 2023) == ["2023-02-21"]

    def test_of_a_lunar_year_that_goes_on_into_the_next_lie_in_the_days_asked_about(self) -> None:
        assert _in("lunar 12-01", 2023) == []
        assert _in("lunar 12-01", 2024) == ["2024-01-11", "2024-12-31"]


class TestSolarTerms:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("冬至", "2021-12-21"),  # at 23:59
            ("冬至", "2023-12-22"),
            ("立春", "2021-02-03"),  # at 22:59
            ("立春", "2024-02-04"),
            ("立春", "2025-02-03"),  # at 22:10
            ("小寒", "2024-01-06"),
            ("清明", "2024-04-04"),
            ("夏至", "2024-06-21"),
            ("秋分", "2024-09-22"),
            ("大雪", "2024-12-06"),  # at 23:17
        ],
    )
    def test_fall_on_the_day_of_their_instant(self, name: str, expected: str) -> None:
        assert _in(name, int(expected[:4])) == [expected]

    def test_come_once_a_year_in_their_order(self) -> None:
        for year in range(1980, 2100, 7):
            found = [_in(f"solar-term {name}", year) for name in TERMS]
            assert [len(days) for days in found] == [1] * 24
            assert found == sorted(found)
