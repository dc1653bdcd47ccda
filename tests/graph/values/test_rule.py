"""When something is due again, as people write it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values import RULE
from graph.values.lunar import TERMS, lunar_name
from graph.values.recurrence import calendar_unit

WRITTEN = [
    ("每周五", "FREQ=WEEKLY;BYDAY=FR", "每周五", "every week on Fri"),
    ("每星期一、三、五", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "每周一、周三、周五", "every week on Mon, Wed, Fri"),
    ("每周末", "FREQ=WEEKLY;BYDAY=SA,SU", "每周六、周日", "every week on Sat, Sun"),
    ("每周", "FREQ=WEEKLY", "每周", "every week"),
    ("隔周周六", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "每2周周六", "every 2 weeks on Sat"),
    ("每天", "FREQ=DAILY", "每天", "every day"),
    ("每月20日", "FREQ=MONTHLY;BYMONTHDAY=20", "每月20日", "every month on day 20"),
    ("每月二十日", "FREQ=MONTHLY;BYMONTHDAY=20", "每月20日", "every month on day 20"),
    ("每月5号和20号", "FREQ=MONTHLY;BYMONTHDAY=5,20", "每月5日、20日", "every month on day 5, day 20"),
    ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1", "每月最后一天", "every month on its last day"),
    ("每月第一个周六", "FREQ=MONTHLY;BYDAY=1SA", "每月第一个周六", "every month on first Sat"),
    ("每季度", "FREQ=MONTHLY;INTERVAL=3", "每季度", "every quarter"),
    ("每半年", "FREQ=MONTHLY;INTERVAL=6", "每半年", "every half year"),
    ("每三个月10日", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10", "每3个月10日", "every 3 months on day 10"),
    ("每年７月１日", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", "每年7月1日", "every year on day 1 of month 7"),
    ("农历腊月初八", "lunar 12-08", "农历腊月初八", "lunar 12-08"),
    ("八月十五", "lunar 08-15", "农历八月十五", "lunar 08-15"),
    ("中秋节", "lunar 08-15", "农历八月十五", "lunar 08-15"),
    ("除夕", "lunar 12-30", "农历腊月三十", "lunar 12-30"),
    ("冬至", "solar-term 冬至", "冬至", "Winter Solstice"),
    ("2024年12月5日、2024-11-01", "2024-11-01;2024-12-05", "2024-11-01、2024-12-05", "2024-11-01, 2024-12-05"),
    ("rrule: freq=monthly; byday=-1fr", "FREQ=MONTHLY;BYDAY=-1FR", "每月最后一个周五", "every month on last Fri"),
    ("FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO")
    + ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",) * 2,
]


class TestARule:
    @pytest.mark.parametrize(("raw", "kept", "zh", "en"), WRITTEN)
    def test_is_kept_in_one_form_and_shown_in_words_that_are_read_again(
        self, raw: str, kept: str, zh: str, en: str
    ) -> None:
        assert (RULE.clean(raw), RULE.clean(kept)) == (kept, kept)
        assert (RULE.caption(kept), RULE.caption(kept, "en"), RULE.clean(zh)) == (zh, en, kept)

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("FREQ=DAILY;BYHOUR=9", "时刻"),
            ("FREQ=HOURLY", "时刻"),
            ("FREQ=WEEKLY;UNTIL=20241231T000000Z", "时刻"),
            ("DTSTART;TZID=Asia/Shanghai:20240101T090000", "时区"),
            ("DTSTART:20240101\nRRULE:FREQ=DAILY", "DTSTART"),
            ("FREQ=WEEKLY;WKST=SU", "周一"),
            ("FREQ=YEARLY;BYMONTH=2,4;BYMONTHDAY=31", "会到"),
            ("2024", "日期"),
        ],
    )
    def test_is_refused_with_what_is_wrong_in_it(self, raw: str, expected: str) -> None:
        with pytest.raises(BadValue, match=expected):
            RULE.clean(raw)

    @pytest.mark.parametrize(
        "raw",
        [
            *(
                "随便",
                "每工作日",
                "每周五上午9点",
                "20日",
                "每月10",
                "每月32日",
                "每月两次",
                "闰四月初一",
                "农历十三月初一",
            ),
            *("正月卅一", "FREQ=DAILY;BYDAY=", "FREQ=DAILY;FREQ=DAILY", "BYDAY=MO", "FREQ=WEEKLY;BYMONTHDAY=1"),
            *("FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYSETPOS=1", "FREQ=YEARLY;BYEASTER=1"),
            *("FREQ=DAILY;COUNT=3;UNTIL=20241231", "FREQ=DAILY;UNTIL=20241331", "FREQ=MONTHLY;BYMONTHDAY=0"),
        ],
    )
    def test_that_nobody_can_read_is_refused_with_what_is_expected(self, raw: str) -> None:
        with pytest.raises(BadValue, match="每周五、每月20日"):
            RULE.clean(raw)

    def test_that_is_refused_is_named_as_it_was_written(self) -> None:
        with pytest.raises(BadValue, match="“每月32日”"):
            RULE.clean("每月32日")

    @given(month=st.integers(1, 12), day=st.integers(1, 30))
    def test_of_a_lunar_day_is_read_by_its_name(self, month: int, day: int) -> None:
        kept = f"lunar {month:02}-{day:02}"
        assert RULE.clean(lunar_name(month, day)) == RULE.clean(f"农历{lunar_name(month, day)}") == kept

    def test_of_a_solar_term_is_read_by_its_name(self) -> None:
        assert [RULE.clean(name) for name in TERMS] == [f"solar-term {name}" for name in TERMS]
        assert len({RULE.caption(f"solar-term {name}", "en") for name in TERMS}) == 24


@pytest.mark.parametrize(
    ("raw", "unit"),
    [("每天", "day"), ("每周", "week"), ("每月", "month"), ("每季度", "quarter"), ("每年", "year"), ("每周五", None)],
)
def test_a_rule_without_days_is_a_period_of_the_calendar(raw: Any, unit: str | None) -> None:
    assert calendar_unit(RULE.clean(raw) or "") == unit
