"""Numbers of people and households below zero are refused, in whatever column and spelling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.stores import MemoryStore
from loaders import load
from tests.faults import fault
from tests.loaders.books import Cells, Desk, told

PLACES: Cells = [["名称", "层级"], ["演示街道", "街道"]]
FIGURE = ["所属", "指标", "统计口径", "数值", "下限", "上限", "单位"]
SPELLINGS = [
    -5,
    "－５",
    "−5",
    "–5",
    "—5",
    "﹣5",
    "- 5",
    "（5）",
    "(5)",
    "-5户",
    "−５户",
    "负5户",
    "5-",
    "▲5",
    "-5.0",
    "约-5",
    -0.5,
]
HOUSEHOLDS = "sum households of kind=place level=户室"


class TestNegativeNumbers:
    def test_of_the_table_are_refused_each_with_its_cell(self) -> None:
        report = load("workbook", [fault("negative-households")], MemoryStore(), by="测试")
        assert [(code, cell, found) for code, _, cell, found in told(report)] == [
            ("bad_value", "D2", "-5"),
            ("bad_value", "E2", "-3"),
        ]
        assert "不小于 0" in report.issues[0].message("zh")
        assert "not below zero" in report.issues[0].message("en")

    def test_in_any_spelling(self, desk: Desk) -> None:
        rows = [[f"第{number}网格", "网格", said] for number, said in enumerate(SPELLINGS)]
        report = desk.load({"区域": [["名称", "层级", "户数"], *rows]})
        cells = [("bad_value", "区域", f"C{number}") for number in range(2, len(rows) + 2)]
        assert sorted(one[:3] for one in told(report)) == sorted(cells)

    def test_in_every_column_of_places_and_in_a_table(self, tmp_path: Path) -> None:
        heads = "住户数,人口数,60岁及以上人数,14岁以下人数"
        (tmp_path / "区域.csv").write_text(f"名称,层级,{heads}\n甲格,网格,-1,-2,-3,-4\n乙格,网格,0,0,0,0\n", "utf-8")
        report = load("workbook", [tmp_path / "区域.csv"], MemoryStore(), by="测试")
        assert [one[2] for one in told(report)] == ["C2", "D2", "E2", "F2"]

    def test_members_and_seats(self, desk: Desk) -> None:
        report = desk.load(
            {
                "区域": PLACES,
                "组织": [["名称", "组织形式", "负责范围", "党员数"], ["甲支部", "支部", "演示街道", "－5"]],
                "职务": [["职务名称", "席位号", "所属"], ["网格员", -2, "演示街道"]],
            }
        )
        assert [one[:3] for one in told(report)] == [("bad_value", "组织", "D2"), ("bad_value", "职务", "B2")]

    @pytest.mark.parametrize(
        ("value", "low", "high", "cell"),
        [(-5, None, None, "D2"), ("（5）户", None, None, "D2"), ("约30", "−5", 40, "E2"), ("约30", 20, "-40", "F2")],
        ids=str,
    )
    def test_published_ones(self, desk: Desk, value: Any, low: Any, high: Any, cell: str) -> None:
        row = ["演示街道", "户数", HOUSEHOLDS, value, low, high, "户"]
        report = desk.load({"区域": PLACES, "公开数": [FIGURE, row]})
        assert ("bad_value", "公开数", cell) in [one[:3] for one in told(report)]
        assert report.failed

    def test_nought_is_a_number_however_it_is_written(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "户数"], ["甲格", "网格", 0], ["乙格", "网格", "０"], ["丙格", "网格", "-0"]]
        desk.good({"区域": rows})
        assert desk.store.tables()["place"]["households"].to_list() == [0, 0, 0]

    def test_an_area_is_none_below_zero_either(self, desk: Desk) -> None:
        venues: Cells = [
            ["名称", "阵地形式", "面积"],
            ["甲站", "服务中心", -20],
            ["乙站", "服务中心", "−20.5"],
            ["丙站", "服务中心", 0],
        ]
        report = desk.load({"区域": PLACES, "阵地": venues})
        assert told(report) == [("bad_value", "阵地", "C2", "-20"), ("bad_value", "阵地", "C3", "−20.5")]
        assert "不小于 0" in report.issues[0].message("zh")
