"""How a network and an answer show themselves in a notebook: in Chinese, escaped, and nothing from outside."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest

from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.cards import answer_card
from graph.changes import ChangeSet, apply
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from graph.words import words
from tests.casefile.gathered import Rows

ON = date(2024, 11, 1)
HOSTILE = "<script>alert(1)</script>&\"'"


class Page(HTMLParser):
    """Collects the tags and texts of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def network() -> Network:
    rows = Rows()
    rows.thing("place", "place-street", name="甲街道", level="street", profile="suzhoulu")
    rows.thing("place", "place-c", name=HOSTILE, level="community")
    rows.tie("part_of", "place-c", "place-street")
    return Network(rows.tables(), ON)


def answer(rows: list[dict[str, Any]], question: str = "other", **options: Any) -> Answer:
    return Answer(question, 3, ON, None, {}, make=lambda: {"rows": pl.DataFrame(rows)}, **options)


class TestNetwork:
    def test_it_says_what_there_is_when_and_where(self, network: Network) -> None:
        page = Page(network._repr_html_())
        assert page.texts == [
            "邻里关系网 · 全部区域", "2024-11-01 · 第 0 次更新", "属地与物业两个维度处处相同",
            "种类", "数量", "区域", "2", "关系", "1",
        ]  # fmt: skip

    def test_within_a_place_it_counts_what_lies_there(self, network: Network) -> None:
        page = Page(network.within("place-c")._repr_html_())
        assert page.texts[0] == f"邻里关系网 · 甲街道/{HOSTILE}"
        assert page.texts[-4:] == ["区域", "1", "关系", "0"]
        assert "script" not in page.tags

    def test_an_empty_one_has_no_rows_but_ties(self) -> None:
        assert Page(Network(apply(Tables({}), ChangeSet({})), ON)._repr_html_()).texts[-2:] == ["关系", "0"]


class TestAnswer:
    def test_it_shows_the_first_rows_and_counts_the_others(self) -> None:
        page = Page(answer([{"name": f"甲{number}"} for number in range(14)])._repr_html_())
        assert page.texts[-2:] == ["甲9", "还有 4 行，见 .rows"]

    def test_what_stands_in_it_is_never_markup(self) -> None:
        page = Page(answer([{"name": HOSTILE, "place": {"path": HOSTILE}}])._repr_html_())
        assert page.texts.count(HOSTILE) == 2
        assert "script" not in page.tags

    def test_codes_bands_and_totals_are_told_in_words(self) -> None:
        row = {"state": "gap", "has": {"low": 1, "high": None}, "why": [{"code": "vacant", "id": "post-a"}]}
        totals = {"states": {"met": 1200, "gap": 1}}
        said = Page(answer([row], "coverage", totals=totals)._repr_html_()).texts
        assert said == [
            "配置标准",
            "2024-11-01 · 第 3 次更新",
            "已达标 1,200；缺口 1",
            "结果",
            "现有",
            "原因",
            "缺口",
            "≥1",
            "空缺",
        ]

    def test_what_was_found_wrong_on_the_way_is_told(self) -> None:
        issue = {"code": "two_leading_parents", "id": "organisation-a", "other": None}
        assert (
            "organisation-a 在同一条链上有两个领导它的上级" in answer([{"name": "甲"}], issues=(issue,))._repr_html_()
        )

    @pytest.mark.slow
    def test_a_real_one_needs_no_code_to_be_read(self, network: Network) -> None:
        from graph.questions import audit, coverage

        rules = load_rules()
        for found in (coverage(network, rules), audit(network, rules)):
            said = " ".join(Page(found._repr_html_()).texts)
            assert not re.search(r"\b[a-z]+_[a-z_]+\b|\b\w+\.[a-z_]+\b", said.replace(".rows", "")), said

    def test_it_speaks_english_too(self) -> None:
        assert "more rows" in answer_card(answer([{"name": "甲"}] * 12), "en")

    def test_nothing_comes_from_outside(self, network: Network) -> None:
        text = network._repr_html_() + answer([{"name": "甲"}])._repr_html_()
        assert not re.search(r"//|\bsrc=|href=|url\(|@import", text)

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_each_question_has_a_title(self, question: str) -> None:
        assert f"question.{question}" in words("zh")
