"""Numbers of a form that came back, recorded as figures beside the counts of the ledger: never over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.kinds import kind_of
from graph.rules import Rules
from graph.stores.base import Store
from loaders.readers import Grid
from loaders.reading import Context, Reading
from loaders.report import Report
from loaders.run import load
from loaders.sources import source_named
from loaders.sources.workbook import read_grids


def record(
    file: Path,
    rows: Sequence[Mapping[str, Any]],
    store: Store,
    *,
    by: str,
    rules: Rules,
    dry_run: bool = False,
    expected: int | None = None,
) -> Report:
    """Load rows of figures as if they stood on the sheet of figures of a workbook, and return the report.

    Args:
        file: The form that they stand in, which they came from.
        rows: The figures, by the headers of that sheet.
        store: Where to.
        by: Who records.
        rules: The profiles in force.
        dry_run: Compare and report, and write nothing.
        expected: The revision that was looked at; None = whichever is the newest.

    Raises:
        StaleRevision: Somebody committed since ``expected``.
    """
    headers = list(dict.fromkeys(name for row in rows for name in row))
    cells: list[list[Any]] = [[*headers], *([row.get(name) or "" for name in headers] for row in rows)]

    def read(_files: Sequence[Path], context: Context) -> Reading:
        grid = Grid(file.name, kind_of("figure").zh, [])
        grid.hide_identities(cells)
        grid.note_controls(cells)
        grid.rows.extend(cells)
        return read_grids([grid], context)

    source = replace(source_named("workbook"), read=read)
    return load(source, [file], store, by=by, rules=rules, dry_run=dry_run, expected=expected)
