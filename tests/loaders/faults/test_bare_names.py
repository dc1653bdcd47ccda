"""A place whose row names no parent, though its sheet speaks of parents, is the known place of that name and level."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loaders.books import Cells, Desk, told

HEADS = ["名称", "层级", "上级区域（物业）", "上级区域（属地）", "截止日期"]
KNOWN: Cells = [
    HEADS,
    ["演示社区", "社区", None, None, None],
    ["第三网格", "网格", None, "演示社区", None],
    ["春苑", "小区", None, "演示社区", None],
    ["5号楼", "楼栋", "春苑", "第三网格", None],
]
NEW: list[Any] = ["6号楼", "楼栋", "春苑", "演示社区", None]


def sheet(*rows: list[Any]) -> dict[str, Cells]:
    """A sheet in which some row names parents."""
    return {"区域": [HEADS, NEW, *rows]}


@pytest.fixture
def known(desk: Desk) -> Desk:
    desk.good({"区域": KNOWN})
    return desk


class TestBareNames:
    @pytest.mark.parametrize("name", ["第三网格", " 第三网格\u200b", "第三网格\u3000"])
    def test_one_known_place_of_the_name_and_level_is_meant_and_said(self, known: Desk, name: str) -> None:
        reports = [known.load(sheet([name, "网格", None, None, None])) for _ in range(2)]
        assert [told(one) for one in reports] == [[("place_by_name", "区域", "A3", "第三网格")]] * 2
        assert "演示社区/第三网格" in reports[0].issues[0].message("zh")
        assert "演示社区/第三网格" in reports[0].issues[0].message("en")
        assert [one.revision for one in reports] == [2, 2]
        assert ("演示社区/第三网格", "演示社区") in known.rows("part_of", "source", "target")

    def test_it_may_end_so_and_keeps_its_parent(self, known: Desk) -> None:
        known.load(sheet(["第三网格", "网格", None, None, "2024-12-31"]))
        assert [str(until) for name, until in known.rows("place", "name", "until") if name == "第三网格"] == [
            "2025-01-01"
        ]
        assert ("演示社区/第三网格", "演示社区", None) in known.rows("part_of", "source", "target", "until")

    @pytest.mark.parametrize("row", [["第三网格", "社区", None, None, None], ["第四网格", "网格", None, None, None]])
    def test_another_level_or_name_is_a_new_root_and_loads_again(self, known: Desk, row: list[Any]) -> None:
        reports = [known.load(sheet(row)) for _ in range(2)]
        assert [(told(one), one.revision) for one in reports] == [([], 2), ([], 2)]

    def test_of_several_known_all_are_listed_with_their_paths(self, known: Desk) -> None:
        known.good({"区域": [HEADS, ["旧社区", "社区", None, None, None], ["第三网格", "网格", None, "旧社区", None]]})
        report = known.load(sheet(["第三网格", "网格", None, None, None]))
        assert told(report) == [("ambiguous", "区域", "A3", "第三网格")]
        assert "演示社区/第三网格、旧社区/第三网格" in report.issues[0].message("zh")

    def test_where_the_file_makes_another_of_the_name_it_is_refused_before_it_can_mean_two(self, known: Desk) -> None:
        rows = [["乙社区", "社区", None, None, None], ["第三网格", "网格", None, "乙社区", None]]
        report = known.load(sheet(["第三网格", "网格", None, None, None], *rows))
        assert told(report) == [("ambiguous", "区域", "A3", "第三网格")]

    def test_a_root_of_the_name_and_level_comes_first(self, known: Desk) -> None:
        rows = sheet(["演示社区", "社区", None, None, None], ["演示社区", "社区", None, "乙街道", None])
        report = known.load({"区域": [*rows["区域"], ["乙街道", "街道", None, None, None]]})
        assert (told(report), report.revision) == ([], 2)
