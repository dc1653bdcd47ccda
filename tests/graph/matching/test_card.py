"""A match as a notebook shows it."""

from __future__ import annotations

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
"""


class TestCard:
    def test_it_says_how_many_demands_have_somebody_and_how_many_nobody(self) -> None:
        rules = load_rules()
        tables = read_network(_NETWORK, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables
        shown = match(Network(tables, TODAY), rules)._repr_html_()
        assert "可以对接 1" in shown
        assert "无人可接 1" in shown
