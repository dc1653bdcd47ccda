"""Names that hold the marks of paths and lists: what is exactly a name, or a path through one, means that alone."""

from __future__ import annotations

import pytest

from tests.loaders.books import Cells, Desk, told

PLACES: Cells = [
    ["名称", "层级", "上级区域"],
    ["演示市", "市", None],
    ["A/B区", "区县", "演示市"],
    ["甲街", "街道", "演示市/A/B区"],
    ["乙街", "街道", "演示市／“A／B区”"],
    ["丙//丁街", "街道", "A/B区"],
    ["己、庚社区", "社区", "丙//丁街"],
    ["1号楼", "楼栋", "己、庚社区"],
]
OFFICES: Cells = [
    ["名称", "组织形式", "负责范围"],
    ["甲局", "机关", "己、庚社区"],
    ["乙/丙局", "机关", "A/B区"],
    ["丁局", "机关", "己、庚社区/1号楼、甲街"],
    ["戊局", "机关", "甲街；演示市/A/B区/丙//丁街/己、庚社区；乙街"],
]


class TestMarksInNames:
    @pytest.mark.slow
    def test_they_are_found_in_every_column_and_load_again(self, desk: Desk) -> None:
        posts: Cells = [
            ["职务名称", "所属"],
            ["主任", "乙/丙局"],
            ["主任", "己、庚社区//甲局"],
            ["副主任", "“己、庚社区”//甲局"],
        ]
        for _ in range(2):
            report = desk.load({"区域": PLACES, "组织": OFFICES, "职务": posts})
            others = [one for one in told(report) if one[0] != "unknown_word_kept"]
            assert others == [("read_as_deputy", "职务", "A4", "副主任")]
            assert report.revision == 1
        assert [len(desk.rows(kind, "key")) for kind in ("part_of", "answers_for", "post_in")] == [6, 7, 3]

    def test_a_list_of_names_beside_such_a_name_stays_a_list(self, desk: Desk) -> None:
        places: Cells = [["名称", "层级"], ["甲、乙园", "小区"], ["甲", "小区"], ["丙园", "小区"]]
        desk.good({"区域": places, "组织": [["名称", "组织形式", "负责范围"], ["丁局", "机关", "甲、丙园"]]})
        assert desk.rows("answers_for", "target") == [("丙园",), ("甲",)]
