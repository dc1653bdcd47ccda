"""Files that strangers sent: refused or read in a process of their own, the cell named, nothing left behind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from graph.errors import BadInput
from graph.stores import MemoryStore
from loaders import Report, load
from loaders.readers import grids_of, read_frame
from loaders.readers.apart.limits import Limits
from loaders.readers.apart.process import read_apart
from tests.faults import fault
from tests.loaders.books import Cells, Desk, book, told
from tests.loaders.hostile import HOSTILE, cells, workbook

PLACES = [["名称", "层级"], ["测试街道", "街道"], ["甲社区", "社区"]]


def refusal(path: Path) -> BadInput:
    """Return why a file is not read."""
    with pytest.raises(BadInput) as refused:
        grids_of(path)
    assert refused.value.params["file"] == path.name
    for lang in ("zh", "en"):  # every sentence is filled
        assert "{" not in refused.value.message(lang) + str(refused.value.suggestion(lang))
    return refused.value


def rezipped(path: Path, out: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """Write a workbook again with its parts changed."""
    with ZipFile(path) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return out


def loaded(path: Path) -> Report:
    return load("workbook", [path], MemoryStore(), by="测试")


class TestFailedCells:
    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("failed-cells-plain.xlsx", {"D4": "#N/A", "E5": "="}),
            ("failed-cells-prefixed.xlsx", {"D4": "#N/A", "E5": "="}),
            ("failed-cells.xls", {"D4": "=", "E4": "#N/A"}),
            ("failed-cells.ods", {"D4": "#DIV/0!", "E4": "#N/A"}),
        ],
    )
    def test_are_refused_alike_in_every_format(self, name: str, found: dict[str, str]) -> None:
        report = loaded(fault(name))
        assert {one.where.cell: one.found for one in report.issues} == found
        assert {one.code for one in report.issues} == {"broken_cell"}

    @pytest.mark.parametrize(
        "cell",
        [
            "<c t='e'><v>#REF!</v></c>",
            '<c t = "e"><v><![CDATA[#REF!]]></v></c>',
            '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" t="e"><x:v>#REF!</x:v></x:c>',
        ],
    )
    def test_are_seen_however_the_xml_is_spelt(self, tmp_path: Path, cell: str) -> None:
        (tmp_path / "a.xlsx").write_bytes(workbook(cells(f"<row><c><v>1</v></c>{cell}</row>")))
        assert grids_of(tmp_path / "a.xlsx")[0].broken == {(1, 1): "#REF!"}

    def test_a_formula_with_an_empty_text_as_its_result_is_no_failure(self, tmp_path: Path) -> None:
        rows = '<row><c t="str"><f>IF(1,"","")</f><v></v></c><c><f>1+1</f><v>2</v></c></row>'
        (tmp_path / "a.xlsx").write_bytes(workbook(cells(rows)))
        assert grids_of(tmp_path / "a.xlsx")[0].broken == {}

    def test_one_beyond_all_values_is_seen(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(workbook(cells('<row r="4"><c r="D4" t="e"><v>#N/A</v></c></row>')))
        (grid,) = grids_of(tmp_path / "a.xlsx")
        assert [str(row[3]) for row in grid.cells() if len(row) > 3] == ["#N/A"]

    @pytest.mark.parametrize(("code", "shown"), [(0x17, "#REF!"), (0x07, "#DIV/0!")])
    def test_in_an_old_workbook_go_by_their_number(self, tmp_path: Path, code: int, shown: str) -> None:
        data = fault("failed-cells.xls").read_bytes()
        record = bytes.fromhex("050208000300040011002a01")
        assert data.count(record) == 1
        (tmp_path / "a.xls").write_bytes(data.replace(record, record[:-2] + bytes((code, 1))))
        assert grids_of(tmp_path / "a.xls")[0].broken[3, 4] == shown

    def test_the_far_corner_of_an_old_workbook_costs_nothing(self, tmp_path: Path) -> None:
        data = fault("failed-cells.xls").read_bytes()
        record = bytes.fromhex("050208000300040011002a01")
        corner = record[:4] + bytes.fromhex("ffffff00") + record[8:]  # row and column of IV65536
        (tmp_path / "a.xls").write_bytes(data.replace(record, corner))
        refused = refusal(tmp_path / "a.xls")
        assert (refused.code, refused.params["cell"]) == ("sheet_too_large", "IV65536")
        assert refused.params["sheet"] == "区域"

    @pytest.mark.parametrize(
        ("old", "new", "broken"),
        [
            (b"<text:p>#N/A</text:p>", b"<text:p>Err:502</text:p>", {(3, 3): "#DIV/0!", (3, 4): "Err:502"}),
            (
                b'table:formula="of:=NA()"',
                b'table:number-columns-repeated="2"',
                {(3, 3): "#DIV/0!", (3, 4): "#N/A", (3, 5): "#N/A"},
            ),
        ],
    )
    def test_in_an_ods_go_by_what_is_shown(
        self, tmp_path: Path, old: bytes, new: bytes, broken: dict[tuple[int, int], str]
    ) -> None:
        path = rezipped(
            fault("failed-cells.ods"), tmp_path / "a.ods", lambda name, data: (name, data.replace(old, new))
        )
        assert grids_of(path)[0].broken == broken


class TestWhereCellsAre:
    def test_parts_with_backslashes_are_read(self) -> None:
        assert told(loaded(fault("zip-backslash.xlsx"))) == []

    @pytest.mark.parametrize("spelt", [str.upper, lambda name: name.replace("/", "\\")], ids=["upper", "backslash"])
    def test_parts_may_be_spelt_otherwise(self, tmp_path: Path, spelt: Callable[[str], str]) -> None:
        (tmp_path / "a.xlsx").write_bytes(workbook(cells('<row><c t="e"><v>#N/A</v></c></row>')))
        path = rezipped(tmp_path / "a.xlsx", tmp_path / "b.xlsx", lambda name, data: (spelt(name), data))
        assert grids_of(path)[0].broken == {(1, 0): "#N/A"}

    @pytest.mark.slow
    def test_cells_without_an_address_stand_right_of_the_one_before(self, tmp_path: Path) -> None:
        assert ("broken_cell", "区域", "D4", "#N/A") in told(loaded(fault("no-r-attribute.xlsx")))
        rows = '<row r="3"><c r="C3"><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c t="e"><v>#REF!</v></c></row>'
        (tmp_path / "a.xlsx").write_bytes(workbook(cells(rows)))
        assert grids_of(tmp_path / "a.xlsx")[0].broken == {(2, 3): "#N/A", (3, 0): "#REF!"}


class TestHostile:
    @pytest.mark.parametrize("name", ["far-corner.xlsx", "reader-panics.xlsx"])
    def test_the_cell_that_is_to_blame_is_named(self, name: str) -> None:
        cell = {"far-corner.xlsx": "XFD1048576", "reader-panics.xlsx": "ZZZZZZZ99999999999"}[name]
        refused = refusal(fault(name))
        assert refused.params["cell"] == cell
        assert "区域" in refused.message()

    @pytest.mark.parametrize("cell", ["XFD2000", "KW1048576"])
    def test_one_space_far_from_everything_is_named(self, tmp_path: Path, cell: str) -> None:
        made = openpyxl.Workbook()
        assert made.active is not None
        made.active["A1"], made.active[cell] = "名称", " "
        made.save(tmp_path / "a.xlsx")
        assert refusal(tmp_path / "a.xlsx").params["cell"] == cell

    @pytest.mark.slow
    @pytest.mark.parametrize("name", list(HOSTILE))
    def test_each_is_refused_within_the_limits(self, tmp_path: Path, name: str) -> None:
        make, codes = HOSTILE[name]
        (tmp_path / name).write_bytes(make())
        assert refusal(tmp_path / name).code in codes

    @pytest.mark.slow
    @pytest.mark.parametrize("name", list(HOSTILE))
    def test_each_is_told_as_an_issue_of_a_load(self, tmp_path: Path, name: str) -> None:
        make, codes = HOSTILE[name]
        (tmp_path / name).write_bytes(make())
        report = load("workbook", [tmp_path / name], MemoryStore(), by="演示")
        assert [(one.code in codes, bool(one.message("zh")), bool(one.message("en"))) for one in report.issues] == [
            (True, True, True)
        ]

    def test_memory_and_time_are_those_of_its_size(self) -> None:
        small, large = Limits.of(5_000, {}), Limits.of(60 * 2**20, {})
        assert (small.seconds, small.memory // 2**20, small.cells) == (5, 500, 5_010_000)
        assert (large.seconds, large.memory // 2**20) == (185, 2900)
        assert Limits.of(2**40, {}).memory // 2**20 == 4500
        assert Limits.of(0, {"LINLI_READ_MB": "900", "LINLI_READ_SECONDS": "x"}).memory // 2**20 == 900

    @pytest.mark.slow
    def test_one_that_comes_to_the_limit_is_said_to(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = book(tmp_path / "a.xlsx", {"区域": PLACES})
        monkeypatch.setenv("LINLI_READ_MB", "8")  # too little to begin with
        refused = refusal(path)
        assert (refused.code, refused.params["expected"]) == ("file_costly", 8)


class TestSorts:
    @pytest.mark.slow
    def test_a_password_is_said(self, tmp_path: Path) -> None:
        assert refusal(fault("password.xlsx")).code == "file_password"
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage\0".encode("utf-16-le")
        (tmp_path / "a.xls").write_bytes(ole)
        assert refusal(tmp_path / "a.xls").code == "file_password"
        with ZipFile(tmp_path / "a.ods", "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("content.xml", b"\x00\x01")
            file.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        assert refusal(tmp_path / "a.ods").code == "file_password"

    def test_a_workbook_under_another_name_is_read_and_that_is_said(self) -> None:
        report = loaded(fault("xlsx-named.xls"))
        assert [(one.code, one.expected) for one in report.issues] == [("file_named_wrongly", ".xlsx")]
        assert not report.failed

    @pytest.mark.slow
    def test_an_old_one_and_a_table_too(self, tmp_path: Path) -> None:
        old = tmp_path / "a.xlsx"
        old.write_bytes(fault("failed-cells.xls").read_bytes())
        assert [grid.sort for grid in grids_of(old)] == ["xls"]
        table = tmp_path / "区域.xlsx"
        table.write_text("名称,层级\n测试街道,街道\n", encoding="gb18030")
        report = loaded(table)
        assert [(one.code, one.expected) for one in report.issues] == [("file_named_wrongly", ".csv")]
        assert report.accepted["place"] == 1
        new = book(tmp_path / "区域.csv", {"区域": PLACES})
        assert read_frame(new) is None
        assert loaded(new).accepted["place"] == 2

    @pytest.mark.parametrize(
        ("data", "found"),
        [
            (b"%PDF-1.7\n", "file_is.pdf"),
            (b"\xef\xbb\xbf <HTML><table><tr><td>1</td></tr></table>", "file_is.web_page"),
            (b"\x89PNG\r\n\x1a\n", "file_is.picture"),
            (b'<?xml version="1.0"?><Workbook/>', "file_is.xml"),
        ],
    )
    def test_what_is_no_table_is_called_by_its_name(self, tmp_path: Path, data: bytes, found: str) -> None:
        (tmp_path / "a.xls").write_bytes(data)
        refused = refusal(tmp_path / "a.xls")
        assert (refused.code, refused.params["found"]) == ("file_is_other", found)

    def test_an_archive_under_the_name_of_a_table_is_called_one(self, tmp_path: Path) -> None:
        with ZipFile(tmp_path / "a.xlsx", "w") as packed:
            packed.writestr("区域.csv", "名称,层级\n")
        (tmp_path / "b.csv").write_bytes(b"\x1f\x8b\x08\x00")
        (tmp_path / "c.xls").write_bytes(b"7z\xbc\xaf\x27\x1c")
        (tmp_path / "d.xls").write_bytes(b"Rar!\x1a\x07")
        assert {refusal(one).code for one in tmp_path.iterdir()} == {"file_packed"}

    def test_a_workbook_without_a_byte_is_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(b"")
        assert refusal(tmp_path / "a.xlsx").code == "file_empty"

    @pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00\x01,"])
    def test_rubbish_is_one_sentence(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.xlsx").write_bytes(data)
        assert refusal(tmp_path / "a.xlsx").code in ("file_damaged", "file_is_other")

    def test_a_workbook_cut_off_is_damaged(self, tmp_path: Path) -> None:
        for name, source in (("a.xlsx", "failed-cells-plain.xlsx"), ("a.xls", "failed-cells.xls")):
            data = fault(source).read_bytes()
            (tmp_path / name).write_bytes(data[: len(data) // 2])
            assert refusal(tmp_path / name).code in ("file_damaged", "file_is_other")


class TestControlCharacters:
    def test_refuse_the_load_and_the_cell_is_named(self) -> None:
        report = loaded(fault("control-character.xlsx"))
        assert told(report) == [("control_character", "区域", "E2", "U+000B")]

    @pytest.mark.parametrize(("sign", "name"), [("\x1b", "U+001B"), ("\u202e", "U+202E"), ("\x9b", "U+009B")])
    def test_in_a_table_too(self, tmp_path: Path, sign: str, name: str) -> None:
        (tmp_path / "区域.csv").write_text(f"名称,层级\n甲{sign}街道,街道\n", encoding="utf-8")
        assert told(loaded(tmp_path / "区域.csv")) == [("control_character", "区域", "A2", name)]

    def test_in_a_tie_too(self, desk: Desk) -> None:
        rows = [*PLACES[:1], ["测试街道", "街道"]]
        report = desk.load({"区域": [[*rows[0], "上级区域"], [*rows[1], "甲\u2066"]]})
        assert told(report) == [("control_character", "区域", "C2", "U+2066")]

    def test_in_a_table_of_codes_too(self, tmp_path: Path) -> None:
        (tmp_path / "codes.csv").write_text("code,parent,level,name\n37,,1,山东\u202e省\n", encoding="utf-8")
        report = load("admin_divisions", [tmp_path / "codes.csv"], MemoryStore(), by="测试")
        first = report.issues[0]
        assert (first.severity, first.code, first.where.cell) == ("error", "control_character", "D2")

    def test_marks_without_width_are_cleaned(self, desk: Desk) -> None:
        desk.good({"区域": [["\ufeff名称", "层级\u200b"], ["\u200b测试街道\ufeff", "街道"]]})
        assert desk.rows("place", "name") == [("测试街道",)]


class TestQuotes:
    @pytest.mark.parametrize(
        "lines",
        [
            '甲园,小区,"旧\n乙园,小区,好\n',  # never closed
            '甲园,小区,"旧\n乙园,小区,"好\n',  # closed by the next one
            '甲园,小区,"旧\n乙园,小区,"\n',  # closed at an end
            '"甲园,小区,旧\n"乙园",小区,好\n',
        ],
    )
    def test_one_that_swallows_a_row_is_refused_with_its_line(self, tmp_path: Path, lines: str) -> None:
        (tmp_path / "区域.csv").write_text(f"名称,层级,备注\n{lines}", encoding="utf-8")
        refused = refusal(tmp_path / "区域.csv")
        assert (refused.code, refused.params["row"], refused.params["last"]) == ("quote_swallows", 2, 3)
        assert read_frame(tmp_path / "区域.csv") is None

    def test_a_cell_of_several_lines_and_quotes_inside_are_taken(self, tmp_path: Path) -> None:
        text = '名称,层级,备注\n甲园,小区,"一\n二，三"\n"乙""园",小区,3"号\n丙园,小区,好'
        (tmp_path / "区域.csv").write_text(text, encoding="utf-8")
        assert grids_of(tmp_path / "区域.csv")[0].rows[1:] == [
            ["甲园", "小区", "一\n二，三"],
            ['乙"园', "小区", '3"号'],
            ["丙园", "小区", "好"],
        ]

    def test_a_cell_beyond_the_limit_is_refused_with_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "区域.csv").write_text(f"名称,层级\n甲园,{'小' * 140_000}\n", encoding="utf-8")
        refused = refusal(tmp_path / "区域.csv")
        assert (refused.code, refused.params["row"]) == ("line_too_long", 2)


class TestSecondHeaders:
    @pytest.mark.slow
    def test_a_row_that_repeats_the_headers_is_skipped_and_named(self) -> None:
        report = loaded(fault("second-header.xlsx"))
        assert ("row_skipped_header", "组织", "3", None) in told(report)
        assert report.accepted["organisation"] == 39

    @pytest.mark.parametrize("again", [["名称", "层级", None], ["名 称", "层级*", "上级区域（属地）"]])
    def test_at_the_head_of_a_later_page_too(self, desk: Desk, again: list[Any]) -> None:
        rows: Cells = [["名称", "层级", "上级区域"], ["测试街道", "街道", None], again, ["甲社区", "社区", "测试街道"]]
        report = desk.load({"区域": rows})
        assert told(report) == [("row_skipped_header", "区域", "3", None)]
        assert report.accepted["place"] == 2

    def test_one_cell_that_is_called_like_a_header_is_data(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级"], ["名称", "街道"]]})
        assert report.accepted["place"] == 1


def test_merged_areas_and_rows_that_end_early_are_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    wb = openpyxl.Workbook()
    assert wb.active is not None
    wb.active["A1"], wb.active["C2"] = "名称", "甲"
    wb.active.merge_cells("C2:C4")
    wb.save(made)
    (tmp_path / "a.xlsx").write_bytes(made.getvalue())
    (grid,) = read_apart(tmp_path / "a.xlsx")
    assert grid.cells()[:2] == [["名称"], ["", "", "甲"]]
