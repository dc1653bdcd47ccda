"""Files of one name from two folders are told apart in whatever is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.stores import MemoryStore
from loaders import detect, load
from loaders.readers import reading_once
from loaders.report import Report
from tests.loaders.books import book

pytestmark = pytest.mark.usefixtures("files_read_here")


def _places(folder: Path, *rows: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return book(folder / "a.xlsx", {"区域": [["名称", "层级", "户数"], *rows]})


def _told(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.where.file, one.where.cell) for one in report.issues]


class TestFilesOfOneName:
    def test_are_called_by_as_few_folders_as_tell_them_apart(self, tmp_path: Path) -> None:
        files = [_places(tmp_path / folder, ["演示社区", "社区", "多"]) for folder in ("甲/表", "乙/表")]
        report = load("workbook", files, MemoryStore(), by="测试")
        assert _told(report) == [
            ("bad_value", "甲/表/a.xlsx", "C2"),
            ("bad_value", "乙/表/a.xlsx", "C2"),
        ]

    def test_are_so_called_where_a_row_of_the_other_is_named(self, tmp_path: Path) -> None:
        files = [_places(tmp_path / folder, ["演示社区", "社区", "40"]) for folder in "甲乙"]
        (issue,) = load("workbook", files, MemoryStore(), by="测试").issues
        assert (issue.code, issue.where.file, issue.params["first"]) == (
            "row_twice",
            "乙/a.xlsx",
            "甲/a.xlsx · 区域 · 2",
        )

    def test_are_so_called_though_one_was_looked_at_before(self, tmp_path: Path) -> None:
        files = [_places(tmp_path / folder, ["演示社区", "社区", "多"]) for folder in "甲乙"]
        with reading_once():
            report = load(detect(files[0]), files, MemoryStore(), by="测试")
        assert {one.where.file for one in report.issues} == {"甲/a.xlsx", "乙/a.xlsx"}

    def test_a_file_alone_is_called_by_its_name(self, tmp_path: Path) -> None:
        report = load("workbook", [_places(tmp_path / "甲", ["演示社区", "社区", "多"])], MemoryStore(), by="测试")
        assert _told(report) == [("bad_value", "a.xlsx", "C2")]

    def test_a_folder_called_after_somebody_is_not_told(self, tmp_path: Path) -> None:
        files = [
            _places(tmp_path / folder, ["演示社区", "社区", "多"]) for folder in ("370102195703121234", "13900000000")
        ]
        report = load("workbook", files, MemoryStore(), by="测试")
        said = " ".join(str(one.where.file) for one in report.issues)
        assert ("3*****************/a.xlsx" in said, "139****0000/a.xlsx" in said) == (True, True)

    def test_a_code_that_another_file_has_is_told_with_that_file(self, tmp_path: Path) -> None:
        for folder, name in (("甲", "演示省"), ("乙", "另一省")):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "a.csv").write_text(f"code,name,level\n37,{name},1\n", encoding="utf-8")
        files = [tmp_path / folder / "a.csv" for folder in "甲乙"]
        report = load("admin_divisions", files, MemoryStore(), by="测试")
        assert [(one.code, one.where.file, one.params["first"]) for one in report.issues] == [
            ("code_twice_elsewhere", "乙/a.csv", "甲/a.csv · 2")
        ]
