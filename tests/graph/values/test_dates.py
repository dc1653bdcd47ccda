from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.dates import clean_as_of, clean_day

FIRST_OF_NOVEMBER = date(2024, 11, 1)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
WRITTEN = st.text("0123456789-/.年月日 至", max_size=24) | st.text() | st.integers() | st.floats() | DAYS


class TestCleanDay:
    @pytest.mark.parametrize(
        "written",
        [
            "2024-11-01",
            "2024-11-1",
            "2024/11/1",
            "2024.11.1",
            "20241101",
            20241101,
            "2024年11月1日",
            "2024 年 11 月 1 日",
            "2024年11月1号",
            "２０２４年１１月１日",
            "二〇二四年十一月一日",
            "2024-11-01 08:30",
            "2024-11-01T00:00:00",
            "2024-10-31T16:00:00Z",
            "45597",
            45597,
            45597.0,
            45597.35,
            np.int64(45597),
            date(2024, 11, 1),
            datetime(2024, 11, 1, 23, 59),  # noqa: DTZ001 - what a workbook holds has no zone
            datetime(2024, 10, 31, 16, tzinfo=UTC),
        ],
        ids=repr,
    )
    def test_the_first_of_november_in_every_habit(self, written: object) -> None:
        assert clean_day(written) == FIRST_OF_NOVEMBER

    @pytest.mark.parametrize("part", ["2024", 2024, "2024年", "2024-11", "2024年11月", 202411], ids=repr)
    def test_a_year_or_a_month_is_no_day(self, part: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_day(part)
        assert refused.value.params["expected"] == "expected.whole_day"

    @pytest.mark.parametrize("sentinel", ["9999-12-31", "0001-01-01", date(9999, 12, 31), "1899-12-31", "2200-01-01"])
    def test_a_date_that_stands_for_none_is_refused(self, sentinel: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_day(sentinel)
        assert refused.value.params["expected"] == "expected.year"

    @pytest.mark.parametrize(
        "wrong", ["2023-02-29", "2024-13-01", "24-11-01", "11/1/2024", "昨天", "截至2024-11-01", "11月1日", 3, -1, True]
    )
    def test_what_names_no_day_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_day(wrong)
        assert refused.value.params["expected"] == "expected.day"

    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            day = clean_day(written)
        except BadValue:
            return
        assert clean_day(day) == day
        assert clean_day(day and str(day)) == day

    @given(DAYS)
    def test_a_written_day_is_read_back(self, day: date) -> None:
        forms = [day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}"]
        assert [clean_day(form) for form in forms] == [day] * len(forms)


class TestCleanAsOf:
    @pytest.mark.parametrize(
        ("written", "last"),
        [
            ("2024", date(2024, 12, 31)),
            (2024, date(2024, 12, 31)),
            (2024.0, date(2024, 12, 31)),
            ("2024年", date(2024, 12, 31)),
            ("2024年底", date(2024, 12, 31)),
            ("2024年度", date(2024, 12, 31)),
            ("2024-11", date(2024, 11, 30)),
            ("2024/2", date(2024, 2, 29)),
            ("2023年2月", date(2023, 2, 28)),
            ("2024年12月底", date(2024, 12, 31)),
            ("202411", date(2024, 11, 30)),
            ("2024.10", date(2024, 10, 31)),
            ("截至2024年11月", date(2024, 11, 30)),
            ("as of 2024", date(2024, 12, 31)),
            ("2024-11-01", FIRST_OF_NOVEMBER),
            (FIRST_OF_NOVEMBER, FIRST_OF_NOVEMBER),
        ],
    )
    def test_as_of_a_year_or_a_month_is_as_of_its_last_day(self, written: object, last: date) -> None:
        assert clean_as_of(written) == last

    @pytest.mark.parametrize("wrong", ["2024.1", 2024.1, "去年底", "2024-13", "截至"], ids=repr)
    def test_what_may_be_two_months_or_none_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_as_of(wrong)
        assert refused.value.params["expected"] == "expected.as_of"

    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            day = clean_as_of(written)
        except BadValue:
            return
        assert clean_as_of(day) == day
