"""Needs asked about one after the other: each has its own list, whatever was worked out beside it or before."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from graph import plain, questions
from graph.answers import Answer
from graph.errors import NotAskable
from graph.matching import shortlists
from graph.matching.passing import Passed
from graph.matching.search import Search
from graph.network import Network
from graph.rules import load_rules
from tests.graph.steps.played import Played

DAY = dt.date(2024, 11, 20)
#: Listed in this order: what is urgent, then by key.
LINES = """
    place 甲社区 community
    place 乙社区 community
    organisation 企业 name=一
    organisation 企业 name=二
    offer 图书 given_by=一 serves=甲社区 categories=图书 capacity=100
    offer 旧书 given_by=二 serves=甲社区 categories=图书 capacity=100
    offer 理发 given_by=二 serves=乙社区 categories=理发 capacity=100
    need 急要书 category=图书 located_at=甲社区 priority=urgent
    need 要书 category=图书 located_at=甲社区
    need 要理发 category=理发 located_at=乙社区
    need 要钢琴 category=钢琴 located_at=甲社区
    meets 图书 要书 state=asked asked_on=2024-11-01
"""
OFFERS = {"急要书": {"图书", "旧书"}, "要书": {"图书", "旧书"}, "要理发": {"理发"}, "要钢琴": set()}
RULES = load_rules()
ORDER = ("要书", "要钢琴", "急要书", "要理发", "要书")


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """The ledger; two demands are worked out together."""
    monkeypatch.setattr(shortlists, "_MOST", 2)
    return Played(LINES)


class TestOneAfterTheOther:
    def test_each_has_who_could_meet_it_and_what_nobody_can(self, played: Played) -> None:
        network = Network(played.tables, DAY)
        for name in ORDER:
            answer = _asked(played, network, name)
            assert {row["offer"]["name"] for row in answer.rows.iter_rows(named=True)} == OFFERS[name]
            assert [row["name"] for row in answer.frames["unmet"]["demand"]] == [name] * (name == "要钢琴")
            assert answer.totals["demands"] == 1

    def test_who_did_not_answer_is_told_of_the_need_that_was_asked_for(self, played: Played) -> None:
        network = Network(played.tables, DAY)
        lapsed = {name: [one["code"] for one in _asked(played, network, name).issues] for name in ORDER}
        assert lapsed == {name: ["ask_lapsed"] * (name == "要书") for name in ORDER}

    def test_of_another_place_only_what_lies_there(self, played: Played) -> None:
        network = Network(played.tables, DAY)
        there = network.within(played.names.key("乙社区"))
        assert _asked(played, network, "要书").totals["demands"] == 1
        assert _asked(played, there, "要理发").totals["demands"] == 1
        with pytest.raises(NotAskable):
            _asked(played, there, "要书")

    def test_is_what_the_plain_version_says(self, played: Played) -> None:
        network = Network(played.tables, DAY)
        for name in ORDER:
            key = played.names.key(name)
            assert _asked(played, network, name).to_dict() == plain.match(network, RULES, demand=key).to_dict()


class TestTheWholeList:
    @pytest.mark.parametrize("many", [1, 2, 256])
    def test_is_the_same_whatever_was_asked_before(
        self, played: Played, monkeypatch: pytest.MonkeyPatch, many: int
    ) -> None:
        monkeypatch.setattr(shortlists, "_MOST", many)
        network = Network(played.tables, DAY)
        wanted = plain.match(network, RULES).to_dict()
        assert questions.match(network, RULES).to_dict() == wanted
        alone = _asked(played, network, "要理发")
        assert questions.match(network, RULES).to_dict() == wanted
        assert alone.frames["unused"].to_dicts() == wanted["unused"]

    @pytest.mark.parametrize(("many", "times"), [(2, 3), (4, 1)])
    def test_is_worked_out_once_where_all_are_worked_out_together(
        self, played: Played, monkeypatch: pytest.MonkeyPatch, many: int, times: int
    ) -> None:
        asked: list[int] = []
        passed = Search.passed
        monkeypatch.setattr(shortlists, "_MOST", many)

        def counted(search: Search, some: pl.DataFrame) -> Passed:
            asked.append(some.height)
            return passed(search, some)

        monkeypatch.setattr(Search, "passed", counted)
        network = Network(played.tables, DAY)
        for _ in range(2):
            assert questions.match(network, RULES).frames["unmet"].height == 1
        assert _asked(played, network, "要书").rows.height == len(OFFERS["要书"])
        assert len(asked) == times, "by twos: the whole list each time, and the two among which one need is"


def _asked(played: Played, network: Network, name: str) -> Answer:
    return questions.match(network, RULES, demand=played.names.key(name))
