"""A home written on territory alone, in a building of an estate, is told at its row (SEMANTICS P10)."""

from __future__ import annotations

from tests.loaders.books import Cells, Desk, told

HEADS = ["名称", "层级", "上级区域", "上级区域（属地）", "上级区域（物业）"]
ABOVE: Cells = [
    ["甲社区", "社区", None, None, None],
    ["一网格", "网格", None, "甲社区", None],
    ["花园", "小区", None, None, "甲社区"],
    ["1号楼", "楼栋", None, "一网格", "花园"],
    ["2号楼", "楼栋", None, "一网格", None],
    ["1单元", "单元", "1号楼", None, None],
]


class TestTerritoryAlone:
    def test_is_told_where_what_it_lies_in_lies_in_an_estate(self, desk: Desk) -> None:
        homes: Cells = [
            ["101室", "户室", None, "1号楼", None],
            ["102室", "户室", "1号楼", None, None],
            ["103室", "户室", None, "1号楼/1单元", None],
            ["201室", "户室", None, "2号楼", None],
        ]
        report = desk.load({"区域": [HEADS, *ABOVE, *homes]})
        assert told(desk.load({"区域": [HEADS, *ABOVE, *homes]})) == []  # what is known is not told again
        assert told(report) == [
            ("territory_alone", "区域", "8", "甲社区/花园/1号楼/101室"),
            ("territory_alone", "区域", "10", "甲社区/花园/1号楼/1单元/103室"),
        ]
        assert report.issues[0].message("zh") == (
            "“甲社区/花园/1号楼/101室”只写了属地的上级区域，而它的上级在“甲社区/花园”里：那里数不到它，也不找那里的组织"
        )

    def test_nothing_is_told_where_a_building_itself_is_in_no_estate(self, desk: Desk) -> None:
        report = desk.load({"区域": [HEADS, *ABOVE]})
        assert (told(report), report.revision) == ([], 1)
