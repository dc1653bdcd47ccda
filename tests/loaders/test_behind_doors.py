"""Needs without a number, in homes: no key is made of the door, and each is found again (SEMANTICS V8)."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph.changes import ChangeSet
from graph.keys import public_key
from tests.loaders.books import Cells, Desk

PLACES: Cells = [
    ["名称", "层级", "上级区域", "架构模板"],
    ["演示社区", "社区", None, "suzhoulu"],
    ["3号楼", "楼栋", "演示社区", None],
    ["101室", "户室", "演示社区/3号楼", None],
    ["102室", "户室", "演示社区/3号楼", None],
]
HEADERS = ["名称", "类别", "提出日期", "所在地"]


def need(door: str) -> list[str]:
    """A need of one name and day behind a door, or in the building."""
    return ["修灯", "设施", "2024-10-01", f"演示社区/3号楼{door}"]


def keys(desk: Desk) -> dict[str, str]:
    """By where it lies, the key of each need."""
    tables = desk.store.tables()
    return {desk.names.path_of(at): key for key, at in tables["located_at"].select("source", "target").iter_rows()}


class TestNeedsInHomes:
    def test_have_keys_of_the_building_and_the_next_of_it_and_are_found_again(self, desk: Desk) -> None:
        sheets = {"区域": PLACES, "需求": [HEADERS, need("/101室"), need("/102室"), need("")]}
        first = desk.good(sheets).revision
        building = desk.names.resolve("演示社区/3号楼")
        natural = (None, building, "修灯", "2024-10-01")
        assert keys(desk) == {
            "演示社区/3号楼/101室": public_key("need", *natural),
            "演示社区/3号楼/102室": public_key("need", *natural, "·1"),
            "演示社区/3号楼": public_key("need", *natural, "·2"),
        }
        ties = (
            desk.store.tables()["located_at"].filter(pl.col("target") != building).select("key", "source").iter_rows()
        )
        assert all(key == public_key("located_at", source, building, None) for key, source in ties)
        assert desk.good(sheets).revision == first
        assert desk.good({"需求": [HEADERS, need(""), need("/102室"), need("/101室")]}).revision == first

    def test_keep_the_keys_that_they_had_from_older_releases(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        home = desk.names.resolve("演示社区/3号楼/101室")
        old = public_key("need", None, home, "修灯", "2024-10-01")
        row = {"key": [old], "name": ["修灯"], "category": ["facility"], "raised_on": [date(2024, 10, 1)]}
        at = {"key": [public_key("located_at", old, home, None)], "source": [old], "target": [home]}
        desk.store.commit(ChangeSet({"need": pl.DataFrame(row), "located_at": pl.DataFrame(at)}))
        report = desk.good({"需求": [HEADERS, need("/101室")]})
        assert (report.added, keys(desk)) == (0, {"演示社区/3号楼/101室": old})

    def test_that_go_to_another_door_of_the_building_end_at_the_first(self, desk: Desk) -> None:
        numbered = ["需求号", *HEADERS, "所在地·起始日期"]
        desk.good({"区域": PLACES, "需求": [numbered, ["XQ-1", *need("/101室"), None]]})
        moved = {"需求": [numbered, ["XQ-1", *need("/102室"), "2024-11-01"]]}
        first = desk.load(moved).revision
        lying = desk.rows("located_at", "target", "since", "until")
        assert lying == [
            ("演示社区/3号楼/101室", None, date(2024, 11, 1)),
            ("演示社区/3号楼/102室", date(2024, 11, 1), None),
        ]
        assert desk.load(moved).revision == first
