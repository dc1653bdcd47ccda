"""The questions in a terminal: the same answer as in Python, in words or as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph import questions
from graph.answers.options import Holds
from graph.answers.question import Question
from graph.answers.register import QUESTIONS
from graph.errors import StoreMissing
from graph.names import Names
from graph.stores import open_store
from loaders.samples import planted
from tests.api.conftest import ON, Linli

START = planted("suzhoulu")["head_is_grid_worker"][0]
COMMUNITY = "苏州路演示社区"
STARTS = {
    "site": "heads",
    "escalate": START,
    "todo": "苏州路演示社区//苏州路演示社区居委会",
    "served": "演示志愿服务队",
}


def test_python_makes_no_store_either(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        graph.open(tmp_path / "no.db")
    assert list(tmp_path.iterdir()) == []


class TestJson:
    @pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
    def test_it_is_the_answer_of_python(self, ask: Linli, filled: Path, question: Question) -> None:
        network = graph.open(filled, on=date(2024, 11, 1))
        said = {} if question.start is None else {question.start.name: STARTS[question.name]}
        names = Names(network.tables(), network.date)
        of_thing = question.start is not None and question.start.holds is Holds.REFERENCE
        keys = {name: names.resolve(ref) if of_thing else ref for name, ref in said.items()}
        answer = questions.function_of(question.name)(network, graph.load_rules(), **keys)
        ran = ask(question.name, *said.values(), "--on", ON, "--json")
        assert (ran.code, ran.err) == (0, "")
        assert ran.json == graph.named(answer, network).to_dict()

    @pytest.mark.slow
    def test_options_narrow_what_is_asked(self, ask: Linli, filled: Path) -> None:
        network = graph.open(filled, on=date(2024, 6, 1))
        key = Names(network.tables(), network.date).resolve(COMMUNITY)
        rules = graph.load_rules().only("national")
        answer = questions.coverage(network.within(key), rules, states=("met", "gap"), load=True)
        args = ("--within", COMMUNITY, "--on", "2024年6月1日", "--pack", "national", "--state", "met，gap", "--load")
        assert ask("coverage", *args, "--json", "--revision", "1").json == answer.to_dict()

    def test_a_path_of_the_walk_may_be_chosen_in_chinese(self, ask: Linli) -> None:
        ran = ask("escalate", START, "--on", ON, "--chain", "治理", "--json")
        assert ran.json["totals"] == {"ends": {"governance": "top"}}


class TestCoverage:
    @pytest.mark.slow
    def test_gaps_come_by_norm_with_why_and_what_closes_them(self, ask: Linli) -> None:
        ran = ask("coverage", "--on", ON, "--within", COMMUNITY, "--state", "gap")
        assert ran.code == 0
        heading, _, totals = ran.out.partition("\n\n")
        assert heading == "配置标准 · 演示街道/苏州路演示社区 · 2024-11-01 · 第 1 次更新"
        assert "应有楼栋长 146 3 本地做法" in [" ".join(line.split()) for line in totals.splitlines()]
        assert totals.partition("缺口\n")[2] == (
            "  以下路径在 演示街道/苏州路演示社区 之内\n"
            "  区域             现有  应有  缺  原因                              怎么补              责任组织\n"
            "  应有楼栋长（本地做法，苏州路社区党建引领基层治理介绍，2024-11-01）\n"
            "    锦绣园/44号楼     0     1   1  台账完整，其中没有                配备 1 名           第五党小组\n"
            "    安和园/7号楼      0     1   1  空缺，自 2024-07-01 起（楼栋长）  配齐人选（楼栋长）  第九党小组\n"
            "    安和园/20号楼     0     1   1  台账完整，其中没有                配备 1 名           第十一党小组\n"
            "  应有小区（网格）党支部（本地做法，苏州路社区党建引领基层治理介绍，2024-11-01）\n"
            "    演示商场网格      0     1   1  台账完整，其中没有                设立 1 个           "
            "苏州路演示社区党委\n"
            "提醒：“演示街道/苏州路演示社区/锦绣园/15号楼”是跨网格的楼，各单元（户室）分属 "
            "演示街道/苏州路演示社区/锦绣园/第一网格、演示街道/苏州路演示社区/锦绣园/第二网格；问其中一处的事，从那里的单元（户室）问起\n"
        )

    @pytest.mark.slow
    def test_what_is_unknown_says_how_to_make_it_known(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--within", "新建演示社区").out
        assert "  有群团组织（本地做法，苏州路社区党建引领基层治理介绍，2024-11-01）\n    新建演示社区" in out
        assert out.endswith(
            "声明台账完整：在工作簿的“组织”、“职务”、“队伍”表，表头上方“台账完整截至”后填上日期，再读入\n"
        )

    @pytest.mark.slow
    def test_an_exception_says_why_who_and_until_when(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--state", "exempt").out
        assert "  演示商场网格  商场自有安保和客服，演示街道办事处，至2025-12-31  苏州路演示社区党委\n" in out

    @pytest.mark.slow
    def test_rows_beyond_the_limit_are_counted(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--state", "all", "--limit", "2").out
        assert "安和园/20号楼" not in out
        assert "\n还有 279 行；加 `--limit` 多看\n" in out

    @pytest.mark.slow
    def test_no_limit_shows_totals_only(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--limit", "0").out
        assert "规划指标\n\n还有 89 行；加 `--limit` 多看\n" in out

    @pytest.mark.slow
    def test_the_load_of_holders_has_its_own_table(self, ask: Linli) -> None:
        out = ask("coverage", "--on", ON, "--pack", "national", "--load", "--lang", "en").out
        assert "What each holder answers for\n" in out
        assert "18 : 10,000" in out

    def test_where_there_is_nothing_to_ask_it_says_so(self, linli: Linli) -> None:
        open_store("linli.db").close()
        assert linli("coverage").out.endswith("\n\n没有可问的标准：这里没有适用的架构模板\n")
        assert linli("audit").out.endswith("\n\n没有可走的链条：这里没有适用的架构模板\n")


class TestReconcile:
    def test_verdicts_are_counted_and_what_differs_comes_first(self, ask: Linli) -> None:
        lines = ask("reconcile", "--on", ON, "--limit", "2").out.split("\n")
        assert lines[0] == "公开数与台账数 · 全部区域 · 2024-11-01 · 第 1 次更新"
        assert lines[2] == "不符 0，不矛盾 1，相符 13，无法判断 11"
        assert lines[6].split() == ["不矛盾", "居民人数", COMMUNITY, "至少6,500人", "2024-11-01", "6,628", "+128"]
        assert lines[8] == "还有 23 行；加 `--limit` 多看"

    def test_it_speaks_english(self, ask: Linli) -> None:
        lines = ask("reconcile", "--on", ON, "--limit", "1", "--lang", "en").out.split("\n")
        assert lines[2] == "differs 0, consistent 1, agrees 13, cannot tell 11"
        assert "at least 6,500 people" in lines[6]


class TestEscalate:
    def test_each_step_names_who_is_asked_and_who_was_passed_over(self, ask: Linli) -> None:
        out = ask("escalate", START, "--on", ON, "--chain", "governance").out
        assert out == (
            "诉求流转路径 · 演示街道/苏州路演示社区/锦绣园/66号楼 · 2024-11-01 · 第 1 次更新\n"
            "\n"
            "治理四级链\n"
            "1. 楼栋长：演示赵四（现任）\n"
            "   楼栋长，负责 66号楼\n"
            "   ↷ 跳过网格员：苏州路演示社区居委会 专职网格员 演示赵四，与前面是同一人\n"
            "2. 社区居委会：演示钱一（现任）\n"
            "   苏州路演示社区居委会 主任，负责 苏州路演示社区，电话 0532-00000002，同时负责多处\n"
            "   同一人兼书记\n"
            "3. 街道办事处：演示冯二（现任）\n"
            "   演示街道办事处 主任，负责 演示街道，电话 12345\n"
            "能逐级找到：最上一个环节有人可找。\n"
        )

    def test_a_complaint_passes_over_whom_it_is_about(self, ask: Linli) -> None:
        args = ("escalate", START, "--on", ON, "--chain", "party", "--lang", "en")
        out = ask(*args, "--about", "苏州路演示社区//苏州路演示社区党委").out
        assert (
            "↷ passed over, community party committee: 苏州路演示社区党委 secretary 演示钱一, concerned itself" in out
        )

    def test_a_dead_end_is_told_with_what_stopped_it(self, ask: Linli) -> None:
        out = ask("escalate", planted("suzhoulu")["reports_to_vacant_top"][0], "--on", ON, "--chain", "party").out
        assert out.endswith(
            "   ↷ 跳过街道党工委：演示功能区党工委 书记，空缺\n断在这一级：再往上没有人可找，原因都已查明。\n"
        )

    @pytest.mark.parametrize("what", [what for what in planted("suzhoulu") if what != "unlisted"])
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_whatever_was_planted_is_told_in_words(self, ask: Linli, what: str, lang: str) -> None:
        ran = ask("escalate", planted("suzhoulu")[what][0], "--on", ON, "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert not any(code in ran.out for code in ("passed.", "flags.", "ends.", "how.", "also.", "cli.", "place-"))


class TestAudit:
    def test_chains_are_totalled_and_stops_named(self, ask: Linli) -> None:
        out = ask("audit", "--on", ON, "--within", COMMUNITY).out
        assert out == (
            "诉求断在哪一级 · 演示街道/苏州路演示社区 · 2024-11-01 · 第 1 次更新\n"
            "\n"
            "链条    能逐级找到  断在哪一级  不明\n"
            "党组织       2,385         160     0\n"
            "治理         2,545           0     0\n"
            "  数的是起点：一户一个；没有户室台账的楼和区域，一处一个\n"
            "\n"
            "最近一级有人应的在哪里（户室）\n"
            "  链条    起步一级  隔一级  隔两级以上  没有人应\n"
            "  党组织       512  ≥1,600         432         0\n"
            "  治理       2,488     ≥56           0         0\n"
            "\n"
            "不能逐级找到的\n"
            "  以下路径在 演示街道/苏州路演示社区 之内\n"
            "  链条    停因        环节                区域    户室  户数  例如\n"
            "  党组织  断在这一级  小区（网格）党支部  安和园   160   152  55号楼/1单元/101室\n"
            "  看一户怎么走到这里：linli escalate 演示街道/苏州路演示社区/安和园/55号楼/1单元/101室\n"
            "\n"
            "找上门的户数最多的岗位\n"
            "  单位                  职务    任职者      户室    户数\n"
            "  苏州路演示社区居委会  主任    演示钱一  ≥2,544  ≥2,424\n"
            "  演示街道办事处        主任    演示冯二  ≥2,544  ≥2,424\n"
            "  演示街道党工委        书记    演示冯一  ≥2,384  ≥2,272\n"
            "  苏州路演示社区党委    书记    演示钱一  ≥2,384  ≥2,272\n"
            "  锦绣园党支部          副书记  演示钱三   1,280   1,220\n"
            "提醒：演示街道//演示卫生服务中心党支部//心理疏导 不知在哪个区域，任何区域内都数不到它\n"
        )


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("question", [["coverage", "--state", "all", "--load"], ["reconcile"], ["audit"]])
def test_every_code_of_an_answer_has_words(ask: Linli, question: list[str], lang: str) -> None:
    out = ask(*question, "--on", ON, "--limit", "400", "--lang", lang).out
    codes = ("cli.", "why.", "close.", "cause.", "state.", "verdict.", "sort.", "how.", "basis.", "load.")
    assert [code for code in codes if code in out] == []


class TestAnOldListing:
    @pytest.mark.slow
    def test_is_named_with_its_age(self, ask: Linli) -> None:
        out = ask("coverage", "--on", "2026-11-22", "--within", COMMUNITY).out
        assert "最早截至 2024-11-01，距所问日期 751 天" in out

    def test_is_not_when_it_is_fresh(self, ask: Linli) -> None:
        assert "距所问日期" not in ask("coverage", "--on", ON, "--within", COMMUNITY).out
