"""From a file somebody kept to a change set and a report."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from graph.errors import BadInput, NotFound
from graph.words.listed import Listed
from loaders.answered import is_answer
from loaders.mapping import FileMap, read_mapping
from loaders.readers import ENDINGS, Grid, files_of, grids_of, not_read
from loaders.readers.apart.encodings import encoding_of
from loaders.readers.apart.parted import delimiter
from loaders.readers.apart.positions import address_of
from loaders.readers.apart.refusal import Refusal
from loaders.readers.apart.sort import sort_of
from loaders.readers.unparted import said_of, unparted
from loaders.report import Issue, Report
from loaders.run import load
from loaders.sources import Source, all_sources, source_named
from loaders.sources.workbook.named_otherwise import is_header

__all__ = ["FileMap", "Issue", "Report", "Source", "all_sources", "detect", "load", "read_mapping", "source_named"]

_TEXTS = (".csv", ".tsv", ".txt")
_HEAD = 50  # rows in which a source recognises a file
_LOOK = 1 << 16  # characters in which they are looked for
_WIDE = 1000  # cells of a row in which they do: a sheet may have sixteen thousand


def detect(path: Path | str) -> Source:
    """Return the source that a file looks like, by its header.

    Raises:
        NotFound: It looks like none of them.
        BadInput: It cannot be read, is empty, or is a folder without a table.
    """
    suffix = Path(path).suffix.lower()
    own = [source for source in all_sources() if suffix in source.endings]
    if own:  # where none knows the file, the first says what it misses in it
        if is_answer(Path(path)):
            raise BadInput("file_is_answer", file=Path(path).name)
        return min(own, key=lambda one: not one.takes(Path(path)))
    _check_sort(Path(path))
    files = files_of(Path(path))
    if not files:
        raise BadInput("folder_empty", file=Path(path).name, expected=" ".join(ENDINGS))
    grids = [grid for file in files for grid in _heads(file)]
    for source in sorted(all_sources(), key=lambda one: not one.early):
        if source.recognises(grids):
            return source
    if all(map(_is_blank, files)) or not any(map(any, (grid.rows for grid in grids))):
        raise BadInput("file_empty", file=Path(path).name)
    if is_answer(Path(path), grids):
        raise BadInput("file_is_answer", file=Path(path).name)
    _check_parted(grids)
    raise NotFound(
        "no_source_for",
        ref=Path(path).name,
        file=quote(Path(path).name),
        candidates=Listed(source.name for source in all_sources()),
    )


def _check_parted(grids: Sequence[Grid]) -> None:
    """Refuse a table that would be known if its headers did not stand in one cell.

    Raises:
        BadInput: It is one.
    """
    for grid in grids:
        if found := unparted(grid, is_header):
            cell = address_of(found.row, found.column)
            raise BadInput("columns_unparted", file=grid.file, cell=cell, **said_of(found))


def _is_blank(path: Path) -> bool:
    """Return whether a file of text has nothing but blanks and delimiters."""
    with path.open("rb") as file:
        data = file.read(_LOOK + 1)
    return len(data) <= _LOOK and path.suffix.lower() in _TEXTS and not data.strip(b"\xef\xbb\xbf \t\r\n,;")


def _check_sort(path: Path) -> None:
    """Refuse a file of a sort that no source reads.

    Raises:
        BadInput: It is; the sorts are those of tables, and those that single sources read.
    """
    known = [*ENDINGS, *sorted({one for source in all_sources() for one in source.endings})]
    if not path.is_dir() and path.suffix.lower() not in known:
        raise not_read(path, known)


def _is_text(path: Path) -> bool:
    """Return whether a file called a text is one; of any other sort whoever reads it whole says what it is."""
    try:
        return sort_of(path) == "text"
    except (OSError, Refusal):
        return False


def _heads(path: Path) -> list[Grid]:
    """Return the first rows of the sheets of a file.

    Of a CSV file no more is read, since a country has too many rows to look at twice.
    """
    if path.suffix.lower() in _TEXTS and _is_text(path):
        try:
            with path.open(encoding=encoding_of(path), newline="") as file:
                text = file.read(_LOOK)
            rows = csv.reader(text.splitlines(keepends=True)[:_HEAD], delimiter=delimiter(text))
            return [Grid(path.name, path.stem, list(rows)).head(_HEAD, _WIDE)]
        except (OSError, UnicodeError, csv.Error, Refusal):
            pass  # it is no plain text after all; whoever reads it whole says what is wrong
    return [grid.head(_HEAD, _WIDE) for grid in grids_of(path)]
