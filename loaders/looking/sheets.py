"""Which of our sheets somebody's sheet seems to be, and which of our headers its headers."""

from __future__ import annotations

from typing import Any

from rapidfuzz import fuzz, process

from graph.kinds import Kind, kind_of
from graph.rules import Vocabulary
from loaders.columns import ASIDE, column_named, columns_of, sheet_kind, thing_sheets
from loaders.looking.written import Looked
from loaders.readers import Grid
from loaders.readers.habits import header_text
from loaders.refused import refused

_HEADER_WITHIN = 40  # rows from the top in which a header is looked for
_ALIKE = 75  # of 100, from which on a header is taken for one of ours
_AT_LEAST = 2  # headers of ours by which a sheet is known that is called otherwise


def kind_sheet(grid: Grid, words: Vocabulary, *, named: bool) -> Looked:
    """Return what a sheet seems to be: by its name alone, or else by its headers."""
    known = sheet_kind(grid.sheet)
    kinds = [known] if named and known else [] if named else [kind_of(name) for name in thing_sheets()]
    best = max(
        ((_score(row, kind, words), -place, kind) for kind in kinds for place, row in _rows(grid)),
        key=lambda one: one[:2],
        default=(0, 0, None),
    )
    score, place, kind = best
    if kind is None or score < (1 if named else _AT_LEAST):
        first = next((row for _, row in _rows(grid) if any(row)), [])
        return Looked(strange={header: "" for header in first if header})
    return _columns(grid, -place, kind, words)


def _rows(grid: Grid) -> list[tuple[int, list[str]]]:
    return [(place, [_header(one) for one in row]) for place, row in enumerate(grid.rows[:_HEADER_WITHIN])]


def _header(one: Any) -> str:
    return header_text(one) if isinstance(one, str) else ""


def _score(row: list[str], kind: type[Kind], words: Vocabulary) -> int:
    return sum(bool(header) and column_named(kind.kind, header, words) is not None for header in row)


def _columns(grid: Grid, header: int, kind: type[Kind], words: Vocabulary) -> Looked:
    ours = [column.header for column in columns_of(kind.kind)]
    columns: dict[str, str] = {}
    strange: dict[str, str] = {}
    headers = [one for one in (_header(cell) for cell in grid.rows[header]) if one and not one.startswith(ASIDE)]
    known = {one: one for one in headers if column_named(kind.kind, one, words) is not None}
    for one in dict.fromkeys(headers):
        left = [name for name in ours if name not in known.values() and name not in columns.values()]
        near = process.extractOne(one, left, scorer=fuzz.partial_ratio, score_cutoff=_ALIKE) if len(one) > 1 else None
        if why := refused(one):
            strange[one] = f"不收“{why.word}”· never kept"
        elif one in known:
            columns[one] = one
        elif near:
            columns[one] = near[0]
        else:
            strange[one] = ""
    return Looked("workbook", kind.zh, header + 1, columns, strange, {}, ours)
