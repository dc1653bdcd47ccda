"""`linli match ask|claim|…`: what a step says, how its things are named, and that the question stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.steps.register import STEPS
from graph.words import LANGUAGES
from tests.api.conftest import Linli, Ran
from tests.stores import stored

LINES = """
    place 甲社区 community
    place 乙社区 community
    organisation 企业 name=图书馆
    organisation 企业 name=书店
    post 联络员 name=馆员 in=图书馆 holder=演示甲
    offer 图书 key=a given_by=图书馆 serves=甲社区 categories=图书 capacity=100 unit=本
    offer 旧书 key=b given_by=书店 serves=甲社区 categories=图书 capacity=50 unit=本
    need 要书 key=n category=图书 located_at=甲社区 quantity=80 unit=本
    need 从前 key=o category=图书 located_at=甲社区 until=2024-06-01
    need 重名 key=p category=图书 located_at=甲社区
    need 重名 key=q category=图书 located_at=乙社区
"""
COUNTED = """
    place 甲社区 community
    organisation 企业 name=书店
    offer 书 key=a given_by=书店 serves=甲社区 categories=图书 capacity=9 unit=本
    need 讲课 key=n category=图书 located_at=甲社区 quantity=1 unit=场 due=2024-11-05
"""
ON = ("--on", "2024-11-01", "--by", "演示统筹员")
Take = Callable[..., Ran]


@pytest.fixture
def take(tmp_path: Path, linli: Linli) -> Take:
    """Takes steps on a store of its own."""
    stored(tmp_path / "linli.db", LINES)

    def ran(step: str, *args: str) -> Ran:
        return linli("match", *([step] if step else []), *args)

    return ran


class TestAccept:
    @pytest.mark.slow
    def test_a_plan_is_written_down_in_words(self, take: Take) -> None:
        ran = take("accept", "--need", "要书", *ON)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines() == [
            "拟对接：新写 1 笔，不变 0 笔，撤下 0 笔",
            "  要书：图书 80 本，2024-11-01",
            "已写入：第 2 次更新；办错了可以用 linli undo 2 撤销",
        ]


class TestSteps:
    @pytest.mark.slow
    def test_an_ask_says_until_when_through_whom_and_what_is_left(self, take: Take) -> None:
        ran = take("ask", "要书", "图书馆//图书", *ON)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.splitlines() == [
            "已询问“图书馆//图书”：“甲社区//要书”要 80 本，最晚 2024-11-08 答复",
            "联络人：图书馆//馆员",
            "“甲社区//要书”还差 80 本",
            "“图书馆//图书”还有 100 本",
            "已写入：第 2 次更新；办错了可以用 linli undo 2 撤销",
        ]

    @pytest.mark.slow
    def test_an_ask_that_lapsed_is_told_in_its_row_and_below(self, take: Take) -> None:
        take("ask", "要书", "图书馆//图书", *ON)
        told = [take("", "--need", "要书", "--on", day).out for day in ("2024-11-08", "2024-11-09")]
        rows = [next(line for line in out.splitlines() if "图书馆" in line) for out in told]
        assert ["问过，到 2024-11-08 没有答复" in row for row in rows] == [False, True]
        assert "没有答复" not in told[0]
        assert told[1].splitlines()[-1] == (
            "提醒：甲社区//要书 问过 图书馆//图书，到 2024-11-08 没有答复，已过期。下一家：书店"
        )

    @pytest.mark.slow
    def test_a_claim_that_fills_it_says_who_has_to_be_told(self, take: Take, linli: Linli) -> None:
        for offer in ("图书", "旧书"):
            take("ask", "要书", offer, *ON)
        ran = take("claim", "要书", "图书", *ON, "--lang", "en")
        assert ran.out.splitlines() == [
            "“图书馆//图书” has claimed 80 copies of “甲社区//要书”, to be delivered on 2024-11-01",
            "Through: 图书馆//馆员",
            "Nothing is left of “甲社区//要书”",
            "“图书馆//图书” has 20 copies left",
            "Tell “书店//旧书” that nobody waits for their answer any more (asked for 50 copies)",
            "Written as revision 4; linli undo 4 takes it back",
        ]
        assert linli("undo", "4").code == 0
        assert [row["asked"] for row in take("", "--need", "要书", "--on", "2024-11-01", "--json").json["rows"]] == [
            80,
            50,
        ]

    @pytest.mark.slow
    def test_a_claim_becomes_a_project_that_is_named_from_then_on(self, take: Take) -> None:
        ran = take("claim", "要书", "图书", "--project", "送书上门", *ON)
        assert "已立项目“送书上门”，状态是已认领" in ran.out.splitlines()
        assert take("done", "送书上门", "图书", "--on", "2024-11-03").code == 0

    @pytest.mark.slow
    def test_a_day_that_is_past_or_too_late_is_told_and_each_is_counted_in_its_own_unit(
        self, tmp_path: Path, linli: Linli
    ) -> None:
        stored(tmp_path / "linli.db", COUNTED)
        ran = linli("match", "claim", "讲课", "书", "--delivery", "2024-10-31", "--dry-run", *ON)
        assert ran.out.splitlines()[1:-1] == [
            "提醒：两边的计量单位不一样",
            "提醒：交付日期 2024-10-31 已经过去",
            "“甲社区//讲课”已经认满",
            "“书店//书”还有 8 本",
        ]
        late = linli("match", "ask", "讲课", "书", "--delivery", "2024-11-06", "--dry-run", *ON)
        assert "提醒：交付日期 2024-11-06 在期限 2024-11-05 之后" in late.out

    def test_a_dry_run_writes_nothing(self, take: Take, linli: Linli) -> None:
        ran = take("claim", "要书", "图书", "--quantity", "30", *ON, "--dry-run")
        assert ran.out.splitlines()[-1] == "只是看看，没有写入"
        assert len(linli("history", "--json").json["rows"]) == 1


class TestRefused:
    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("done", "要书", "图书"), "之间现在是：还没有问过，不能完成"),
            (("claim", "从前", "图书"), "“从前”已于 2024-06-01 结束"),
            (("claim", "重名", "图书"), "重名"),
            (("ask", "要书", "没有的"), "没有的"),
            (("claim", "要书", "图书", "--project", "a\x1b[31m"), "控制字符"),
            (("claim", "要书", "图书", "--by", "370102195703121234"), "操作人里有身份证号 3*****************"),
            (("accept", "--by", "a\x1b[31m"), "控制字符"),
        ],
    )
    def test_it_is_one_sentence_and_nothing_is_written(
        self, take: Take, linli: Linli, args: tuple[str, ...], said: str
    ) -> None:
        ran = take(*args, *(ON[:2] if "--by" in args else ON))
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
        assert len(linli("history", "--json").json["rows"]) == 1

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("aks", "要书", "图书"), "`match ask`"),
            (("ask", "要书"), "`linli match ask --help`"),
            (("ask", "要书", "图书", "--reply-by", "soon"), "--reply-by"),
            (("ask", "要书", "图书", "--quantity", "0"), "--quantity"),
            (("ask", "要书", "图书", "--reason", "x"), "--reason"),
        ],
    )
    def test_a_line_that_cannot_be_read(self, take: Take, args: tuple[str, ...], said: str) -> None:
        ran = take(*args)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err

    def test_who_looked_at_an_older_revision_is_told(self, take: Take) -> None:
        ran = take("claim", "要书", "图书", *ON, "--expected", "0")
        assert (ran.code, ran.err.splitlines()[0]) == (1, "错误：有人先提交了：预期第 0 次更新，现为 1")


class TestHelp:
    @pytest.mark.slow
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_question_lists_the_steps_and_each_has_words(self, linli: Linli, lang: str) -> None:
        listed = linli("match", "--help", "--lang", lang).out
        for step in STEPS:
            assert f"  match {step}" in listed
            ran = linli("--lang", lang, "match", step, "--help")
            assert (ran.code, ran.err, "cli." in ran.out) == (0, "", False)
