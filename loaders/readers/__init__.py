"""From a file to its sheets: workbooks and CSV files, whatever their encoding and habits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from graph.errors import BadInput
from loaders.readers.apart.process import read_apart
from loaders.readers.apart.sort import ENDINGS as OF_SORTS
from loaders.readers.csv import read_frame
from loaders.readers.grid import Grid
from loaders.readers.named import called
from loaders.readers.once import kept, reading_once
from loaders.readers.sheet import Sheet, sheet_of

__all__ = ["ENDINGS", "Grid", "Sheet", "files_of", "grids_of", "not_read", "read_frame", "reading_once", "sheet_of"]

#: How files of tables are called; sources that read others name those themselves.
ENDINGS = tuple(ending for endings in OF_SORTS.values() for ending in endings)
_PACKED = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar")
#: What `linli export` writes and nobody reads back.
_FOR_OTHERS = (".graphml", ".gexf", ".cypher", ".parquet")


def files_of(path: Path) -> list[Path]:
    """Return a file, or the tables in a folder by name."""
    if not path.is_dir():
        return [path]
    tables = (one for one in path.iterdir() if one.suffix.lower() in ENDINGS and one.name[0] not in "~.")
    return sorted(one for one in tables if one.is_file())


def not_read(path: Path, known: Collection[str]) -> BadInput:
    """Return the refusal of a file by its ending: it is packed, was written for other programs, or is of no known sort.

    Example:
        >>> [not_read(Path(f"a.{one}"), ENDINGS).code for one in ("zip", "graphml", "docx")]
        ['file_packed', 'file_for_others', 'file_sort']
    """
    suffix = path.suffix.lower()
    code = "file_packed" if suffix in _PACKED else "file_for_others" if suffix in _FOR_OTHERS else "file_sort"
    return BadInput(code, file=called(path), expected=" ".join(known))


def grids_of(path: Path) -> list[Grid]:
    """Return the sheets of a workbook, or the one table of a CSV file: what it is, not what it is called.

    It is read in a process of its own, under limits of memory and time.

    Raises:
        BadInput: The file cannot be read, is of neither sort, or costs more than it may.
    """
    if path.suffix.lower() not in ENDINGS:
        raise not_read(path, ENDINGS)
    name, grids = called(path), kept(path, read_apart)
    return [grid if grid.file == name else replace(grid, file=name) for grid in grids]
