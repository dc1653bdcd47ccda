"""Whether a file is what its name says: one that is another sort of table is read, and that is said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from loaders.readers.apart.sort import ENDINGS
from loaders.readers.grid import Grid
from loaders.report import Report, Where


def tell_named_wrongly(grids: Iterable[Grid], report: Report) -> None:
    """Note each file whose ending is that of another sort than what is in it."""
    for file, sort in {grid.file: grid.sort for grid in grids if grid.sort}.items():
        if Path(file).suffix.lower() not in ENDINGS[sort]:
            report.note("file_named_wrongly", Where(file), expected=ENDINGS[sort][0])
