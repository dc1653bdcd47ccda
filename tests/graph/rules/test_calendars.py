"""Years of a calendar in a folder of rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.errors import BadRules
from graph.rules import Rules, load_rules
from graph.rules.calendars import read_calendar

_NATIONAL = """source: {document: 演示通知}
years:
  2099:
    holidays: [2099-01-01, 2099-01-02]
    working:
      - 2099-01-04
"""


def _folder(folder: Path, **files: str) -> Rules:
    (folder / "calendars").mkdir()
    for name, text in files.items():
        (folder / "calendars" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_rules(folder)


class TestAFolder:
    def test_may_bring_years_for_all(self, tmp_path: Path) -> None:
        rules = _folder(tmp_path, national=_NATIONAL)
        for profile in (None, "suzhoulu"):
            calendar = rules.calendar(profile)
            days = [date(2099, 1, 1), date(2099, 1, 2), date(2099, 1, 3), date(2099, 1, 4), date(2099, 1, 5)]
            assert [calendar.is_working(day) for day in days] == [False, False, False, True, True]
            assert calendar.is_working(date(2024, 5, 11)) is True
        assert rules.digests.keys() - load_rules().digests.keys() == {"calendar:national"}

    def test_may_bring_years_for_a_profile_which_then_go_before_those_for_all(self, tmp_path: Path) -> None:
        own = "source: {document: 演示}\nyears: {2099: {holidays: [2099-01-05]}}"
        rules = _folder(tmp_path, national=_NATIONAL, suzhoulu=own)
        assert rules.calendar("suzhoulu").is_working(date(2099, 1, 1)) is True
        assert rules.calendar("yanshan").is_working(date(2099, 1, 1)) is False
        assert rules.calendar("yanshan") is rules.calendar()

    def test_for_a_profile_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BadRules, match=r"没有架构模板“elsewhere”.*national, .*suzhoulu, .*yanshan"):
            _folder(tmp_path, elsewhere=_NATIONAL)


class TestAYear:
    @pytest.mark.parametrize(
        ("change", "line", "said"),
        [
            (("2099-01-04", "2099-01-02"), 6, "2099-01-02 既是放假又是上班"),
            (("2099-01-04", "2098-01-04"), 6, "2098-01-04 不在 2099 年"),
            (("2099-01-02]", "2098-12-31]"), 4, "2098-12-31 不在 2099 年"),
            (("2099-01-02]", "2099-01-01]"), 4, "2099-01-01 写了两次"),
            (("2099-01-04", "2099-01-05"), 6, "2099-01-05 是周一至周五"),
            (("working:", "workdays:"), 6, "没有这一项"),
            (("2099:", "next:"), 4, "“years.next”有误：应为整数"),
            (("2099-01-02]", "元旦]"), 4, "日期"),
            (("2099-01-01, 2099-01-02", ""), 4, "至少"),
            (("source: {document: 演示通知}", "cite: 演示"), 1, "source"),
        ],
    )
    def test_that_contradicts_itself_is_refused_with_file_and_line(
        self, change: tuple[str, str], line: int, said: str
    ) -> None:
        with pytest.raises(BadRules, match=said) as refused:
            read_calendar(_NATIONAL.replace(*change), "calendars/national.yaml")
        assert refused.value.message().startswith(f"calendars/national.yaml 第 {line} 行")
