"""A match as a notebook and a workbook show it."""

from __future__ import annotations

from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.forms.answer_sheets import answer_sheets
from graph.network import Network
from graph.questions import match
from graph.rules import load_rules
from tests.casefile.notation import read_network
from tests.graph.matching.drawn import TODAY

_NETWORK = """
place 甲社区 community
organisation 企业 name=演示理发店
offer 义剪 given_by=演示理发店 serves=甲社区 categories=理发 capacity=9
need 剪发 category=理发 located_at=甲社区
need 要书 category=图书 located_at=甲社区
need 也剪发 category=理发 located_at=甲社区 quantity=9
"""


def _asked(*, plan: bool) -> Answer:
    rules = load_rules()
    tables = read_network(_NETWORK, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables
    return match(Network(tables, TODAY), rules, plan=plan)


class TestCard:
    def test_it_says_how_many_demands_have_somebody_and_how_many_nobody(self) -> None:
        shown = _asked(plan=False)._repr_html_()
        assert "可以对接 2" in shown
        assert "无人可接 1" in shown

    def test_a_plan_has_a_card(self) -> None:
        shown = _asked(plan=True)._repr_html_()
        assert "全部满足 1" in shown
        assert "可以对接</td>" in shown


class TestPaper:
    def test_a_plan_has_a_sheet_of_what_is_left_with_what_would_help_and_of_full_offers(self) -> None:
        answer = _asked(plan=True)
        parties = [row["demand"] for frame in (answer.rows, answer.frames["unmet"]) for row in frame.to_dicts()]
        paths = {one["id"]: f"甲社区//{one['name']}" for one in parties}
        sheets = answer_sheets(
            QUESTIONS["match"], answer, load_rules(), "zh", paths.__getitem__, lambda _key, _field: None
        )
        unmet, full = (next(one for one in sheets if one.name == name) for name in ("unmet", "full"))
        assert sorted(row[1:] for row in unmet.rows) == [
            (1, "对得上的都先给了更急或更合适的", "演示理发店的“义剪”再多 1 份就够", "甲社区//剪发"),
            (1, "没有这个类别的资源", "", ""),
        ]
        assert full.rows == (("演示理发店", "义剪", "一般"),)
