"""A workbook with forty different defects: all are told in one run, and mended as it suggests the workbook loads."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loaders.books import PLACES, Cells, Desk

pytestmark = pytest.mark.slow

HEADER = ["名称", "层级", "上级区域", "户数", "起始日期", "截止日期"]
FIRST = 4  # rows above the buildings: the header, the community, the estate, the grid
ASKED = "是不是："


def ledger() -> dict[str, Cells]:
    """Forty buildings of an estate and five heads, of which nothing is wrong."""
    above: Cells = [[*row[:3], None, None, None] for row in PLACES[1:4]]
    above[0][0] = "苏州路社区"
    buildings: Cells = [[f"{n}号楼", "楼栋", "锦绣园", n, "2020-01-01", None] for n in range(1, 41)]
    heads: Cells = [["楼栋长", f"锦绣园/{n}号楼"] for n in range(1, 6)]
    return {"区域": [HEADER, *above, *buildings], "职务": [["职务名称", "负责范围"], *heads]}


def defects() -> list[tuple[str, int, int, Any]]:
    """Sheet, row, column and what is wrong there, each another thing."""
    wrong = "圆苑院元园圃囿国圈团"
    parents = [("区域", FIRST + n, 2, f"锦秀{one}") for n, one in enumerate(wrong)]
    counts = [
        ("区域", FIRST + 10 + n, 3, value)
        for n, value in enumerate(["五户", "不详", "多", "若干", "3.5", "甲", "-", "1/2", "很多", "无数"])
    ]
    days = [("区域", FIRST + 20 + n, 4, f"2024-13-{n + 1:02}") for n in range(10)]
    ends = [("区域", FIRST + 30 + n, 5, f"2019-0{n + 1}-01") for n in range(5)]
    scopes = [("职务", 1 + n, 1, f"锦绣园/{n + 1}号搂") for n in range(5)]
    return [*parents, *counts, *days, *ends, *scopes]


class TestFortyDefects:
    def test_are_all_told_in_one_run_and_mended_as_suggested_the_workbook_loads(self, desk: Desk) -> None:
        good, bad, all_ = ledger(), ledger(), defects()
        for sheet, row, column, value in all_:
            bad[sheet][row][column] = value
        report = desk.load(bad)
        told = {(one.where.sheet, one.where.cell): one for one in report.issues if one.severity == "error"}
        cells = [(sheet, f"{'ABCDEF'[column]}{row + 1}") for sheet, row, column, _ in all_]
        assert (len(set(cells)), [one for one in cells if one not in told]) == (40, [])
        assert report.count("error") == 40
        for (sheet, row, column, _), cell in zip(all_, cells, strict=True):
            hint = told[cell].suggestion() or ""
            suggested = hint.removeprefix(ASKED).split("、")[0] if hint.startswith(ASKED) else good[sheet][row][column]
            bad[sheet][row][column] = suggested
        mended = desk.load(bad)
        assert [(one.code, one.where.cell, one.found) for one in mended.issues if one.severity == "error"] == []
        assert mended.revision == 1
