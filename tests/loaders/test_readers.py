"""From files to sheets: encodings, delimiters, what calamine does not tell, and where rows stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BadInput
from loaders import detect
from loaders.readers import files_of, grids_of, read_frame, sheet_of
from loaders.readers.apart.parted import delimiter
from loaders.readers.grid import Grid
from tests.loaders.books import Cells, book

HEADERS = {"名称", "层级", "户数"}


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("mark", [",", "\t", ";"])
    def test_is_read_in_every_encoding_and_delimiter(self, tmp_path: Path, encoding: str, mark: str) -> None:
        path = tmp_path / "区域.csv"
        path.write_bytes(f"名称{mark}层级\r\n锦绣园{mark}小区\r\n".encode(encoding))
        (grid,) = grids_of(path)
        assert (grid.sheet, grid.rows) == ("区域", [["名称", "层级"], ["锦绣园", "小区"]])
        frame = read_frame(path)
        assert frame is not None
        assert frame.rows() == [("锦绣园", "小区")]

    def test_rows_are_numbered_by_record(self, tmp_path: Path) -> None:
        path = tmp_path / "区域.csv"
        path.write_text('名称,层级\n"锦\n绣园",小区\n\n安和园,小区\n', encoding="utf-8")
        sheet = sheet_of(grids_of(path)[0], HEADERS.__contains__)
        assert sheet is not None
        assert sheet.rows == [2, 4]

    def test_bytes_that_are_no_text_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "区域.csv"
        path.write_bytes(b"\x00\xff\x01")
        with pytest.raises(BadInput) as told:
            grids_of(path)
        assert told.value.code == "file_encoding"

    def test_one_nul_in_good_text_is_a_control_character_of_its_cell(self, tmp_path: Path) -> None:
        path = tmp_path / "区域.csv"
        for encoding in ("utf-8", "gb18030"):
            path.write_text("名称,层级\n甲社区,社区\n乙\0园,小区\n", encoding=encoding)
            (grid,) = grids_of(path)
            assert grid.steering == [(2, 0)], encoding
        path.write_bytes("code,name\n37,a\0b\n".encode("utf-16-le"))  # without its mark
        with pytest.raises(BadInput) as told:
            grids_of(path)
        assert told.value.code == "file_encoding"

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput) as told:
            grids_of(tmp_path / "没有.csv")
        assert told.value.params["file"] == "没有.csv"

    def test_the_delimiter_is_the_mark_most_used(self) -> None:
        assert [delimiter(text) for text in ("a,b", "a\tb,c\td", "", "a;b;c,d")] == [",", "\t", ",", ";"]


class TestXlsx:
    def test_cells_stay_where_they_are_below_and_right_of_empty_ones(self, tmp_path: Path) -> None:
        path = book(tmp_path / "a.xlsx", {"区域": [[], [], [None, "名称", "户数"], [None, "锦绣园", 40]]})
        sheet = sheet_of(grids_of(path)[0], HEADERS.__contains__)
        assert sheet is not None
        assert (sheet.header_row, sheet.rows, sheet.headers) == (3, [4], ["", "名称", "户数"])
        assert sheet.columns == [[""], ["锦绣园"], [40.0]]

    def test_merged_cells_are_filled_downwards(self, tmp_path: Path) -> None:
        rows: Cells = [["层级", "名称"], ["小区", "锦绣园"], [None, "安和园"], ["网格", "一网格"]]
        path = book(tmp_path / "a.xlsx", {"区域": rows}, merged={"区域": ["A2:A3"]})
        sheet = sheet_of(grids_of(path)[0], HEADERS.__contains__)
        assert sheet is not None
        assert sheet.columns[0] == ["小区", "小区", "网格"]

    def test_formulas_that_failed_or_were_never_computed_are_seen(self, tmp_path: Path) -> None:
        made = openpyxl.Workbook()
        sheet = made.create_sheet("区 & 域", 0)
        sheet["A1"], sheet["A2"], sheet["A3"] = "名称", "=1/0", "#REF!"
        sheet["A3"].data_type = "e"
        made.save(tmp_path / "a.xlsx")
        grid = grids_of(tmp_path / "a.xlsx")[0]
        assert grid.broken == {(1, 0): "=", (2, 0): "#REF!"}
        assert [type(row[0]).__name__ for row in grid.cells()] == ["str", "Broken", "Broken"]

    def test_a_formula_alone_is_seen(self, tmp_path: Path) -> None:
        (grid,) = grids_of(book(tmp_path / "a.xlsx", {"甲": [["名称"], ["=1+1"]]}))
        assert grid.broken == {(1, 0): "="}

    def test_dates_come_as_dates(self, tmp_path: Path) -> None:
        path = book(tmp_path / "a.xlsx", {"区域": [["名称"], [date(2024, 3, 2)]]})
        assert grids_of(path)[0].rows[1] == [date(2024, 3, 2)]

    def test_what_is_no_workbook_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_text("名称", encoding="utf-8")
        with pytest.raises(BadInput) as told:
            grids_of(path)
        assert told.value.params["file"] == "a.xlsx"


class TestSheets:
    def test_the_header_is_the_row_with_most_known_headers(self) -> None:
        rows: Cells = [["苏州路社区区域表", ""], ["名称", "2024年"], ["名 称（必填）", "户数*"], ["锦绣园", 40]]
        sheet = sheet_of(Grid("a.xlsx", "区域", rows), HEADERS.__contains__)
        assert sheet is not None
        assert (sheet.header_row, sheet.headers, sheet.rows) == (3, ["名称", "户数"], [4])
        assert [number for number, _ in sheet.above] == [1, 2]

    def test_a_sheet_without_a_known_header_is_none(self) -> None:
        assert sheet_of(Grid("a.xlsx", "区域", [["甲", "乙"]]), HEADERS.__contains__) is None

    def test_ditto_marks_stand_for_the_cell_above(self) -> None:
        rows: Cells = [["名称", "层级"], ["甲园", "小区"], ["乙园", "同上"], ["丙园", " 〃 "], ["丁园", '"']]
        sheet = sheet_of(Grid("a.xlsx", "区域", rows), HEADERS.__contains__)
        assert sheet is not None
        assert sheet.columns[1] == ["小区"] * 4
        assert sheet.lost == []

    def test_totals_and_remarks_are_skipped_and_told(self) -> None:
        rows: Cells = [
            ["名称", "户数"],
            ["甲园", 1],
            ["小 计", 1],
            ["", ""],
            ["合计：", 1],
            ["填表人：某某", ""],
            ["小计园", 2],
        ]
        sheet = sheet_of(Grid("a.xlsx", "区域", rows), HEADERS.__contains__)
        assert sheet is not None
        assert sheet.rows == [2, 7]
        assert [(one.row, one.why) for one in sheet.skipped] == [(3, "total"), (5, "total"), (6, "aside")]

    def test_rows_may_be_longer_or_shorter_than_the_header(self) -> None:
        sheet = sheet_of(Grid("a.csv", "区域", [["名称"], ["甲园", "多"], []]), HEADERS.__contains__)
        assert sheet is not None
        assert (sheet.headers, sheet.columns) == (["名称", ""], [["甲园"], ["多"]])


class TestHead:
    def test_is_the_first_rows_and_columns_with_what_is_said_of_them(self) -> None:
        grid = Grid(
            "a.xlsx", "甲", [[1, 2, 3], [4, 5, 6], [7]], broken={(0, 1): "#REF!", (0, 2): "#N/A"}, steering=[(2, 0)]
        )
        head = grid.head(2, 2)
        assert (head.rows, head.broken, head.steering) == ([[1, 2], [4, 5]], {(0, 1): "#REF!"}, [])
        assert len(grid.rows) == 3  # whoever reads it whole still can


class TestFiles:
    def test_a_folder_is_its_tables_by_name(self, tmp_path: Path) -> None:
        for name in ("职务.csv", "区域.csv", "~$区域.xlsx", "读我.md"):
            (tmp_path / name).write_text("名称\n", encoding="utf-8")
        assert [path.name for path in files_of(tmp_path)] == ["区域.csv", "职务.csv"]

    @pytest.mark.parametrize(
        ("name", "code"), [("a.pdf", "file_sort"), ("a.ZIP", "file_packed"), ("a.graphml", "file_for_others")]
    )
    def test_a_file_of_another_sort_is_refused_with_what_to_do(self, tmp_path: Path, name: str, code: str) -> None:
        for read in (grids_of, detect):
            with pytest.raises(BadInput) as told:
                read(tmp_path / name)
            assert (told.value.code, told.value.params["file"]) == (code, name)
