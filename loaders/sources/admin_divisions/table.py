"""The table of a division file: its columns found and clean, and every row that cannot be taken reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from graph.errors import BadValue
from graph.values.code import LEVELS
from loaders.cells import cleaned
from loaders.readers import Sheet, grids_of, read_frame, sheet_of
from loaders.readers.habits import header_text
from loaders.report import Report, Where, issue_of, letter
from loaders.sources.admin_divisions.codes import clean_codes, clean_names, level_of, parent_of

#: By column, the headers that it has in the tables that go round.
HEADERS = {
    "code": ("code", "代码", "区划代码", "行政区划代码", "统计用区划代码", "区划编码"),
    "parent": ("parent", "parent_code", "pcode", "上级", "上级代码", "父级代码"),
    "level": ("level", "级别", "层级"),
    "name": ("name", "名称", "区划名称", "行政区划名称"),
}
_NUMBER_OF = {name: number for number, name in enumerate(LEVELS.values(), 1)}


def column_of(header: str) -> str | None:
    """Return which column a header names; None where it names none."""
    said = header_text(header).lower()
    return next((name for name, known in HEADERS.items() if said in known), None)


class Table:
    """One file: a frame of ``code``, ``parent``, ``level``, ``name`` and ``row``, each as text."""

    def __init__(self, path: Path, report: Report) -> None:
        """Read the file; issues go to the report."""
        self._report, self._file = report, path.name
        self._letters: dict[str, tuple[str, str]] = {}
        self.frame = self._read(path)

    def where(self, row: int | None = None, name: str | None = None) -> Where:
        """Return a row, or one of its cells."""
        header, column = self._letters.get(name or "", (None, None))
        return Where(self._file, None, row, header, column)

    def rows(self) -> pl.DataFrame:
        """Return the rows that can be taken, clean: ``code``, ``parent``, ``level``, ``name``, ``file``, ``row``."""
        raw = self.frame
        codes, bad_codes = clean_codes(raw["code"])
        parents, bad_parents = clean_codes(raw["parent"])
        names, bad_names = clean_names(raw["name"])
        for name, wrong in (("code", bad_codes), ("parent", bad_parents), ("name", bad_names)):
            self._tell_wrong(name, wrong)
        clean = raw.select("row", said="level").with_columns(
            code=codes, parent=parents, name=names, file=pl.lit(self._file, pl.String), sheet=pl.lit(None, pl.String)
        )
        clean = clean.with_columns(level=level_of(pl.col("code")), above=parent_of(pl.col("code")))
        self._tell_blank("code", raw["code"], clean)
        self._tell_blank("name", raw["name"], clean)
        self._tell_differing(clean)
        return clean.drop_nulls(["code", "name"])

    def _read(self, path: Path) -> pl.DataFrame:
        frame = _plain(path)
        columns = self._columns(frame.columns)
        if not {"code", "name"} <= columns.keys():
            frame = self._searched(path)
            columns = self._columns(frame.columns)
        if missing := [name for name in ("code", "name") if name not in columns]:
            self._report.error("no_header", self.where(), expected="、".join(missing))
            return pl.DataFrame(schema={**dict.fromkeys(HEADERS, pl.String), "row": pl.Int64})
        rows = frame["row"] if "row" in frame.columns else pl.int_range(2, frame.height + 2, eager=True)
        empty = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
        texts = {name: frame[columns[name]].cast(pl.String) if name in columns else empty for name in HEADERS}
        return pl.DataFrame({**texts, "row": rows}).filter(pl.any_horizontal(pl.col(list(HEADERS)).is_not_null()))

    def _columns(self, headers: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, header in enumerate(headers):
            name = column_of(header)
            if name and name not in found:
                found[name] = header
                self._letters[name] = (header_text(header), letter(place))
        return found

    def _searched(self, path: Path) -> pl.DataFrame:
        """Return the table of a workbook, or of a CSV file with something above its header."""
        for grid in grids_of(path):
            sheet = sheet_of(grid, lambda header: column_of(header) is not None)
            if sheet is not None and {"code", "name"} <= {column_of(header) for header in sheet.headers}:
                self._columns(sheet.headers)
                self._tell_unfit(sheet)
                columns = zip(sheet.headers, sheet.columns, strict=True)
                named = {header: pl.Series(map(_text, cells), dtype=pl.String) for header, cells in columns if header}
                return pl.DataFrame({**named, "row": sheet.rows})
        return pl.DataFrame()

    def _tell_unfit(self, sheet: Sheet) -> None:
        """Report the cells that failed or hold a control character; what stands there is read as nothing."""
        for header, cells in zip(sheet.headers, sheet.columns, strict=True):
            name = column_of(header)
            _, wrong = cleaned(cells, lambda one: one) if name else ([], {})
            for place, one in enumerate(cells) if wrong else ():
                if one in wrong:
                    self._report.add(issue_of(wrong[one], self.where(sheet.rows[place], name)))
                    cells[place] = None

    def _tell_wrong(self, name: str, wrong: dict[str, BadValue]) -> None:
        if wrong:
            rows = self.frame.select("row", said=pl.col(name).str.strip_chars())
            for row, said in rows.filter(pl.col("said").is_in(list(wrong))).iter_rows():
                self._report.add(issue_of(wrong[said], self.where(row, name)))

    def _tell_blank(self, name: str, raw: pl.Series, clean: pl.DataFrame) -> None:
        blank = (raw.str.strip_chars().fill_null("") == "") & clean[name].is_null()
        for row in clean.filter(blank)["row"].to_list():
            self._report.required(self.where(row, name), HEADERS[name][1])

    def _tell_differing(self, clean: pl.DataFrame) -> None:
        """A level or a parent that says another thing than the code's own structure."""
        number = pl.col("level").replace_strict(_NUMBER_OF, default=None, return_dtype=pl.String)
        said = pl.col("said").str.strip_chars().str.strip_suffix(".0")
        level = clean.filter(~said.is_in(["", "1", "2", "3", "4", "5"]) | ((said != number) & (said != "")))
        for row, found, code, expected in (
            level.filter(pl.col("code").is_not_null()).select("row", "said", "code", number.alias("number")).iter_rows()
        ):
            self._report.error("level_differs", self.where(row, "level"), found=found, expected=expected, whose=code)
        other = clean.filter(pl.col("code").is_not_null()).filter(
            (pl.col("parent") != pl.col("above")) | (pl.col("above").is_null() & pl.col("parent").is_not_null())
        )
        for row, found, code, expected in other.select("row", "parent", "code", "above").iter_rows():
            self._report.error(
                "parent_differs", self.where(row, "parent"), found=found, expected=expected or "—", whose=code
            )


def _plain(path: Path) -> pl.DataFrame:
    """Return a CSV file that is a plain table from its first row on; anything else is looked through by rows."""
    frame = read_frame(path)
    return pl.DataFrame() if frame is None else frame


def _text(cell: object) -> str | None:
    if cell is None or cell == "":
        return None
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
