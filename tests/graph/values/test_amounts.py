"""How much is wanted, how much there is, what it costs, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.errors import BadValue
from graph.values import CAPACITY, HOURS, PRICE, STANDINGS, WANTED, WEEKDAYS
from graph.values.hours import minutes
from graph.values.periods import period_of


class TestAmounts:
    @pytest.mark.parametrize(("raw", "found"), [("1", 1), (27720, 27720), ("３００", 300), ("", None)])
    def test_what_is_wanted_is_at_least_one_and_can_be_shared_out(self, raw: Any, found: int | None) -> None:
        assert WANTED.clean(raw) == found

    @pytest.mark.parametrize("raw", ["0", "-1", "27721", "1.5", "许多"])
    def test_anything_else_wanted_is_refused(self, raw: str) -> None:
        with pytest.raises(BadValue, match="27720"):
            WANTED.clean(raw)

    def test_a_capacity_is_a_number_or_without_bound(self) -> None:
        assert [CAPACITY.clean(raw) for raw in ("1,200", "0", "不限", "unbounded", "")] == [
            "1200",
            "0",
            "unbounded",
            "unbounded",
            None,
        ]
        assert [CAPACITY.caption("unbounded", lang) for lang in ("zh", "en")] == ["不限", "unbounded"]
        with pytest.raises(BadValue, match="不限"):
            CAPACITY.clean("若干")

    def test_a_price_is_yuan_and_free_is_nought(self) -> None:
        assert [PRICE.clean(raw) for raw in ("8元", "免费", "0", "2.5", "", 8)] == [8.0, 0.0, 0.0, 2.5, None, 8.0]
        for raw in ("-1", "面议"):
            with pytest.raises(BadValue, match="元"):
                PRICE.clean(raw)


class TestWeekdays:
    @pytest.mark.parametrize(
        ("raw", "found"),
        [
            ("周六、周日", "SA,SU"),
            ("星期一至星期五", "MO,TU,WE,TH,FR"),
            ("周五到周一", "MO,FR,SA,SU"),
            ("周一三五", "MO,WE,FR"),
            ("工作日", "MO,TU,WE,TH,FR"),
            ("SU,MO", "MO,SU"),
            ("每天", "MO,TU,WE,TH,FR,SA,SU"),
        ],
    )
    def test_are_read_as_people_write_them(self, raw: str, found: str) -> None:
        assert WEEKDAYS.clean(raw) == found

    def test_anything_else_is_refused(self) -> None:
        for raw in ("逢双", "周八", "3月"):
            with pytest.raises(BadValue, match="星期几"):
                WEEKDAYS.clean(raw)

    def test_are_shown_in_the_language_of_the_reader(self) -> None:
        assert [WEEKDAYS.caption("SA,SU", lang) for lang in ("zh", "en")] == ["周六、周日", "Sat, Sun"]


class TestHours:
    @pytest.mark.parametrize(
        ("raw", "found"),
        [
            ("9:00-11:30", "09:00-11:30"),
            ("14点至17点半", "14:00-17:30"),
            ("14:00—17:00、09:00～10:00", "09:00-10:00;14:00-17:00"),
            ("20:00-24:00", "20:00-24:00"),
        ],
    )
    def test_are_read_as_people_write_them(self, raw: str, found: str) -> None:
        assert HOURS.clean(raw) == found

    def test_what_ends_before_it_begins_or_is_no_time_is_refused(self) -> None:
        for raw in ("17:00-14:00", "9:75-10:00", "上午", "20:00-25:00"):
            with pytest.raises(BadValue, match="时段"):
                HOURS.clean(raw)

    def test_are_minutes_of_the_day(self) -> None:
        assert minutes("09:00-10:00;20:00-24:00") == ((540, 600), (1200, 1440))


class TestStandings:
    def test_say_of_each_class_whether_it_was_looked_at(self) -> None:
        said = STANDINGS.clean("60岁及以上（已核实）、残疾人(不符);低保（待核实）、优抚")
        assert said == ("60岁及以上=verified", "残疾人=refused", "低保", "优抚")
        assert STANDINGS.caption(said) == "60岁及以上（已核实）、残疾人（不符）、低保、优抚"

    def test_a_remark_that_says_neither_stays_part_of_the_name(self) -> None:
        assert STANDINGS.clean("残疾人（肢体）") == ("残疾人（肢体）",)


class TestPeriods:
    @pytest.mark.parametrize(
        ("period", "first", "after"),
        [
            ("day", date(2024, 12, 31), date(2025, 1, 1)),
            ("week", date(2024, 12, 30), date(2025, 1, 6)),
            ("month", date(2024, 12, 1), date(2025, 1, 1)),
            ("quarter", date(2024, 10, 1), date(2025, 1, 1)),
            ("year", date(2024, 1, 1), date(2025, 1, 1)),
        ],
    )
    def test_are_those_of_the_calendar(self, period: str, first: date, after: date) -> None:
        assert period_of(date(2024, 12, 31), period) == (first, after)
