"""`linli appoint|vacate|…`: what each would do is told first; then it is written, once somebody said yes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli.commands.adjust import adjustment_command
from graph.adjusting.register import ADJUSTMENTS
from graph.stores import open_store
from tests.api.conftest import Linli, Ran
from tests.graph.adjusting.played import Played
from tests.stores import stored

LINES = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/一网格/1号楼 building homes=3
    organisation 党委 name=社区党委 answers_for=甲社区
    post 书记 name=书记 in=社区党委 holder=演示甲
    post 网格员 name=网格员 answers_for=甲社区/一网格 holder=演示丁
    listing post role=网格员 within=甲社区 as_of=2024-10-01
    need 修灯 category=设施维修 located_at=甲社区/二网格
"""
ON = ("--on", "2024-11-01", "--by", "演示统筹员")
SEAT = "甲社区/一网格//网格员"
Work = Callable[..., Ran]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A store with a small community."""
    return stored(tmp_path / "linli.db", LINES, Played)


@pytest.fixture
def work(where: Path, linli: Linli) -> Work:
    """Does weekly work on that store."""
    return lambda *args: linli(*args, *ON, "--store", str(where))


def revision(where: Path) -> int:
    """The newest revision of a store."""
    with open_store(where) as store:
        return store.revision().number


class TestNames:
    @pytest.mark.slow
    def test_what_may_be_of_any_kind_is_said_by_name_too(self, work: Work) -> None:
        assert "演示三网格" in work("rename", "甲社区/二网格", "演示三网格", "--dry-run").out
        assert work("move", "甲社区/一网格/1号楼", "甲社区/二网格", "--dry-run").code == 0

    @pytest.mark.slow
    def test_a_kind_is_said_in_chinese_and_one_that_there_is_not_is_answered_so(self, work: Work) -> None:
        fields = ("--at", "甲社区/二网格", "--fields", "职务名称=网格员")
        assert "职务 甲社区/二网格//专职网格员" in work("establish", "职务", *fields, "--dry-run").out
        assert "可以是：区域 `place`、组织 `organisation`、职务 `post`" in work("establish", "人", *fields).err


class TestTelling:
    @pytest.mark.slow
    def test_says_what_is_written_what_that_does_and_what_to_note(self, work: Work, where: Path) -> None:
        ran = work("vacate", SEAT, "--dry-run")
        assert (ran.code, ran.err) == (0, "")
        for said in (
            "演示丁 不再任 甲社区/一网格//网格员（至 2024-10-31）",
            "新出现缺口 2 处，如：甲社区/一网格·",
            "3 户的诉求换人经手",
            "只是试算，没有写入",
        ):
            assert said in ran.out
        assert revision(where) == 1

    @pytest.mark.slow
    def test_an_absence_is_told_by_whose_it_is(self, work: Work) -> None:
        said = [("--until", "2024-12-01"), ("--until", "2024-12-02")]
        first, second = (work("absent", "演示丁", *one, "--yes").out for one in said)
        assert "缺位 演示丁（自 2024-11-01 起）" in first
        assert "演示丁的缺位 的截止日期：2024-11-30 → 2024-12-01" in second
        assert "absence-" not in first + second

    @pytest.mark.slow
    def test_writes_where_nobody_can_be_asked_and_keeps_why(self, work: Work, where: Path) -> None:
        ran = work("appoint", SEAT, "演示新", "--reason", "轮岗")
        assert (ran.code, revision(where)) == (0, 2)
        assert "已写入，第 2 次更新" in ran.out
        with open_store(where) as store:
            made = store.revisions()[-1]
        assert (made.by, made.reason, made.source) == ("演示统筹员", "轮岗", "linli appoint")

    @pytest.mark.slow
    def test_what_is_so_already_is_said_and_nothing_written(self, work: Work, where: Path) -> None:
        with open_store(where) as store:
            person = store.tables()["holds"]["source"].to_list()
        held = [one for one in person if "已经是这样" in work("appoint", SEAT, one, "--dry-run").out]
        assert len(held) == 1
        assert work("appoint", SEAT, held[0]).code == 0
        assert revision(where) == 1

    @pytest.mark.slow
    def test_who_says_no_at_a_terminal_writes_nothing(
        self, work: Work, where: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []

        def no() -> str:
            asked.append(1)
            return "否\n"

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin.readline", no, raising=False)
        assert work("vacate", SEAT).code == 1
        assert (asked, revision(where)) == ([1], 1)
        assert work("vacate", SEAT, "--yes").code == 0
        assert (asked, revision(where)) == ([1], 2)

    @pytest.mark.slow
    def test_a_newer_revision_than_the_one_looked_at_is_refused(self, work: Work, where: Path) -> None:
        work("vacate", SEAT)
        ran = work("appoint", SEAT, "演示新", "--expected", "1")
        assert (ran.code, revision(where)) == (1, 2)

    @pytest.mark.slow
    def test_shares_are_read_by_name(self, work: Work, where: Path) -> None:
        ran = work("split", "甲社区/一网格", "--into", "一甲网格=甲社区/一网格/1号楼", "--into", "一乙网格=")
        assert (ran.code, ran.err) == (0, "")
        assert "甲社区/一甲网格" in ran.out
        assert revision(where) == 2

    def test_what_is_no_pair_is_refused(self, work: Work) -> None:
        ran = work("split", "甲社区/一网格", "--into", "一甲网格")
        assert ran.code == 2
        assert "NAME=REF" in ran.err


class TestMadeOfTheRegister:
    @pytest.mark.parametrize("name", ADJUSTMENTS)
    def test_every_part_has_its_argument_or_option_with_words(self, name: str, linli: Linli) -> None:
        said = linli(name, "--help", "--lang", "en")
        assert said.code == 0
        assert "adjust." not in said.out
        parameters = adjustment_command(ADJUSTMENTS[name]).__signature__.parameters  # type: ignore[attr-defined]
        assert {f"part_{part.name}" for part in ADJUSTMENTS[name].options} <= set(parameters)
