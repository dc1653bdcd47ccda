"""What was loaded once loads again, unchanged and without a new revision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import graph
from graph.rules import load_rules
from graph.stores import MemoryStore
from graph.viewing import Showing, owner
from loaders import load
from loaders.ledger import write_ledger
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

    def test_one_person_in_two_files_of_one_home_and_year_is_one_and_told(self, tmp_path: Path) -> None:
        rows: list[list[Any]] = [["姓名", "出生年", "居住地"], ["演示甲", 1960, "锦绣园/3号楼"]]
        files = [book(tmp_path / "a.xlsx", {"区域": PLACES, "人员": rows}), book(tmp_path / "b.xlsx", {"人员": rows})]
        store = MemoryStore()
        for _ in range(2):
            report = load("workbook", files, store, by="测试")
            assert told(report) == [("one_person_elsewhere", "人员", "A2", "演**")]
            assert report.issues[0].params["first"] == "a.xlsx · 人员 · 2"
        assert (report.revision, store.tables()["person"].height) == (1, 1)

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


class TestCodes:
    @pytest.mark.parametrize("source", ["国家统计局", "民政部 2023"])
    def test_that_go_out_as_a_workbook_come_back_unchanged(self, tmp_path: Path, source: str) -> None:
        store = MemoryStore()
        options = {"code_source": source, "moved": "all"}
        for name in ("before", "after"):
            report = load("admin_divisions", [fault(f"moved-unit/{name}.csv")], store, by="测试", options=options)
        assert report.ended == 1
        network, path = graph.open(store), tmp_path / "a.xlsx"
        write_ledger(path, network, load_rules(), Showing(owner("terminal", "export"), network), every_date=True)
        again = load("workbook", [path], store, by="测试")
        assert (told(again), again.revision) == ([], report.revision)


class TestAcrossFiles:
    def test_a_row_that_another_file_has_is_told_with_that_file(self, tmp_path: Path) -> None:
        rows = {"区域": [["名称", "层级"], ["演示社区", "社区"]], "组织": [["名称", "组织形式"], ["演示馆", "机关"]]}
        files = [book(tmp_path / name, rows) for name in ("甲.xlsx", "乙.xlsx")]
        report = load("workbook", files, MemoryStore(), by="测试")
        assert [(one.code, one.where.file, one.params["first"]) for one in report.issues] == [
            ("row_twice", "乙.xlsx", "甲.xlsx · 区域 · 2"),
            ("row_again", "乙.xlsx", "甲.xlsx · 组织 · 2"),
        ]
