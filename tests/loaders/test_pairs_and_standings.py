"""Assessments, pairs, what was stated for some days, who runs a venue and what became of a thing, in a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph.rules import load_rules
from graph.viewing import Showing, owner
from loaders import load
from loaders.ledger import write_ledger
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, Sheets, told

VENUES: Cells = [
    ["名称", "阵地形式", "状态", "功能室数", "所在地"],
    ["红色驿站", "党群服务中心", "开放", 9, "锦绣园"],
    ["旧驿站", "党群服务中心", "关闭", None, "锦绣园"],
]
SHEETS: Sheets = {
    "区域": [[*PLACES[0], "四至"], [*PLACES[1], "东至演示河，北至演示路"], *PLACES[2:]],
    "组织": PARTY,
    "职务": [*POSTS, ["书记", None, "锦绣园//支部", None, "演示丙", None]],
    "阵地": VENUES,
    "运行": [
        ["起点", "终点", "运行方式"],
        ["苏州路社区//社区党委", "锦绣园//红色驿站", "指导"],
        ["锦绣园//支部//书记", "锦绣园//红色驿站", "牵头"],
    ],
    "评定": [
        ["评定对象", "评定办法", "期间", "等次"],
        ["锦绣园//支部", "党支部评星", "2023", "五星"],
    ],
    "变动": [["对象", "状态", "起始日期", "截止日期"], ["锦绣园//红色驿站", "在建", "2023-05-01", "2024-02-29"]],
    "结对": [
        ["起点", "终点", "结对方式", "类别"],
        ["演示甲", "演示乙", "帮带", None],
        ["演示甲", "锦绣园", "帮扶", "助学"],
    ],
    "变更为": [["起点", "终点", "起始日期"], ["锦绣园//旧驿站", "锦绣园//红色驿站", "2024-03-01"]],
}


class TestLoaded:
    @pytest.mark.slow
    def test_each_sheet_is_read_and_a_second_time_says_nothing_new(self, desk: Desk) -> None:
        desk.good(SHEETS)
        assert desk.good(SHEETS).revision == 1
        assert desk.rows("assessment", "subject", "scheme", "period", "grade") == [
            ("苏州路演示社区/锦绣园//锦绣园党支部", "branch_stars", "2023", "五星")
        ]
        assert desk.rows("stated", "status", "since", "until") == [("building", date(2023, 5, 1), date(2024, 3, 1))]
        assert desk.rows("pairs", "source", "target", "as", "category") == [
            ("演示甲", "演示乙", "mentor", None),
            ("演示甲", "苏州路演示社区/锦绣园", "help", "school_aid"),
        ]
        assert [way for (way,) in desk.rows("runs", "as")] == ["guides", "leads"]
        assert desk.rows("venue", "name", "room_count") == [("旧驿站", None), ("红色驿站", 9)]

    @pytest.mark.slow
    def test_export_reads_back_as_it_is(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(SHEETS)
        network = graph.open(desk.store, on=date(2024, 11, 1))
        showing = Showing(owner("terminal", "export xlsx", personal=True), network)
        write_ledger(tmp_path / "ledger.xlsx", network, load_rules(), showing)
        again = load("workbook", [tmp_path / "ledger.xlsx"], desk.store, by="测试")
        assert (told(again), again.revision) == ([], 1)

    def test_a_person_is_never_assessed(self, desk: Desk) -> None:
        desk.good(SHEETS)
        cells: Cells = [["评定对象", "评定办法", "等次"], ["演示甲", "党支部评星", "五星"]]
        report = desk.load({"评定": cells})
        assert [code for code, *_ in told(report)] == ["not_found"]
        assert desk.store.tables()["assessment"].height == 1

    @pytest.mark.slow
    def test_a_venue_never_becomes_an_organisation(self, desk: Desk) -> None:
        desk.good(SHEETS)
        report = desk.load({"变更为": [["起点", "终点"], ["锦绣园//旧驿站", "锦绣园//支部"]]})
        assert [code for code, *_ in told(report)] == ["tie_ends_differ"]
