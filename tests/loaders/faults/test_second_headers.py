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
