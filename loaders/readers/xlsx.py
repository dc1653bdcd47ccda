"""Workbooks: cells by calamine, and what calamine does not tell from the file itself.

``skip_empty_area`` is off, since else the cells of a report shift. Calamine gives an empty cell where
a formula failed or was never computed; those are found in the sheet's XML. It does not see whether a
row is hidden: hidden rows are read like others.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from graph.errors import BadInput
from loaders.readers.grid import Grid

#: What stands where a formula has no value, since no program ever computed it.
UNCOMPUTED = "="

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_FAILED = re.compile(rb'<c\b([^>]*\bt="e"[^>]*)>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]*)</v>')
_NOT_COMPUTED = re.compile(rb"<c\b([^>]*)><f\b[^>]*?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")


def read_xlsx(path: Path) -> list[Grid]:
    """Return the sheets of a workbook, in order; charts and other sheets without cells are left out.

    Raises:
        BadInput: It is no workbook, or it is encrypted.
    """
    try:
        book = CalamineWorkbook.from_path(path)
        names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        broken = _broken_cells(path)
        return [_grid(path, book.get_sheet_by_name(name), broken.get(name, {})) for name in names]
    except (CalamineError, OSError, BadZipFile) as error:
        raise BadInput("file_unreadable", file=path.name, found=type(error).__name__) from error


def _grid(path: Path, sheet: CalamineSheet, broken: dict[tuple[int, int], str]) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    return Grid(path.name, sheet.name, rows, tuple(sheet.merged_cell_ranges or ()), broken)


def _broken_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return, by sheet, the cells without a value although something stands there."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    found = {}
    with ZipFile(path) as file:
        for name, part in _parts(file).items():
            xml = file.read(part)
            cells = {}
            if b't="e"' in xml:
                cells = {_position(tag): text.decode() for tag, text in _FAILED.findall(xml)}
            if b"<f>" in xml or b"<f " in xml:
                cells |= {_position(tag): UNCOMPUTED for tag in _NOT_COMPUTED.findall(xml)}
            found[name] = cells
    return found


def _parts(file: ZipFile) -> dict[str, str]:
    """Return the part of the file that holds each sheet."""
    relations = (dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(file.read("xl/_rels/workbook.xml.rels")))
    targets = {one[b"Id"]: one[b"Target"].decode() for one in relations}
    parts = {}
    for tag in _SHEET.findall(file.read("xl/workbook.xml")):
        said = dict(_ATTRIBUTE.findall(tag))
        target = targets.get(next((value for name, value in said.items() if name.endswith(b":id")), b""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in file.namelist():
            parts[unescape(said[b"name"].decode())] = part
    return parts


def _position(tag: bytes) -> tuple[int, int]:
    """Return the row and column, from 0, of the cell that a tag names, such as ``C14``."""
    said = dict(_ATTRIBUTE.findall(tag))[b"r"].decode()
    letters = said.rstrip("0123456789")
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(said.removeprefix(letters)) - 1, column - 1
