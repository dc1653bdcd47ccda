"""`linli served`: one person's own record, on the screen and as a certificate; nobody else is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.answers.register import QUESTIONS
from tests.api.conftest import Linli, Ran
from tests.stores import stored

LINES = """
    place 甲社区 community
    person 演示甲
    person 演示乙
    person 演示丙
    activity 课堂 located_at=甲社区 on=2024-07-15 category=课后托管
    activity 清扫 located_at=甲社区 on=2024-09-01 times=2
    took_part 演示甲 课堂 hours=2.5
    took_part 演示甲 清扫
    took_part 演示乙 清扫 hours=8
    took_part 演示丙 清扫 came=no
"""
Ask = Callable[..., Ran]


@pytest.fixture
def ask(tmp_path: Path, linli: Linli) -> Ask:
    """Asks of a store of its own, on a day."""
    stored(tmp_path / "linli.db", LINES)
    return lambda *args: linli("served", *args, "--on", "2024-11-01")


class TestTelling:
    @pytest.mark.slow
    def test_lists_what_one_person_did_and_adds_it_up(self, ask: Ask) -> None:
        lines = ask("演示甲").out.splitlines()
        assert lines[2] == "演示甲：参加 3 次，共 2.5 小时；另有 1 项活动没有写小时"
        assert lines[5].split() == ["2024-07-15", "课堂", "课后托管", "甲社区", "1", "2.5"]
        assert "演示乙" not in "".join(lines)

    def test_takes_the_days_between_two(self, ask: Ask) -> None:
        found = ask("演示甲", "--first", "2024-08-01", "--last", "2024-09-30", "--json").json
        assert [one["activity"]["name"] for one in found["rows"]] == ["清扫"]

    @pytest.mark.parametrize("said", [("--first", "昨天"), ("--first", "2024-09-30", "--last", "2024-08-01")])
    def test_refuses_days_that_are_none(self, ask: Ask, said: tuple[str, ...]) -> None:
        ran = ask("演示甲", *said)
        assert (ran.code, ran.out) == (1, "")

    def test_cannot_be_asked_of_everybody(self, linli: Linli) -> None:
        assert linli("served").code == 2
        assert not [one.name for one in QUESTIONS.values() if "points" in one.rows.columns and one.start is None]


class TestCertificate:
    def test_says_it_in_the_words_of_an_office(self, ask: Ask, tmp_path: Path) -> None:
        assert ask("演示甲", "--first", "2024-07-01", "-o", "证明.xlsx", "--by", "演示经办").code == 0
        sheet = openpyxl.load_workbook(tmp_path / "证明.xlsx").worksheets[0]
        cells = [[cell for cell in row if cell not in (None, "")] for row in sheet.iter_rows(values_only=True)]
        said = [str(row[0]) for row in cells if row]
        assert said[:2] == [
            "志愿服务证明",
            "兹证明 演示甲 自 2024-07-01 起，截至 2024-11-01 参加志愿服务 3 次，共 2.5 小时。具体如下：",
        ]
        assert said[5:] == [
            "其中 1 项活动没有记录小时，未计入小时合计。",
            "特此证明。",
            "出具单位（盖章）：",
            "经办人：演示经办",
            "日期：2024-11-01",
            "内部工作资料，仅供本人使用；据第 1 次更新的台账。",
        ]
        assert "演示乙" not in str(cells)

    @pytest.mark.parametrize("days", [(), ("--first", "2024-09-02")])
    def test_of_nothing_is_refused_with_what_to_do(self, ask: Ask, tmp_path: Path, days: tuple[str, ...]) -> None:
        whom = "演示甲" if days else "演示丙"
        ran = ask(whom, *days, "-o", "证明.xlsx")
        assert (ran.code, (tmp_path / "证明.xlsx").exists()) == (1, False)
        assert f"“{whom}”" in ran.err
        assert "没有参加志愿服务的记录，没有开证明" in ran.err
        assert "先把参加的活动登记到台账" in ran.err
