"""docs/neo4j.md: each of its queries returns what its sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet, whole_rows
from graph.kinds import all_kinds
from graph.rules import load_rules
from graph.stores import open_shared
from tests.casefile.names import Names
from tests.casefile.notation import read_network
from tests.neo4j.server import Server

PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
ON = date(2024, 11, 1)
NETWORK = """
    place 甲社区 community
    place 甲社区/一网格 grid
    place 甲社区/二网格 grid
    place 甲社区/锦绣园 estate
    place 甲社区/锦绣园/1号楼 building territory=甲社区/一网格
    place 甲社区/锦绣园/1号楼/101室 home
    place 甲社区/锦绣园/2号楼 building until=2024-01-01
    place 甲社区/锦绣园/3号楼 building axis=物业
    place 甲社区/锦绣园/3号楼/1单元 entrance territory=甲社区/一网格
    place 甲社区/锦绣园/3号楼/2单元 entrance territory=甲社区/二网格
    organisation 党委 name=社区党委 answers_for=甲社区
    organisation 居委会 name=社区居委会 answers_for=甲社区
    post 书记 in=社区党委 holder=演示甲
    post 主任 in=社区居委会 holder=演示甲
    post 楼长 name=一号楼长 answers_for=甲社区/锦绣园/1号楼 holder=演示乙
    post 网格员 name=一网格员 answers_for=甲社区/一网格 holder=演示丙 holder_until=2024-07-01
    post 网格员 name=二网格员 answers_for=甲社区/二网格 holder=演示丁 since=2024-12-01
    team 和睦队 themes=和睦 serves=甲社区
    team 旧队 serves=甲社区 until=2024-01-01
    listing team within=甲社区 as_of=2024-10-02
    listing post role=楼长 within=甲社区 as_of=2024-11-02
"""


@dataclass(frozen=True)
class Shown:
    """The network in a database, in two revisions, and how to ask a query of the page."""

    server: Server
    names: Names

    def ask(self, number: int) -> list[dict[str, Any]]:
        """Return what a query of the page returns, things by what they are called."""
        home, team = self.names.key("甲社区/锦绣园/1号楼/101室"), self.names.key("和睦队")
        with open_shared(self.server.url, create=False) as store:
            found = store.query(queries()[number], {"on": ON, "home": home, "key": team})
        return [{name: self._called(value) for name, value in row.items()} for row in found]

    def _called(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._called(one) for one in value]
        return self.names.shown(value) if isinstance(value, str) else value


def queries() -> dict[int, str]:
    """Return the queries of the page by the numbers of their headings."""
    parts = re.findall(
        r"^### (\d+)\. .*?```cypher\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return {int(number): text for number, text in parts}


@pytest.fixture(scope="module")
def shown(running_neo4j: Server) -> Iterator[Shown]:
    """The network above; its team was renamed later."""
    running_neo4j.clear()
    rules = load_rules()
    written = read_network(NETWORK, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
    first = {kind.kind: whole_rows(written.tables, kind.kind) for kind in all_kinds()}
    renamed = first["team"].filter(pl.col("name") == "和睦队").with_columns(name=pl.lit("和美队"))
    with open_shared(running_neo4j.url) as store:
        store.commit(ChangeSet(first, by="演示"))
        store.commit(ChangeSet({"team": renamed}, by="演示"))
    yield Shown(running_neo4j, written.names)
    running_neo4j.clear()


def test_there_are_ten() -> None:
    assert list(queries()) == list(range(1, 11))


@pytest.mark.neo4j
class TestQueries:
    def test_buildings_without_a_head(self, shown: Shown) -> None:
        assert shown.ask(1) == [{"key": "甲社区/锦绣园/3号楼", "name": "3号楼"}]

    def test_who_sits_in_several_seats(self, shown: Shown) -> None:
        (row,) = shown.ask(2)

        assert (row["key"], row["posts"], sorted(row["seats"])) == ("演示甲", 2, ["director", "secretary"])

    def test_who_answers_for_each_place_around_a_home(self, shown: Shown) -> None:
        found = [(row["steps"], row["name"], row["answering"]) for row in shown.ask(3)]

        assert found == [
            (0, "101室", []),
            (1, "1号楼", ["一号楼长"]),
            (2, "一网格", ["一网格员"]),
            (2, "锦绣园", []),
            (3, "甲社区", ["社区党委", "社区居委会"]),
        ]

    def test_bridges_between_organisations(self, shown: Shown) -> None:
        (row,) = shown.ask(4)

        assert {row["one"], row["other"]} == {"社区党委", "社区居委会"}
        assert row["people"] == ["演示甲"]

    def test_teams_by_theme(self, shown: Shown) -> None:
        (row,) = shown.ask(5)

        assert (row["teams"], row["names"]) == (1, ["和美队"])

    def test_seats_vacated(self, shown: Shown) -> None:
        assert shown.ask(6) == [{"key": "一网格员", "role": "grid_worker", "since": date(2024, 7, 1)}]

    def test_what_the_last_revision_changed(self, shown: Shown) -> None:
        assert shown.ask(7) == [{"kind": "team", "key": "和睦队", "since_revision": 1}]

    def test_the_history_of_a_thing(self, shown: Shown) -> None:
        (row,) = shown.ask(8)

        assert (row["from_revision"], row["to_revision"], row["by"]) == (1, 2, "演示")
        assert row["row"]["name"] == "和睦队"

    def test_listings_by_age(self, shown: Shown) -> None:
        assert shown.ask(9) == [{"place": "甲社区", "selector": "kind=team", "days": 30}]

    def test_buildings_split_between_grids(self, shown: Shown) -> None:
        (row,) = shown.ask(10)

        assert (row["name"], sorted(row["grids"])) == ("3号楼", ["一网格", "二网格"])
