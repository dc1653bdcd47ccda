"""A walk over what it can come upon is the walk over everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import facts_of
from graph.network import Network
from graph.questions import escalate
from graph.rules import load_rules
from graph.walking import few_walks
from graph.walking.come_upon import come_upon
from tests.casefile import backends
from tests.casefile.case import Case
from tests.casefile.check import check
from tests.casefile.implementations import IMPLEMENTATIONS
from tests.casefile.notation import read_network
from tests.examples import few_in_full
from tests.graph.questions.test_agreement import asked, askings
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, SIDEWAYS, rulebooks


@pytest.fixture
def worth_it() -> Iterator[None]:
    """Let every network be large enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_walks, "WORTH", 0)
        yield


def over_everything(network: Network, *args: Any, **options: Any) -> object:
    """Return what a walk says that is told over the whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_walks, "WORTH", network.rows.size + 1)
        return asked(escalate, network, *args, **options)


RULES = load_rules()
CASES = [case for case in backends.CASES if case.question == "escalate"]
#: Two grids of a community: of each a worker; the second is served by a team besides.
NETWORK = """
place 甲社区 社区
place 甲社区/一网格 网格
place 甲社区/一网格/1号楼 楼栋
place 甲社区/二网格 网格
organisation 居委会 answers_for=甲社区
post 主任 in=居委会 holder=演示甲
post 网格员 name=一员 holder=演示乙 answers_for=甲社区/一网格
post 网格员 name=二员 holder=演示丙 answers_for=甲社区/二网格
team 和睦队 serves=甲社区/二网格
organisation 物业服务企业 name=二的物业 answers_for=甲社区/二网格
"""


#: A building of one grid whose head reports to the seat of another, which is empty but for a deputy.
LED = """
place 甲社区 社区
place 甲社区/一网格 网格
place 甲社区/一网格/1号楼 楼栋
place 甲社区/二网格 网格
post 网格员 name=二员 holder=空缺 answers_for=甲社区/二网格
post 网格员 name=副员 rank=副职 holder=演示丙 answers_for=甲社区/二网格
post 楼栋长 name=楼长 holder=演示乙 answers_for=甲社区/一网格/1号楼 reports_to=二员
"""
#: The same, where that seat was in the committee until it was a grid's alone.
LEFT = LED.replace(
    "post 网格员 name=二员", "organisation 居委会\npost 网格员 name=二员 in=居委会 post_in_until=2024-06-01"
)


@pytest.mark.usefixtures("worth_it")
class TestByHand:
    @pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
    def test_a_walk_over_what_it_can_come_upon_gives_the_answer_of_the_case(self, case: Case) -> None:
        __tracebackhide__ = True
        check(case, IMPLEMENTATIONS["fast", "escalate"])

    def test_what_is_elsewhere_is_not_come_upon(self) -> None:
        told = read_network(NETWORK, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu"))
        network = Network(told.tables, date(2024, 11, 1))
        found = come_upon(network, network.row(told.names.key("甲社区/一网格/1号楼")))
        keys = {network.key(row) for row in found.tolist()}
        there = ("甲社区", "甲社区/一网格", "甲社区/一网格/1号楼", "居委会", "主任", "演示甲", "一员", "演示乙")
        assert keys == {told.names.key(one) for one in there}

    @pytest.mark.parametrize("lines", [LED, LEFT], ids=["in no unit", "in a unit before"])
    def test_a_deputy_of_who_leads_from_elsewhere_is_come_upon(self, lines: str) -> None:
        told = read_network(lines, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu"))
        start = told.names.key("甲社区/一网格/1号楼")
        found = escalate(Network(told.tables, date(2024, 11, 1)), RULES, start, chain="governance")
        holders = [row["holder"]["id"] for row in found.rows.to_dicts()]
        assert holders == [told.names.key(one) for one in ("演示乙", "演示丙")]
        networks = [Network(told.tables, date(2024, 11, 1)) for _ in range(2)]
        few_looked_at = asked(escalate, networks[0], RULES, start, chain="governance")
        assert few_looked_at == over_everything(networks[1], RULES, start, chain="governance")

    def test_after_some_walks_everything_is_laid_out(self) -> None:
        told = read_network(NETWORK, RULES.profiles["suzhoulu"], RULES.vocabulary("suzhoulu"))
        network = Network(told.tables, date(2024, 11, 1))
        laid_out = []
        for _ in range(10):
            escalate(network, RULES, told.names.key("甲社区/一网格"))
            laid_out.append(facts_of(network, RULES).laid_out)
        assert laid_out == [False] * 8 + [True] * 2


@pytest.mark.thorough
@pytest.mark.usefixtures("worth_it")
class TestAWalkOverWhatItCanComeUpon:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), rulebooks(), st.data())
    def test_is_the_walk_over_everything(self, drawn: Drawn, day: date, rules: str, data: st.DataObject) -> None:
        options = data.draw(askings(drawn))
        people = [key for kind in ("person", "organisation", "post") for key in drawn.keys.get(kind, [])]
        options["about"] = data.draw(st.sampled_from([None, None, *people]))
        options["profile"] = data.draw(st.sampled_from([None, None, None, "demo", "yanshan", "nowhere"]))
        book = data.draw(st.sampled_from([RULEBOOKS[rules], SIDEWAYS]))
        start = data.draw(st.sampled_from(drawn.starts))
        expected = over_everything(Network(drawn.tables, day), book, start, **options)
        assert asked(escalate, Network(drawn.tables, day), book, start, **options) == expected
