"""Finds the workbooks that brought nothing: no cell is filled, or no sheet has a row below its header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.nothing_below import warn_of_nothing
from loaders.readers import Grid
from loaders.report import Report
from loaders.sources.workbook.sheet_layout import Layout


def tell_nothing(grids: Iterable[Grid], found: Sequence[Layout], report: Report) -> None:
    """Warn of each file in which nothing stands, or nothing below a header; a list declared complete is something."""
    written: dict[str, bool] = {}
    for grid in grids:
        written[grid.file] = written.get(grid.file, False) or any(map(any, grid.rows))
    for file, anything in written.items():
        of_file = [one for one in found if one.sheet.file == file] if anything else []
        if anything and not of_file:
            continue  # what stands there is told elsewhere
        if not any(one.sheet.rows or one.sheet.skipped or one.declared for one in of_file):
            warn_of_nothing(file, [one.sheet.name for one in of_file], report)
