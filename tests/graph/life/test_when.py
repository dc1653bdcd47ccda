"""When a step is taken: now or before, never ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from graph.calendar import day_in_china, end_of
from graph.errors import BadValue, StepRefused
from graph.life.when import when_said
from graph.values.instant import clean_instant, kept_instant


class TestWhenSaid:
    def test_is_now_where_nothing_is_said_or_today_without_a_time(self) -> None:
        before = datetime.now(UTC) - timedelta(seconds=1)
        today = kept_instant(end_of(day_in_china(datetime.now(UTC))))
        assert before <= when_said(None)
        assert before <= when_said(today) <= datetime.now(UTC) + timedelta(days=1)

    def test_is_refused_where_it_is_yet_to_come(self) -> None:
        with pytest.raises(StepRefused) as refused:
            when_said(kept_instant(datetime.now(UTC) + timedelta(days=2)))
        assert refused.value.code == "need_ahead"


class TestTheLastDay:
    def test_is_an_instant_too_as_the_end_of_a_day_belongs_to_it(self) -> None:
        last = kept_instant(end_of(date(2199, 12, 31)))
        assert clean_instant(last) == clean_instant("2199-12-31") == last
        with pytest.raises(BadValue):
            clean_instant("2200-01-01 00:01")
