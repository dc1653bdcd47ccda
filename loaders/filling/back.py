"""Compares a filled form that came back with what was filled in and with the ledger now (SEMANTICS Y7).

What was filled in is computed again from the revision that the form names, so nobody can change it on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from graph.errors import BadInput
from graph.filling import Asked, Given, OfMeasure
from graph.values import cell
from graph.words.listed import Listed
from loaders.filling.book import EVIDENCE
from loaders.filling.spots import Laid, Spot, given_to
from loaders.readers import Grid, grids_of

#: The kinds that a figure may be about.
_SPOKEN_OF = ("place", "organisation", "team")
CHANGED, ANSWERED, EMPTIED, MOVED = "changed", "answered", "emptied", "moved"


@dataclass(frozen=True)
class Difference:
    """A cell that differs.

    Attributes:
        spot: The cell.
        state: ``changed`` there, ``answered`` where it was empty, ``emptied``, or ``moved``: the ledger has moved on.
        was: What was filled.
        now: What stands there now.
        ledger: What the ledger gives now.
        figure: The number that could be recorded as a figure; None = it is none.
    """

    spot: Spot
    state: str
    was: Any
    now: Any
    ledger: Given
    figure: int | None = None


@dataclass(frozen=True)
class Origin:
    """From what a form was filled.

    Attributes:
        revision: The revision of the ledger.
        on: The day.
        cells: The sheets and cells that were filled.
    """

    revision: int
    on: date
    cells: frozenset[tuple[str, str]]


def origin_of(path: Path) -> Origin:
    """Return from what a form was filled, as its own sheet says.

    Raises:
        BadInput: It has no such sheet, or the sheet says nothing of it.
    """
    for grid in grids_of(path):
        if grid.sheet == EVIDENCE and len(grid.rows) > 1:
            header = {str(name): at for at, name in enumerate(grid.rows[0])}
            row = grid.rows[1]
            try:
                revision = int(float(str(row[header["版本"]])))
                at = header["工作表"], header["单元格"]
                cells = frozenset((str(one[at[0]]), str(one[at[1]])) for one in grid.rows[1:] if len(one) > max(at))
                return Origin(revision, date.fromisoformat(str(row[header["截至"]])[:10]), cells)
            except (KeyError, ValueError, IndexError):
                break
    raise BadInput("fill_no_origin", file=path.name, sheet=EVIDENCE)


def differences(path: Path, origin: Origin, laid: Laid, then: Asked, now: Asked) -> list[Difference]:
    """Return the cells of a form that differ from what was filled, or from the ledger now.

    Args:
        path: The form that came back.
        origin: From what it was filled.
        laid: Its map, laid over the ledger that it was filled from.
        then: With what that ledger is asked.
        now: With what the ledger is asked as it is now.

    Raises:
        BadInput: A sheet of the map is not there.
    """
    grids = {grid.sheet: grid for grid in grids_of(path)}
    formulas = _formulas(path)
    first = next(iter(grids.values()))
    found = []
    for spot, filled, ledger in zip(laid.spots, laid.given(), _again(laid.spots, then, now), strict=True):
        grid = first if spot.sheet is None else grids.get(spot.sheet)
        if grid is None:
            raise BadInput("fill_no_sheet", file=path.name, found=spot.sheet, expected=Listed(grids))
        if (grid.sheet, spot.cell) in formulas:
            continue
        stands, was = _at(grid, spot.cell), None
        if (grid.sheet, spot.cell) in origin.cells:
            was = filled.value
        if state := _state(_text(was), _text(stands), _text(ledger.value)):
            figure = _figure(spot, state, stands) if _kind_of(spot, then) in _SPOKEN_OF else None
            found.append(Difference(spot, state, was, stands, ledger, figure))
    return found


def _formulas(path: Path) -> set[tuple[str, str]]:
    """Return the cells with a formula: what the form computes itself was never filled in."""
    book = load_workbook(path)
    rows = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(title, found.coordinate) for title, found in rows if found.data_type == "f"}


def _again(spots: Sequence[Spot], then: Asked, now: Asked) -> list[Given]:
    """Return what the ledger now gives for the same things; nothing for those that are not there any more."""
    there: dict[int, Spot] = {}
    for at, spot in enumerate(spots):
        row = now.network.rows.row(then.network.key(spot.subject))
        if row is not None and now.network.view.valid[row]:
            there[at] = replace(spot, subject=row)
    given = dict(zip(there, given_to([*there.values()], now), strict=True))
    gone = Given(None, now.network.date, (("fill_gone", None),))
    return [given.get(at, gone) for at in range(len(spots))]


def _state(was: str | None, stands: str | None, ledger: str | None) -> str | None:
    if stands == ledger:
        return None
    if stands == was:
        return MOVED
    if stands is None:
        return EMPTIED
    return ANSWERED if was is None else CHANGED


def _kind_of(spot: Spot, asked: Asked) -> str:
    return asked.network.key(spot.subject).rpartition("-")[0]


def _figure(spot: Spot, state: str, stands: Any) -> int | None:
    """Return a number that is a figure of a measure; a text that is none is a question."""
    text = _text(stands)
    if state not in (CHANGED, ANSWERED) or not isinstance(spot.want, OfMeasure) or text is None:
        return None
    return int(text) if text.isascii() and text.isdecimal() else None


def _at(grid: Grid, said: str) -> Any:
    letters, number = coordinate_from_string(said)
    row, column = number - 1, column_index_from_string(letters) - 1
    line = grid.rows[row] if row < len(grid.rows) else []
    return line[column] if column < len(line) else None


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else cell.text(value)


def figure_rows(found: Sequence[Difference], asked: Asked, document: str, on: date) -> list[Mapping[str, Any]]:
    """Return the numbers as rows of the sheet of figures."""
    rows: list[Mapping[str, Any]] = []
    for one in found:
        key = asked.network.key(one.spot.subject)
        if one.figure is None or not isinstance(one.spot.want, OfMeasure):
            continue
        rows.append(
            {
                "对象": key,
                "指标": one.spot.label or None,
                "统计口径": one.spot.want.said,
                "数值": one.figure,
                "界": "准确",
                "单位": one.spot.want.in_unit,
                "截至": on,
                "出处": document,
            }
        )
    return rows
