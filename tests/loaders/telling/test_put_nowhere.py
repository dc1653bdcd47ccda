"""A place that a file takes out of what it lay in, and puts nowhere, is told at that row (SEMANTICS P9)."""

from __future__ import annotations

import pytest

from tests.loaders.books import Cells, Desk, told

HEADS = ["名称", "层级", "上级区域", "上级区域·起始日期", "上级区域·截止日期", "截止日期", "上级区域（物业）"]
ABOVE: Cells = [["甲社区", "社区", None, None, None, None], ["一网格", "网格", "甲社区", None, None, None]]


class TestPutNowhere:
    def test_is_told_by_the_row_and_loaded(self, desk: Desk) -> None:
        rows: Cells = [HEADS, *ABOVE, ["1号楼", "楼栋", "一网格", None, "2024-12-31", None]]
        report = desk.load({"区域": rows})
        assert (told(report), report.revision) == ([("put_nowhere", "区域", "4", "甲社区/一网格/1号楼")], 1)
        assert report.issues[0].message("zh") == (
            "“甲社区/一网格/1号楼”2024-12-31 之后不再属于任何上级区域，按区域统计时数不到它和其中的户室"
        )
        assert told(desk.load({"区域": rows})) == []  # nothing of it is new

    @pytest.mark.parametrize(
        "rows",
        [
            [["1号楼", "楼栋", "一网格", None, "2024-12-31", None, "甲社区"]],
            [["1号楼", "楼栋", "一网格", None, "2024-12-31", "2024-12-31", None]],
        ],
        ids=["it lies elsewhere by property", "it ends itself"],
    )
    def test_nothing_is_told_where_it_goes_on_somewhere_or_not_at_all(self, desk: Desk, rows: Cells) -> None:
        report = desk.load({"区域": [HEADS, *ABOVE, *rows]})
        assert "put_nowhere" not in [one[0] for one in told(report)]
        assert not report.failed
