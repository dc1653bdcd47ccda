"""What was loaded once loads again, unchanged and without a new revision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.stores import MemoryStore
from loaders import load
from tests.faults import fault
from tests.loaders.books import PLACES, Desk, book, told

pytestmark = pytest.mark.usefixtures("files_read_here")


class TestTwice:
    @pytest.mark.parametrize(
        "name", ["reload-refused", "one-person-two-rows.xlsx", "exact-path-ambiguous", "slash-in-name"]
    )
    def test_a_ledger_loads_again_unchanged(self, name: str) -> None:
        store = MemoryStore()
        first = load("workbook", [fault(name)], store, by="测试")
        again = load("workbook", [fault(name)], store, by="测试")
        assert (first.failed, again.failed, again.revision) == (False, False, first.revision)

    def test_one_person_in_two_rows_of_one_home_and_year_is_told(self, desk: Desk) -> None:
        rows: list[list[Any]] = [["姓名", "出生年", "居住地"], *[["演示甲", 1960, "锦绣园/3号楼"]] * 2]
        for _ in range(2):
            report = desk.load({"区域": PLACES, "人员": rows})
            assert told(report) == [("one_person_two_rows", "人员", "A3", "演**")]
        assert (report.revision, desk.store.tables()["person"].height) == (1, 1)

    def test_every_wrong_day_is_told_at_once(self) -> None:
        report = load("workbook", [fault("end-before-start.xlsx")], MemoryStore(), by="测试")
        assert [(code, cell) for code, _, cell, _ in told(report)] == [
            ("bad_value", "F3"),
            ("ends_before_it_begins", "G2"),
        ]

    def test_a_name_with_a_mark_is_a_superior_as_it_is_and_in_quotation_marks(self, desk: Desk) -> None:
        header = ["名称", "组织形式", "负责范围", "上级", "上级·链条"]
        rows = [["甲、乙局", "机关", "锦绣园"], ["丙", "机关", "锦绣园", "甲、乙局", "治理"]]
        rows.append(["丁", "机关", "锦绣园", "“甲、乙局”", "治理"])
        for _ in range(2):
            report = desk.good({"区域": PLACES, "组织": [header, *rows]})
        assert (report.revision, desk.store.tables()["reports_to"].height) == (1, 2)


class TestAcrossFiles:
    def test_a_row_that_another_file_has_is_told_with_that_file(self, tmp_path: Path) -> None:
        rows = {"区域": [["名称", "层级"], ["演示社区", "社区"]], "组织": [["名称", "组织形式"], ["演示馆", "机关"]]}
        files = [book(tmp_path / name, rows) for name in ("甲.xlsx", "乙.xlsx")]
        report = load("workbook", files, MemoryStore(), by="测试")
        assert [(one.code, one.where.file, one.params["first"]) for one in report.issues] == [
            ("row_twice", "乙.xlsx", "甲.xlsx · 区域 · 2"),
            ("row_again", "乙.xlsx", "甲.xlsx · 组织 · 2"),
        ]
