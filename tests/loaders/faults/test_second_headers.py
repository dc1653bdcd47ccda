"""Rows between the data that are of the header: repeated, with marks, or telling what must be filled in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loaders.books import Cells, Desk, told

HEADS = ["名称", "层级", "上级区域"]


class TestSecondHeaders:
    @pytest.mark.parametrize(
        "row",
        [["（必填）", "（必填）", "（选填）"], ["(必填)", "*", None], ["名称*", "（下拉选择）", "上级区域："]],
        ids=str,
    )
    def test_marks_below_the_header_are_no_place(self, desk: Desk, row: list[Any]) -> None:
        rows: Cells = [HEADS, row, ["演示社区", "社区", None], row, ["甲园", "小区", "演示社区"]]
        report = desk.load({"区域": rows})
        assert told(report) == [("row_skipped_header", "区域", "2", None), ("row_skipped_header", "区域", "4", None)]
        assert desk.rows("place", "name") == [("演示社区",), ("甲园",)]

    def test_the_lower_line_of_a_header_of_two_is_no_place(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "联系"], [None, None, "早班"], ["演示社区", "社区", "甲"]]
        report = desk.load({"区域": rows}, merged={"区域": ["A1:A2", "B1:B2"]})
        assert [one[:3] for one in told(report)] == [
            ("row_skipped_header", "区域", "2"),
            ("column_skipped", "区域", "C1"),
        ]
        assert desk.rows("place", "name") == [("演示社区",)]

    def test_of_two_lines_the_lower_may_have_the_headers(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "规模", None], [None, None, "户数", "人口数"], ["演示社区", "社区", 40, 100]]
        desk.good({"区域": rows}, merged={"区域": ["A1:A2", "B1:B2", "C1:D1"]})
        assert desk.rows("place", "name", "households", "residents") == [("演示社区", 40, 100)]


class TestTablesBelow:
    """Another table on the same sheet is no data of the first; it is told where it begins."""

    @pytest.mark.parametrize(
        ("below", "found"),
        [
            ([["名称", "组织形式"], ["甲党委", "社区党委"]], "组织"),
            ([["职务名称", "负责范围", "现任"], ["楼栋长", "甲园", "演示甲"]], "职务"),
        ],
    )
    def test_is_refused_at_its_header(self, desk: Desk, below: Cells, found: str) -> None:
        rows: Cells = [["名称", "层级", None], ["甲园", "小区", None], [None, None, None], *below]
        report = desk.load({"区域": rows})
        assert ("table_below", "区域", "4", found) in told(report)
        assert (report.failed, desk.rows("place", "name")) == (True, [])

    def test_a_row_with_one_word_of_a_header_is_data(self, desk: Desk) -> None:
        desk.good({"区域": [["名称", "层级", "备注"], ["编号", "小区", "名称"]]})
        assert desk.rows("place", "name") == [("编号",)]
