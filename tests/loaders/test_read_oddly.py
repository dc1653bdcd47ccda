"""Tables written in ways that spreadsheets of the mainland do not write: read where it is certain, else said."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.stores import MemoryStore
from loaders import Report, detect, load
from loaders.readers import grids_of
from tests.loaders.books import Desk, told
from tests.loaders.hostile import cells, workbook

pytestmark = pytest.mark.usefixtures("files_read_here")

_TABLE = "名称,层级,户数\n演示社区,社区,40\n演示小区,小区,30\n"
_TRADITIONAL = "code,name,level\n37,山東省,1\n3701,濟南市,2\n370102,歷下區,3\n"


def _loaded(path: Path, text: str, encoding: str = "utf-8") -> Report:
    path.write_bytes(text.encode(encoding))
    return load(detect(path), [path], MemoryStore(), by="测试")


class TestColumns:
    @pytest.mark.parametrize("mark", "|，；")
    def test_parted_by_another_sign_are_read_where_every_line_agrees(self, tmp_path: Path, mark: str) -> None:
        report = _loaded(tmp_path / "区域.csv", _TABLE.replace(",", mark))
        assert told(report) == [("file_parted", "", "", mark)]
        assert report.accepted["place"] == 2

    @pytest.mark.parametrize(
        ("mark", "said"), [("、", "、"), ("^", "^"), ("~", "~"), (" ", "sign.space"), ("\u3000", "sign.wide_space")]
    )
    def test_parted_by_what_names_may_have_are_told_at_the_header(self, tmp_path: Path, mark: str, said: str) -> None:
        report = _loaded(tmp_path / "区域.csv", _TABLE.replace(",", mark))
        assert told(report) == [("headers_in_one_cell", "区域", "A1", said)]

    def test_of_a_header_that_differs_from_its_rows_are_told_at_the_header(self, tmp_path: Path) -> None:
        report = _loaded(tmp_path / "区域.csv", _TABLE.replace(",", "，", 2))
        assert told(report) == [("headers_in_one_cell", "区域", "A1", "，")]

    def test_of_a_file_named_otherwise_are_told_too(self, tmp_path: Path) -> None:
        path = tmp_path / "某表.csv"
        path.write_text(_TABLE.replace(",", "^"), encoding="utf-8")
        with pytest.raises(BadInput) as error:
            detect(path)
        assert (error.value.code, error.value.params["cell"]) == ("columns_unparted", "A1")

    def test_pasted_into_one_column_of_a_workbook_are_told_on_a_sheet_of_any_name(self, desk: Desk) -> None:
        rows = [[line] for line in _TABLE.splitlines()]
        for sheet in ("区域", "Sheet1"):
            report = desk.load({"组织": [["名称", "组织形式"], ["演示局", "机关"]], sheet: rows})
            assert told(report) == [("headers_in_one_cell", sheet, "A1", ",")]

    def test_a_column_of_names_with_such_signs_is_one_column(self, tmp_path: Path) -> None:
        (grid,) = grids_of(_written(tmp_path / "a.csv", "名称\n甲，乙\n丙，丁\n"))
        assert (grid.rows, grid.oddly) == ([["名称"], ["甲，乙"], ["丙，丁"]], {})

    def test_commas_within_cells_of_a_table_parted_by_tabs_stay(self, tmp_path: Path) -> None:
        (grid,) = grids_of(_written(tmp_path / "a.csv", "名称\t简称\n甲|乙\t丙，丁\n"))
        assert (grid.rows, grid.oddly) == ([["名称", "简称"], ["甲|乙", "丙，丁"]], {})


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


class TestEncodings:
    @pytest.mark.parametrize(("encoding", "said"), [("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")])
    def test_utf16_without_its_mark_is_read(self, tmp_path: Path, encoding: str, said: str) -> None:
        report = _loaded(tmp_path / "区域.csv", _TABLE, encoding)
        assert told(report) == [("file_read_in", "", "", said)]
        assert report.accepted["place"] == 2

    def test_big5_is_read_and_what_is_to_be_simplified_is_told(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(_TRADITIONAL.encode("big5"))
        store = MemoryStore()
        report = load(detect(path), [path], store, by="测试")
        assert told(report) == [("file_read_in", "", "", "Big5")]
        assert sorted(store.tables()["place"]["name"]) == ["山東省", "歷下區", "濟南市"]

    @pytest.mark.parametrize("text", ["名稱,層級\n臺北市中正區,區\n", "名称,层级\n北京市朝阳区,区\n", "a,b\n臺灣,灣\n"])
    def test_gb18030_stays_what_it_is(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(text.encode("gb18030"))
        (grid,) = grids_of(path)
        assert grid.rows == [line.split(",") for line in text.splitlines()]

    @pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le"])
    def test_what_is_read_in_no_way_is_refused(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "区域.csv"
        path.write_bytes(_TABLE.encode(encoding))
        with pytest.raises(BadInput) as error:
            grids_of(path)
        assert error.value.code == "file_encoding"


class TestNumbersThatAreNone:
    @pytest.mark.parametrize("said", ["NaN", "INF", "-INF", "1e999"])
    def test_are_failed_cells_in_a_column_of_numbers_and_of_names(self, tmp_path: Path, said: str) -> None:
        row = '<row><c t="inlineStr"><is><t>%s</t></is></c><c><v>%s</v></c></row>'
        rows = f"{row % ('演示社区', said)}<row><c><v>{said}</v></c></row>"
        path = tmp_path / "a.xlsx"
        path.write_bytes(workbook(cells(rows)))
        report = load("workbook", [path], MemoryStore(), by="测试")
        assert sorted((code, cell) for code, _, cell, _ in told(report)) == [
            ("broken_cell", "A3"),
            ("broken_cell", "B2"),
        ]


class TestFailedFormulasInText:
    @pytest.mark.parametrize("said", ["#REF!", "#GETTING_DATA", "#BLOCKED!", "#FIELD!", "Err:502", "错误:508"])
    def test_are_no_names(self, tmp_path: Path, said: str) -> None:
        report = _loaded(tmp_path / "区域.csv", f"名称,层级\n{said},社区\n")
        assert [(code, cell) for code, _, cell, _ in told(report)] == [("broken_cell", "A2")]


class TestWhatIsFoundNowhere:
    def test_and_is_like_nothing_says_what_to_do(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "上级区域"], ["演示社区", "社区", "别处"]]})
        assert [one.hint for one in report.issues] == ["hint.not_found_alone"]
        assert all(one.suggestion(lang) for one in report.issues for lang in ("zh", "en"))
