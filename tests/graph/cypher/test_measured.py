"""What the benchmark of Neo4j asks: no need twice, however many filters its funnel tells of."""

from __future__ import annotations

from tests.benchmarks.neo4j import asked_of
from tests.graph.steps.played import Played

LINES = """
    place 甲社区 community
    place 甲社区/1号楼 building
    place 甲社区/1号楼/1 home
    organisation 企业 name=一
    offer 图书 given_by=一 serves=甲社区 categories=图书 capacity=100
    need 要书 category=图书 located_at=甲社区
    need 要钢琴 category=钢琴 located_at=甲社区
"""


class TestMatchOfEachNeed:
    def test_asks_the_server_of_each_once(self) -> None:
        played = Played(LINES)
        (_, each, here), *_ = asked_of(played.tables)
        assert sorted(one["demand"] for one in each) == sorted(map(played.names.key, ("要书", "要钢琴")))
        assert here == {}
