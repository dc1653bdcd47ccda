"""An answer that was written is taken for a ledger by somebody: said, with what to do instead."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BadInput
from graph.stores import MemoryStore
from loaders import detect, load
from tests.loaders.books import Cells, book, told

pytestmark = pytest.mark.usefixtures("files_read_here")

_HEADERS = ["由谁负责", "对象", "标准", "结果", "缺", "现有", "应有"]
_ROWS: Cells = [
    ["配置标准"],
    ["全部区域 · 2024-11-01 · 第 1 次更新"],
    [],
    _HEADERS,
    ["", "演示社区", "演示标准", "缺口", 1, 0, 1],
]


def _written(path: Path) -> Path:
    if path.suffix == ".json":
        path.write_text(json.dumps({"schema": 1, "question": "coverage", "revision": 1, "totals": {}, "rows": []}))
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_ROWS[3:])
    else:
        book(path, {"配置标准": _ROWS})
    return path


class TestAnAnswer:
    @pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
    def test_is_said_to_be_one(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(BadInput) as error:
            detect(_written(tmp_path / name))
        assert (error.value.code, error.value.params["file"]) == ("file_is_answer", name)

    def test_that_is_said_to_be_a_ledger_is_told_sheet_by_sheet(self, tmp_path: Path) -> None:
        report = load("workbook", [_written(tmp_path / "a.xlsx")], MemoryStore(), by="测试")
        assert told(report) == [("sheet_is_answer", "配置标准", "", None)]

    def test_beside_sheets_of_a_ledger_may_be_left_out(self, tmp_path: Path) -> None:
        path = _written(tmp_path / "a.xlsx")
        made = openpyxl.load_workbook(path)
        for row in (["名称", "层级"], ["演示社区", "社区"]):
            (made["区域"] if "区域" in made.sheetnames else made.create_sheet("区域")).append(row)
        made.save(path)
        report = load("workbook", [path], MemoryStore(), by="测试", options={"leave_out": "配置标准"})
        assert told(report) == [("sheet_left_out_said", "配置标准", "", None)]
