"""Files made to break whoever reads them, each small and each in its own way."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

_SHEET = "xl/worksheets/sheet1.xml"
_OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_CLOSE = "</sheetData></worksheet>"
_HEADERS = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("名称", "层级"))


def workbook(sheet: bytes | str, more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook with this XML as its sheet 区域, and other parts in place of its own."""
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.title = "区域"
    plain = io.BytesIO()
    made.save(plain)
    parts = {_SHEET: sheet.encode() if isinstance(sheet, str) else sheet, **(more or {})}
    out = io.BytesIO()
    with ZipFile(plain) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(parts.keys() - set(old.namelist()))]:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def cells(rows: str) -> str:
    """Return the XML of a sheet with headers and these rows."""
    return f"{_OPEN}<row>{_HEADERS}</row>{rows}{_CLOSE}"


def far_corner() -> bytes:
    return workbook(cells('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>'))


def nowhere() -> bytes:
    return workbook(cells('<row r="9999999999"><c r="ZZZZZ9999999999"><v>1</v></c></row>'))


def million_columns() -> bytes:
    return workbook(cells(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>"))


def bomb() -> bytes:
    """300 MB of one text in 300 KB."""
    return workbook(cells(f'<row><c t="inlineStr"><is><t>{"x" * 300_000_000}</t></is></c></row>'))


def many_texts() -> bytes:
    """One text of 32 KB, shown in 100,000 cells."""
    shared = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    strings = (shared % ("x" * 32_000)).encode()
    rows = '<row><c t="s"><v>0</v></c></row>' * 100_000
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'spreadsheetml.sheet.main+xml"/></Types>'
    )
    return workbook(cells(rows), {"xl/sharedStrings.xml": strings, "[Content_Types].xml": types})


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return workbook(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'
        + cells('<row><c t="e"><f>1</f><v>&a9;</v></c></row>')
    )


def merged() -> bytes:
    areas = "".join(f'<mergeCell ref="{letter}2:{letter}1048576"/>' for letter in ("A", "B", "C") * 500)
    sheet = cells('<row r="400000"><c r="A400000"><v>1</v></c></row>')
    return workbook(sheet.replace("</worksheet>", f'<mergeCells count="1500">{areas}</mergeCells></worksheet>'))


def sheets_without_end() -> bytes:
    one = '<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>'
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        + "".join(one.format(n=n) for n in range(1, 20_000))
        + "</sheets></workbook>"
    )
    return workbook(cells(""), {"xl/workbook.xml": book.encode()})


def ods_repeated() -> bytes:
    """A million rows of a million columns, by two numbers."""
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        '<table:table table:name="区域"><table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return out.getvalue()


def long_line() -> bytes:
    return "名称,层级\n".encode() + b"x" * 20_000_000


def open_quote() -> bytes:
    return '名称,层级,备注\n甲园,小区,"旧\n'.encode() + "乙园,小区,好\n".encode() * 10_000


def wide_line() -> bytes:
    return "名称,层级\n".encode() + b"," * 900_000 + b"\n"


#: By the name it is sent under, what makes it, and the codes with which it may be refused.
HOSTILE: Mapping[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "far_corner.xlsx": (far_corner, ("sheet_too_large",)),
    "nowhere.xlsx": (nowhere, ("cell_nowhere",)),
    "million_columns.xlsx": (million_columns, ("sheet_too_large", "file_costly")),
    "bomb.xlsx": (bomb, ("file_xml", "file_costly", "file_text")),
    "many_texts.xlsx": (many_texts, ("file_costly", "file_text")),
    "laughs.xlsx": (laughs, ("file_xml",)),
    "merged.xlsx": (merged, ("sheet_merged",)),
    "sheets.xlsx": (sheets_without_end, ("file_sheets",)),
    "repeated.ods": (ods_repeated, ("sheet_too_large",)),
    "long_line.csv": (long_line, ("line_too_long",)),
    "open_quote.csv": (open_quote, ("quote_swallows",)),
    "wide_line.csv": (wide_line, ("file_columns", "line_too_long")),
}
