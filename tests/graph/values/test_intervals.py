from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.intervals import INTERVAL, Interval, clean_interval, clean_intervals, until_from_inclusive

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ENDS = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(
    lambda ends: not (ends[0] and ends[1] and ends[0] >= ends[1])
)
WRITTEN = st.text("0123456789-./年月日至起止今;", max_size=24) | st.text() | DAYS


class TestCleanInterval:
    @pytest.mark.parametrize(
        ("written", "canonical"),
        [
            ("2024-10-01至2024-11-30", "2024-10-01..2024-12-01"),
            ("2024-10-01—2024-11-30", "2024-10-01..2024-12-01"),
            ("2024-10-01 - 2024-11-30", "2024-10-01..2024-12-01"),
            ("2024-10-01-2024-11-30", "2024-10-01..2024-12-01"),
            ("2024.10.1～2024.11.30", "2024-10-01..2024-12-01"),
            ("2024/10/1-2024/11/30", "2024-10-01..2024-12-01"),
            ("自2024年10月1日起至2024年11月30日止", "2024-10-01..2024-12-01"),
            ("2024-10-01 to 2024-11-30", "2024-10-01..2024-12-01"),
            ("2024-10-01..2024-12-01", "2024-10-01..2024-12-01"),
            ("2024年10月1日至11月30日", "2024-10-01..2024-12-01"),
            ("2024.10.1-11.30", "2024-10-01..2024-12-01"),
            ("2024年10月1日—7日", "2024-10-01..2024-10-08"),
            ("2024年1—3月", "2024-01-01..2024-04-01"),
            ("2024.10-12", "2024-10-01..2025-01-01"),
            ("2023—2024年", "2023-01-01..2025-01-01"),
            ("2023-2024", "2023-01-01..2025-01-01"),
            ("二〇二三年二月至二〇二四年二月", "2023-02-01..2024-03-01"),
            ("2023", "2023-01-01..2024-01-01"),
            ("2024年11月", "2024-11-01..2024-12-01"),
            ("2024-11-01", "2024-11-01..2024-11-02"),
            (date(2024, 11, 1), "2024-11-01..2024-11-02"),
            ("2024-10-01起", "2024-10-01.."),
            ("2023年2月以来", "2023-02-01.."),
            ("2017-03至今", "2017-03-01.."),
            ("自2024-10-01", "2024-10-01.."),
            ("since 2024-10-01", "2024-10-01.."),
            ("2024-10-01..", "2024-10-01.."),
            ("至2024-08-31", "..2024-09-01"),
            ("截至2024年8月31日", "..2024-09-01"),
            ("2024-08-31止", "..2024-09-01"),
            ("..2024-09-01", "..2024-09-01"),
            ("至2199-12-31", "..2200-01-01"),
            ("..2200-01-01", "..2200-01-01"),
            ("不限期", ".."),
        ],
    )
    def test_a_period_is_kept_half_open(self, written: object, canonical: str) -> None:
        assert str(clean_interval(written)) == canonical

    @pytest.mark.parametrize("wrong", ["至8月31日", "8月1日至8月31日", "暑假"])
    def test_an_end_without_a_year_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_interval(wrong)
        assert refused.value.params["expected"] == "expected.interval_year"

    @pytest.mark.parametrize("wrong", ["2024年11月1日至2月1日", "2024-11-30至2024-10-01", "2024-10-01..2024-10-01"])
    def test_a_period_that_runs_backwards_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_interval(wrong)
        assert refused.value.params["expected"] == "expected.forward"

    @pytest.mark.parametrize(
        "wrong", ["2024-10-01前", "-2024-10-01", "2024-10-01—", "2024-10-01..2024-13-01", "2023-24"]
    )
    def test_what_can_be_read_two_ways_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_interval(wrong)
        assert refused.value.params["expected"] == "expected.interval"

    def test_a_sentinel_for_no_end_is_refused(self) -> None:
        with pytest.raises(BadValue) as refused:
            clean_interval("2024-10-01至9999-12-31")
        assert refused.value.params["expected"] == "expected.year"

    @pytest.mark.slow
    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            kept = clean_interval(written)
        except BadValue:
            return
        assert clean_interval(kept) == kept
        assert clean_interval(kept and str(kept)) == kept

    @given(ENDS, st.sampled_from(["zh", "en"]))
    def test_what_is_shown_is_read_back(self, ends: tuple[date | None, date | None], lang: str) -> None:
        interval = Interval(*ends)
        if interval.until != date(1900, 1, 1):  # its last day is before the first that is kept
            assert clean_interval(INTERVAL.caption(interval, lang)) == interval


class TestInterval:
    def test_its_last_day_is_in_it_and_until_is_not(self) -> None:
        term = Interval(date(2024, 8, 1), until_from_inclusive(date(2024, 8, 31)))
        days = [date(2024, 7, 31), date(2024, 8, 1), date(2024, 8, 31), date(2024, 9, 1)]
        assert [day in term for day in days] == [False, True, True, False]

    @pytest.mark.parametrize(
        ("interval", "zh", "en"),
        [
            (Interval(date(2024, 10, 1), date(2024, 12, 1)), "2024-10-01至2024-11-30", "2024-10-01 to 2024-11-30"),
            (Interval(date(2024, 10, 1)), "2024-10-01起", "since 2024-10-01"),
            (Interval(None, date(2024, 9, 1)), "至2024-08-31", "to 2024-08-31"),
            (Interval(), "不限期", "always"),
            (Interval(date(2024, 10, 1), date(2024, 10, 2)), "2024-10-01", "2024-10-01"),
        ],
    )
    def test_it_is_shown_by_its_last_day(self, interval: Interval, zh: str, en: str) -> None:
        assert (INTERVAL.caption(interval), INTERVAL.caption(interval, "en")) == (zh, en)


class TestCleanIntervals:
    def test_absences_are_sorted_and_none_is_twice(self) -> None:
        kept = clean_intervals("2024-10-01至2024-10-07；2024-05-01;2024年10月1日—7日；至2020")
        assert [str(absence) for absence in kept or ()] == [
            "..2021-01-01",
            "2024-05-01..2024-05-02",
            "2024-10-01..2024-10-08",
        ]

    def test_two_that_touch_stay_two(self) -> None:
        kept = clean_intervals("2024-10-01;2024-10-02")
        assert [str(absence) for absence in kept or ()] == ["2024-10-01..2024-10-02", "2024-10-02..2024-10-03"]

    def test_a_blank_cell_is_no_absence(self) -> None:
        assert clean_intervals(" ；") is None

    @given(st.lists(ENDS.map(lambda ends: Interval(*ends))))
    def test_cleaning_twice_is_cleaning_once(self, intervals: list[Interval]) -> None:
        kept = clean_intervals(intervals)
        assert clean_intervals(kept) == kept
        assert clean_intervals(";".join(str(one) for one in kept or ())) == kept
