"""Notes on a file that is read although something about it is unusual: its ending, its encoding or its delimiter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from loaders.readers.apart.sort import ENDINGS
from loaders.readers.grid import Grid
from loaders.report import Report, Where

_ENCODINGS = {"cp950": "Big5", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}


def tell_named_wrongly(grids: Iterable[Grid], report: Report) -> None:
    """Note each file whose ending is that of another sort than what is in it."""
    for file, sort in {grid.file: grid.sort for grid in grids if grid.sort}.items():
        if Path(file).suffix.lower() not in ENDINGS[sort]:
            report.note("file_named_wrongly", Where(file), expected=ENDINGS[sort][0])


def tell_written_oddly(grids: Iterable[Grid], report: Report) -> None:
    """Note in what encoding a text was read, and what was taken for the mark between columns, where few do so."""
    for grid in grids:
        if encoding := grid.oddly.get("encoding"):
            report.note("file_read_in", Where(grid.file), found=_ENCODINGS[encoding], hint=f"hint.read_in.{encoding}")
        if mark := grid.oddly.get("mark"):
            report.note("file_parted", Where(grid.file), found=mark)
