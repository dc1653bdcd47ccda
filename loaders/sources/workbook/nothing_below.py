"""Whether a file brought nothing: an empty one, or one whose sheets have a header and no row, which somebody forgot.

A template is usually filled in part, so a sheet with its header alone says something only where no sheet has a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.readers import Grid
from loaders.report import Report, Where
from loaders.sources.workbook.sheet_layout import Layout


def tell_nothing(grids: Iterable[Grid], found: Sequence[Layout], report: Report) -> None:
    """Warn of each file in which nothing stands, or nothing below a header; a list declared complete is something."""
    written: dict[str, bool] = {}
    for grid in grids:
        written[grid.file] = written.get(grid.file, False) or any(map(any, grid.rows))
    for file, anything in written.items():
        of_file = [one for one in found if one.sheet.file == file]
        if not anything:
            report.warn("file_empty", Where(file))
        elif of_file and not any(one.sheet.rows or one.sheet.skipped or one.declared for one in of_file):
            code = "header_alone" if len(of_file) == 1 else "headers_alone"
            report.warn(code, Where(file), found=of_file[0].sheet.name, count=len(of_file))
