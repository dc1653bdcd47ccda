"""Ties written as a column of a sheet of things: ``上级区域``, ``现任``, and their own fields after a dot.

A cell may hold several, parted by 、 or ； or a new line; then a cell of one of their fields holds as
many, or one for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from graph.kinds import Kind, Tie, tie_of
from graph.names.quoting import parted
from graph.values import cell
from graph.values.name import clean_name
from loaders.cells import Cleaned, Cleaner, cleaned, tell
from loaders.columns import Column
from loaders.conventions import conventions
from loaders.report import Report, Where
from loaders.sources.workbook.several import Several
from loaders.sources.workbook.sheet_layout import Layout


@dataclass
class TieCells:
    """One column of ties, a line a tie.

    Attributes:
        kind: The tie.
        column: The column of its other end.
        place: Position of that column in the sheet.
        layout: The sheet.
        rows: By line, the row of the sheet that it is in.
        refs: By line, the other end as written.
        values: The tie's own fields that the sheet speaks of, by line.
        vacant: The rows that say that there is none.
        vacant_since: Of those, since when, where they say it.
        targets: By line, the key of the other end; None until it is found.
    """

    kind: type[Tie]
    column: Column
    place: int
    layout: Layout
    rows: list[int]
    refs: list[str]
    values: dict[str, list[Any]]
    vacant: set[int]
    vacant_since: dict[int, Any] = field(default_factory=dict)
    targets: list[str | None] = field(default_factory=list)

    def where(self, line: int) -> Where:
        """Return the cell of a line."""
        return self.layout.where(self.rows[line], self.place)

    @property
    def other_kinds(self) -> tuple[str, ...]:
        """The kinds that the other end may be of."""
        return self.kind.target if self.column.at == "source" else self.kind.source

    def by_row(self) -> dict[int, list[int]]:
        """Return the lines of each row."""
        found: dict[int, list[int]] = {}
        for line, row in enumerate(self.rows):
            found.setdefault(row, []).append(line)
        return found


def tied_columns(layout: Layout, cleaner: Cleaner, several: Several, report: Report) -> list[TieCells]:
    """Return every column of ties in which something is written."""
    found = []
    for place, column in layout.columns.items():
        if column.at is None or column.field not in ("source", "target"):
            continue
        fields = {
            position: one
            for position, one in layout.columns.items()
            if one.at is not None and one.base == column.base and one.field not in ("source", "target")
        }
        cells = _cells(layout, place, column, fields, cleaner, several, report)
        if cells.rows or cells.vacant:
            found.append(cells)
    _alone(layout, report)
    return found


def _alone(layout: Layout, report: Report) -> None:
    """A field of a tie whose own column is not there says nothing of anybody."""
    bases = {one.base for one in layout.columns.values() if one.field in ("source", "target")}
    for place, one in layout.columns.items():
        if (
            one.at is not None
            and one.base not in bases
            and any(cell not in ("", None) for cell in layout.sheet.columns[place])
        ):
            report.error("tie_field_alone", layout.where(None, place), expected=one.base)


def _cells(
    layout: Layout,
    place: int,
    column: Column,
    fields: dict[int, Column],
    cleaner: Cleaner,
    several: Several,
    report: Report,
) -> TieCells:
    raw = layout.sheet.columns[place]
    split, wrong = cleaned(raw, lambda one: _refs(one, several))
    tell(report, Cleaned(split, wrong), raw, lambda row: layout.where(row, place))
    vacant = {row for row, refs in enumerate(split) if refs and len(refs) == 1 and conventions().is_nobody(refs[0])}
    lines = [(row, ref) for row, refs in enumerate(split) if refs and row not in vacant for ref in refs]
    found = TieCells(
        tie_of(column.kind), column, place, layout, [row for row, _ in lines], [ref for _, ref in lines], {}, vacant
    )
    if column.fixed:
        found.values[column.fixed[0]] = [column.fixed[1]] * len(lines)
    for position, one in fields.items():
        _field(found, split, position, one, cleaner, report)
    return found


def _field(cells: TieCells, split: list[Any], position: int, column: Column, cleaner: Cleaner, report: Report) -> None:
    """Clean a field of the ties, its cell shared out to the ties of the row."""
    raw, where = cells.layout.sheet.columns[position], cells.layout.where
    if not any(one not in ("", None) for one in raw):
        return
    spec = column.spec
    assert spec is not None  # a tie's ends are not among the fields  # noqa: S101
    if len(cells.rows) == sum(1 for refs in split if refs) - len(cells.vacant):
        shared = [raw[row] for row in cells.rows]
    else:
        shared = [
            part
            for row in dict.fromkeys(cells.rows)
            for part in _shares(raw[row], split[row], where(row, position), report)
        ]
    found = cleaner.column(shared, spec)
    tell(report, found, shared, lambda line: where(cells.rows[line], position), personal=spec.masked)
    cells.values[column.field] = found.values
    aside = [row for row, one in enumerate(raw) if one not in ("", None) and (not split[row] or row in cells.vacant)]
    since = column.field == "since" and "since" in Kind.model_fields
    for row in aside:
        if row in cells.vacant and since:
            cells.vacant_since[row] = cleaner.column([raw[row]], spec).values[0]
        elif row not in cells.vacant:
            report.warn("tie_field_unused", where(row, position), expected=column.base)


def _shares(raw: Any, refs: list[str], where: Where, report: Report) -> list[Any]:
    """Return a cell shared out to the ties of its row: one value for all, or one each, of which some may be empty."""
    parts = parted(raw.strip(), "next") if isinstance(raw, str) and len(refs) > 1 else [raw]
    if len(parts) not in (1, len(refs)):
        report.error("tie_fields_count", where, found=str(len(parts)), expected=str(len(refs)))
    return parts if len(parts) == len(refs) else parts[:1] * len(refs)


def _refs(raw: Any, several: Several) -> list[str] | None:
    """Return the references in a cell; a date or a time in it is a name that Excel changed."""
    if isinstance(raw, date | time | timedelta):
        clean_name(raw)  # refuses it
    text = cell.text(raw)
    if text is None:
        return None
    return several(text) or None
