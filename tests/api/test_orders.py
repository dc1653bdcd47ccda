"""`linli orders add` and `linli orders`: a gap given to somebody, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Linli, Ran
from tests.stores import stored

LINES = """
    place 甲社区 community
    place 乙社区 community
    listing organisation form=业委会 within=甲社区 as_of=2024-01-01
    organisation 居委会 name=居委会 answers_for=甲社区
    organisation 党委 name=党委
"""
NORM = "suzhoulu-owners-committee"
Ask = Callable[..., Ran]


@pytest.fixture
def ask(tmp_path: Path, linli: Linli) -> Ask:
    """Asks of a store of its own, on a day."""
    stored(tmp_path / "linli.db", LINES)

    def ran(*args: str, on: str = "2024-11-01") -> Ran:
        return linli("orders", *args, "--on", on)

    return ran


class TestAdding:
    GIVEN = ("add", "--norm", NORM, "--subject", "甲社区", "--due", "2024-11-30")

    @pytest.mark.slow
    def test_gives_a_gap_to_who_answers_for_the_place(self, ask: Ask) -> None:
        ran = ask(*self.GIVEN)
        assert (ran.code, ran.out) == (
            0,
            "已下达：有业主委员会 甲社区，由 甲社区//居委会 在 2024-11-30 前补上（第 2 次更新）\n",
        )
        [row] = ask("--json").json["rows"]
        assert (row["state"], row["responsible"]["name"], row["due"]) == ("open", "居委会", "2024-11-30")
        [late] = ask("--json", on="2024-12-02").json["rows"]
        assert (late["days_late"], late["sentence"]) == (2, "还没有补上，已逾期 2 天")

    def test_means_a_norm_by_its_title_too(self, ask: Ask) -> None:
        by_id, by_title = (
            ask("add", "--norm", norm, *self.GIVEN[3:], "--dry-run", "--json").json for norm in (NORM, "有业主委员会")
        )
        assert by_title == by_id

    def test_may_name_somebody_else_and_only_be_tried(self, ask: Ask) -> None:
        ran = ask(*self.GIVEN, "--to", "党委", "--dry-run", "--json")
        assert (ran.code, ran.json["revision"], ran.json["responsible"].partition("-")[0]) == (0, None, "organisation")
        assert ask("--json").json["rows"] == []

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"--norm": "nope"}, "没有编号或名称为“nope”的唯一一条标准"),
            ({"--subject": "乙社区"}, "乙社区 现在没有这条标准的缺口：不明"),
            ({"--subject": "居委会"}, "居委会 不适用这条标准，没有缺口可整改"),
            ({"--due": "2024-10-31"}, "整改期限 2024-10-31 早于下达那天 2024-11-01"),
        ],
    )
    def test_is_refused_where_there_is_nothing_to_close(self, ask: Ask, said: dict[str, str], told: str) -> None:
        given = {"--norm": NORM, "--subject": "甲社区", "--due": "2024-11-30", **said}
        ran = ask("add", *(part for pair in given.items() for part in pair))
        assert (ran.code, ran.out) == (1, "")
        assert told in ran.err

    def test_is_not_given_twice(self, ask: Ask) -> None:
        assert ask(*self.GIVEN).code == 0
        again = ask(*self.GIVEN, on="2024-11-02")
        assert (again.code, "已经下达过整改，期限 2024-11-30" in again.err) == (1, True)

    def test_stands_in_the_help_of_the_question(self, linli: Linli) -> None:
        assert "orders add" in linli("orders", "--help").out


class TestTelling:
    @pytest.mark.slow
    def test_counts_and_lists_what_became_of_each(self, ask: Ask) -> None:
        ask(*TestAdding.GIVEN)
        lines = ask(on="2024-12-01").out.splitlines()
        assert lines[2] == "又有缺口 0，未补上 1，说不清 0，已补上 0，不再适用 0"
        assert lines[-1].split() == [
            "未补上",
            "甲社区",
            "有业主委员会",
            "甲社区//居委会",
            "2024-11-30",
            "还没有补上，已逾期",
            "1",
            "天",
        ]

    def test_one_of_a_norm_that_no_pack_has_is_shown_by_its_identifier(self, linli: Linli, tmp_path: Path) -> None:
        order = "    order 演示没有的标准 甲社区 assigned_on=2024-10-01\n"
        stored(tmp_path / "linli.db", LINES + order)
        ran = linli("orders", "--on", "2024-11-01")
        assert (ran.code, ran.out.splitlines()[-1].split()) == (
            0,
            ["不再适用", "甲社区", "演示没有的标准", "这条标准不再要求这里"],
        )
