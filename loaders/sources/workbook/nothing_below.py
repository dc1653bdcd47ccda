"""Finds the workbooks that brought nothing: no cell is filled, or no sheet has a row below its header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.words.listed import Listed
from loaders.columns import ASIDE
from loaders.nothing_below import warn_of_nothing
from loaders.readers import Grid
from loaders.report import Report, Where
from loaders.sources.workbook.sheet_layout import Layout


def tell_nothing(grids: Iterable[Grid], found: Sequence[Layout], report: Report) -> None:
    """Warn of each file in which nothing stands, or nothing below a header, or on sheets that are left out alone.

    A list declared complete is something.
    """
    written: dict[str, list[str]] = {}
    for grid in grids:
        written.setdefault(grid.file, []).extend([grid.sheet] if any(map(any, grid.rows)) else [])
    for file, sheets in written.items():
        of_file = [one for one in found if one.sheet.file == file]
        if sheets and not of_file:
            if all(one.startswith(ASIDE) for one in sheets):
                report.warn("all_aside", Where(file), found=Listed(sheets))
            continue  # what else stands there is told elsewhere
        if not any(one.sheet.rows or one.sheet.skipped or one.declared for one in of_file):
            warn_of_nothing(file, [one.sheet.name for one in of_file], report)
