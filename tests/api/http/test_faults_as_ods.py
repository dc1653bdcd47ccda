"""Inputs that failed once, as LibreOffice saves them: posted, they are told what the terminal tells."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.api.conftest import Linli
from tests.api.http.conftest import Behind

pytestmark = pytest.mark.slow

_NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
)
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_PLACES = [["名称", "层级", "架构模板"], ["演示新区", "社区", "suzhoulu"]]
_FAILED = "=failed"
#: By what is wrong, the sheets, and the code and cell of the errors.
FAULTS: dict[str, tuple[dict[str, Sequence[Sequence[str]]], set[tuple[str, str | None]]]] = {
    "a formula that failed": ({"区域": [*_PLACES, [_FAILED, "小区", ""]]}, {("broken_cell", "A3")}),
    "an end before the start": (
        {"区域": [[*_PLACES[0], "起始日期", "截止日期"], [*_PLACES[1], "2024-01-01", "2023-01-01"]]},
        {("ends_before_it_begins", "E2")},
    ),
    "a sheet of no kind": (
        {"区域": _PLACES, "仓库": [["货架", "箱号", "经手"], ["甲", "1", "乙"], ["丙", "2", "丁"]]},
        {("sheet_unknown", None)},
    ),
    "an identity number": (
        {"区域": _PLACES, "人员": [["姓名", "备注"], ["演示甲", "11010119900307803X"]]},
        {("identity_number", "B2")},
    ),
    "a header that is never kept": (
        {"区域": _PLACES, "人员": [["姓名", "身份证号"], ["演示甲", ""]]},
        {("refused_column", "B1")},
    ),
}


def ods(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a spreadsheet of texts as OpenDocument has it."""
    tables = "".join(f'<table:table table:name="{name}">{_rows(rows)}</table:table>' for name, rows in sheets.items())
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", _MANIFEST)
        file.writestr("content.xml", f"<office:document-content {_NAMES}>{body}</office:document-content>")
    return out.getvalue()


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in rows)


def _cells(row: Sequence[str]) -> str:
    return "".join(
        '<table:table-cell table:formula="of:=[.Z9]/0"><text:p>#DIV/0!</text:p></table:table-cell>'
        if said == _FAILED
        else f'<table:table-cell office:value-type="string"><text:p>{escape(said)}</text:p></table:table-cell>'
        for said in row
    )


class TestFaultsAsOds:
    @pytest.mark.parametrize("fault", FAULTS, ids=str)
    def test_are_refused_over_http_as_in_the_terminal(
        self, fault: str, yanshan: Path, behind: Behind, linli: Linli, tmp_path: Path
    ) -> None:
        sheets, expected = FAULTS[fault]
        store, file = shutil.copy(yanshan, tmp_path / "linli.db"), tmp_path / "台账.ods"
        file.write_bytes(ods(sheets))
        posted = behind(tmp_path / "linli.db").post("/v1/imports", files={"file": (file.name, file.read_bytes())})
        typed = linli("load", "workbook", str(file), "--store", str(store), "--json")
        found = [
            {(one["code"], one["cell"]) for one in report["issues"] if one["severity"] == "error"}
            for report in (posted.json(), typed.json)
        ]
        assert found == [expected, expected]
        assert (posted.status_code, typed.code) == (422, 1)
