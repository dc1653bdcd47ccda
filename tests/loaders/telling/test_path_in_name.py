"""A name that is written as a path of what is known is kept as one name, and told at its row as by hand."""

from __future__ import annotations

import pytest

from tests.loaders.books import PLACES, Cells, Desk, told

PATHS: Cells = [
    *map(list, PLACES),
    ["锦绣园/3号楼", "楼栋", None, None, None],
    ["苏州路社区／锦绣园/7号楼", "楼栋", "锦绣园", None, None],
    ["A/B座", "楼栋", "锦绣园", None, None],
]


class TestPathInName:
    def test_a_place_is_told_with_what_lies_above_it(self, desk: Desk) -> None:
        report = desk.load({"区域": PATHS})
        assert told(report) == [
            ("path_in_name", "区域", "7", "锦绣园/3号楼"),
            ("path_in_name", "区域", "8", "苏州路社区/锦绣园/7号楼"),
        ]
        assert (
            report.issues[0].message("zh") == "“锦绣园/3号楼”整个记作一个名称，不是“苏州路演示社区/锦绣园”里的“3号楼”"
        )
        assert report.issues[0].suggestion() == "如果写的是路径，名称只写“3号楼”，前面的写在它的上级那一列"
        again = desk.load({"区域": PATHS})
        assert (told(again), again.revision) == ([], 1)  # what is known is not told again

    @pytest.mark.parametrize(("kind", "second"), [("组织", "组织形式"), ("队伍", "队伍类别")])
    def test_so_is_what_lies_at_places(self, desk: Desk, kind: str, second: str) -> None:
        desk.good({"区域": PLACES})
        rows: Cells = [["名称", second], ["锦绣园//甲组", None], ["锦绣园甲组", None], ["甲/乙组", None]]
        report = desk.load({kind: [*rows[:1], *([name, "机关" if kind == "组织" else None] for name, _ in rows[1:])]})
        assert [one for one in told(report) if one[0] != "unknown_word_kept"] == [
            ("path_in_name", kind, "2", "锦绣园//甲组")
        ]
