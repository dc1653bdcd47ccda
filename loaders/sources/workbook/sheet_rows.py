"""The rows of a sheet as values: fields cleaned, ties as lines, references still as written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from graph.keys import is_key
from graph.kinds import Field, Kind
from graph.values import cell
from graph.values.count import split_unit
from loaders.cells import Cleaned, Cleaner, cleaned, tell
from loaders.conventions import conventions
from loaders.report import Report, Where
from loaders.sources.workbook.several import Several
from loaders.sources.workbook.sheet_layout import Layout
from loaders.sources.workbook.tied import TieCells, tied_columns

#: Cleaned only once names can be resolved.
_LATE = ("selector", "measure")


@dataclass(eq=False)
class Rows:
    """The rows of one sheet.

    Attributes:
        kind: The kind of the sheet.
        layout: The sheet.
        given: By row, the key in 编号.
        fields: The fields that the sheet speaks of, by row.
        late: The cells of references, selectors and measures, as written.
        ties: The columns of ties.
        keys: By row, the key; None until it is known.
        as_of: Of a thing of the sheet, the latest day on which a list above the header is complete.
    """

    kind: type[Kind]
    layout: Layout
    given: list[str | None]
    fields: dict[str, list[Any]]
    late: dict[str, list[Any]]
    ties: list[TieCells]
    keys: list[str | None] = field(default_factory=list)
    as_of: Callable[[str], date | None] = lambda _: None

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.layout.sheet.rows)

    def at(self, row: int, name: str) -> Any:
        """Return one value; None where the sheet does not speak of the field."""
        known = self.fields.get(name)
        return known[row] if known else None

    def values(self, name: str) -> list[Any]:
        """Return a field by row, all None where the sheet does not speak of it."""
        return self.fields.get(name) or self._blank

    @cached_property
    def _blank(self) -> list[Any]:
        return [None] * self.size

    def where(self, place: int, name: str | None = None) -> Where:
        """Return the row, or the cell of a field in it."""
        return self.layout.where(place, None if name is None else self.layout.column(name))

    @cached_property
    def origin(self) -> dict[str, pl.Series]:
        """The origin columns of a change set."""
        sheet = self.layout.sheet
        return {
            "file": pl.repeat(sheet.file, self.size, dtype=pl.String, eager=True),
            "sheet": pl.repeat(sheet.name, self.size, dtype=pl.String, eager=True),
            "row": pl.Series(sheet.rows, dtype=pl.Int64),
        }


def read_rows(layout: Layout, cleaner: Cleaner, several: Several, report: Report) -> Rows:
    """Return the rows of a sheet; each cell that is wrong is reported.

    A column in which no row says anything is as if it were not there: an unused column of the
    template clears nothing.
    """
    fields: dict[str, list[Any]] = {}
    late: dict[str, list[Any]] = {}
    given: list[str | None] = [None] * len(layout.sheet.rows)
    counts = {"value", "bound"} <= {one.name for one in layout.kind.fields}
    for place, column in layout.columns.items():
        raw = layout.sheet.columns[place]
        if column.at is not None or not any(one not in ("", None) for one in raw):
            continue
        one = column.spec
        if column.field == "key":
            given = _keys(layout, place, report)
        elif one is None or one.type == "reference" or one.value in _LATE:
            late[column.field] = _texts(layout, place, report)
        elif counts and one.name == "value":
            _counts(layout, place, fields, report)
        else:
            found = cleaner.column(raw, one)
            tell(report, found, raw, _at(layout, place), personal=one.masked)
            fields[one.name] = _joined(fields.get(one.name), found, one, layout, report)
    _beside_code(layout, fields)
    return Rows(layout.kind, layout, given, fields, late, tied_columns(layout, cleaner, several, report))


def _at(layout: Layout, place: int) -> Any:
    return lambda row: layout.where(row, place)


def _keys(layout: Layout, place: int, report: Report) -> list[str | None]:
    prefix = layout.kind.kind + "-"
    found: list[str | None] = []
    for row, raw in enumerate(layout.sheet.columns[place]):
        text = cell.text(raw) if isinstance(raw, str) else None
        if raw in ("", None) or (text and is_key(text) and text.startswith(prefix)):
            found.append(text)
        else:
            report.error("bad_key", layout.where(row, place), found=cell.text(raw) or str(raw), expected=f"{prefix}…")
            found.append(None)
    return found


def _texts(layout: Layout, place: int, report: Report) -> list[Any]:
    raw = layout.sheet.columns[place]
    texts, wrong = cleaned(raw, cell.text)
    tell(report, Cleaned(texts, wrong), raw, _at(layout, place))
    return texts


def _counts(layout: Layout, place: int, fields: dict[str, list[Any]], report: Report) -> None:
    """Read 60余人: a number, its bound and its unit; columns that say these themselves come on top."""
    raw = layout.sheet.columns[place]
    found, wrong = cleaned(raw, split_unit)
    tell(report, Cleaned(found, wrong), raw, _at(layout, place))
    counts = [one[0] if one else None for one in found]
    fields["value"] = [one and one.value for one in counts]
    fields["bound"] = [one and one.bound for one in counts]
    if any(one and one.low is not None for one in counts):
        fields["low"] = [one and one.low for one in counts]
        fields["high"] = [one and one.high for one in counts]


def _joined(known: list[Any] | None, found: Cleaned, one: Field, layout: Layout, report: Report) -> list[Any]:
    """Merge a column with the one that marks its counts; report rows where the two contradict."""
    if known is None:
        return found.values
    place = layout.column(one.name)
    for row, (before, now) in enumerate(zip(known, found.values, strict=True)):
        if now is not None and before not in (None, "exact", now):
            report.error("count_contradicts", layout.where(row, place), found=str(now), expected=str(before))
    return [before if now is None else now for before, now in zip(known, found.values, strict=True)]


def _beside_code(layout: Layout, fields: dict[str, list[Any]]) -> None:
    """Give every code its source, the default one where the row names none."""
    if "code" in fields:
        default = conventions().defaults.get(layout.kind.kind, {}).get("code_source")
        sources = fields.get("code_source") or [None] * len(fields["code"])
        fields["code_source"] = [
            (source or default) if code else source for code, source in zip(fields["code"], sources, strict=True)
        ]
