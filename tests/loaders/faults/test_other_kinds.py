"""A name in a file that means a thing of another kind than its column takes: said, as where somebody types it."""

from __future__ import annotations

import pytest

from api.rendering.issues import lines
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, told

#: The sheet, what stands on it, and by cell what was found and expected.
SHEETS: list[tuple[str, Cells, list[tuple[str, str, str]]]] = [
    ("负责", [["起点", "终点"], ["锦绣园", "锦绣园//支部"]], [("A2", "区域", "组织、职务"), ("B2", "组织", "区域")]),
    (
        "任职",
        [["起点", "终点"], ["苏州路社区//社区党委//书记", "锦绣园"]],
        [("A2", "职务", "人员"), ("B2", "区域", "职务")],
    ),
    ("环节", [["需求", "第几步", "环节"], ["锦绣园", 1, "登记"]], [("A2", "区域", "需求、项目")]),
    ("区域", [["名称", "层级", "上级区域"], ["6号楼", "楼栋", "锦绣园//支部"]], [("C2", "组织", "区域")]),
    (
        "区域",
        [["台账完整截至", "2024-11-01", "所在区域", "锦绣园//支部"], *map(list, PLACES)],
        [("D1", "组织", "区域")],
    ),
]


class TestOtherKinds:
    @pytest.mark.parametrize(
        ("sheet", "rows", "wrong"), SHEETS, ids=[f"{sheet}-{len(rows)}" for sheet, rows, _ in SHEETS]
    )
    def test_are_told_as_that(self, desk: Desk, sheet: str, rows: Cells, wrong: list[tuple[str, str, str]]) -> None:
        desk.load({"区域": PLACES, "组织": PARTY, "职务": POSTS})
        report = desk.load({sheet: rows})
        found = [(one.where.cell, one.found, one.expected) for one in report.issues if one.code == "other_kind"]
        assert found == wrong
        assert report.failed

    def test_the_sentence_names_sheets_and_what_may_be_wrong(self, desk: Desk) -> None:
        desk.load({"区域": PLACES, "组织": PARTY})
        report = desk.load({"上级": [["起点", "终点", "链条"], ["锦绣园", "锦绣园//支部", "党组织"]]})
        (issue,) = report.issues
        assert issue.message("zh") == "锦绣园 是区域，这里要组织、职务"
        assert issue.message("en") == "锦绣园 is of kind 区域; what is asked for here is of kind 组织, 职务"
        assert issue.suggestion() == "请看是不是写错了列，或者把两头写反了"

    def test_a_home_where_a_person_lives_is_not_told_of(self, desk: Desk) -> None:
        desk.load({"区域": PLACES, "组织": PARTY})
        report = desk.load({"人员": [["姓名", "居住地"], ["演示丙", "锦绣园//支部"]]})
        assert [one[0] for one in told(report)] == ["not_found"]
        assert "锦绣园" not in str(report.to_dict())

    def test_two_names_in_one_column_are_two_offences(self, desk: Desk) -> None:
        desk.load({"区域": PLACES, "组织": PARTY})
        ties: Cells = [["起点", "终点"], ["锦绣园", "一网格"], ["一网格", "一网格"], ["锦绣园", "锦绣园"]]
        report = desk.load({"负责": ties})
        assert [(line.issue.params["ref"], line.count) for line in lines(report)] == [("锦绣园", 2), ("一网格", 1)]
