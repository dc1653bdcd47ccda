"""From a file to its sheets: workbooks and CSV files, whatever their encoding and habits."""

from __future__ import annotations

from pathlib import Path

from graph.errors import BadInput
from loaders.readers.csv import read_csv, read_frame
from loaders.readers.grid import Grid
from loaders.readers.sheet import Sheet, sheet_of
from loaders.readers.xlsx import read_xlsx

__all__ = ["Grid", "Sheet", "files_of", "grids_of", "read_csv", "read_frame", "read_xlsx", "sheet_of"]

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TEXTS = (".csv", ".tsv", ".txt")


def files_of(path: Path) -> list[Path]:
    """Return a file, or the tables in a folder by name."""
    if not path.is_dir():
        return [path]
    return sorted(
        one for one in path.iterdir() if one.suffix.lower() in (*_WORKBOOKS, *_TEXTS) and one.name[0] not in "~."
    )


def grids_of(path: Path) -> list[Grid]:
    """Return the sheets of a workbook, or the one table of a CSV file.

    Raises:
        BadInput: The file cannot be read, or is of neither sort.
    """
    if path.suffix.lower() in _WORKBOOKS:
        return read_xlsx(path)
    if path.suffix.lower() in _TEXTS:
        return read_csv(path)
    raise BadInput("file_sort", file=path.name, expected=" ".join((*_WORKBOOKS, *_TEXTS)))
