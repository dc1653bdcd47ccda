"""CSV files as Chinese offices keep them, whatever their encoding and whatever parts their columns.

A quote that is never closed would swallow the rows below it into one cell. So a record over several lines
is looked at again, strictly: it is taken only if its quotes are in order and none of its lines looks like
a row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loaders.readers.apart.encodings import USUAL as USUAL_ENCODINGS
from loaders.readers.apart.encodings import encoding_of
from loaders.readers.apart.limits import Limits
from loaders.readers.apart.parted import USUAL, delimiter
from loaders.readers.apart.refusal import Refusal

#: What a text that a spreadsheet would take for a formula has before it in a CSV, which knows no types.
_MARK, _FORMULA = "'", "=+-@\t\r"
_PIECE = 2**20
#: In so many characters it is seen what parts the columns.
_HEAD = 4096


def check_lines(path: Path, limits: Limits) -> None:
    """Refuse, without reading it whole, a file with a line of more than a mebibyte or with too many lines.

    Raises:
        Refusal: It has.
        OSError: It cannot be read.
    """
    lines, ends = 0, 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            ends = piece.count(b"\n") or piece.count(b"\r")
            if not ends and len(piece) == _PIECE:
                raise Refusal("line_too_long", row=lines + 1, expected=limits.text)
            lines += ends
            if lines > limits.rows:
                raise Refusal("file_rows", found=lines, expected=limits.rows)


class Written(NamedTuple):
    """How a text is written: its encoding, and what parts its columns."""

    encoding: str
    mark: str

    @property
    def oddly(self) -> dict[str, str]:
        """What of it is not usual, to be told."""
        encoding = {} if self.encoding in USUAL_ENCODINGS else {"encoding": self.encoding}
        return encoding if self.mark in USUAL else {**encoding, "mark": self.mark}


def written(path: Path, limits: Limits) -> Written:
    """Return how a file is written, before any of it is read.

    Raises:
        Refusal: It is no text, or has a line or a number of lines that no table has.
        OSError: It cannot be read.
    """
    check_lines(path, limits)
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        return Written(encoding, delimiter(file.read(_HEAD)))


def records(path: Path, how: Written, limits: Limits) -> Iterator[list[str]]:
    """Yield the records of a file; their numbers are those that a spreadsheet would show.

    Raises:
        Refusal: A quote swallows rows, or it has more than the limits allow.
        OSError: It cannot be read.
    """
    csv.field_size_limit(limits.text)
    with path.open(encoding=how.encoding, newline="") as file:
        yield from _records(file, how.mark, limits)


def _records(file: io.TextIOBase, mark: str, limits: Limits) -> Iterator[list[str]]:
    lines: list[str] = []

    def noted() -> Iterator[str]:
        for line in file:
            lines.append(line)
            yield line

    reader, width, last = csv.reader(noted(), delimiter=mark), 0, 0
    try:
        for record in reader:
            if '"' in lines[0] and (len(lines) > 1 or not lines[0].endswith(("\n", "\r"))):
                _check_quotes(lines, mark, width, last + 1)
            width = width or len(record) - 1
            if len(record) > limits.columns:
                raise Refusal("file_columns", row=last + 1, found=len(record), expected=limits.columns)
            last = reader.line_num
            marked = any(_MARK in line for line in lines)
            lines.clear()
            yield [_unmarked(one) for one in record] if marked else record
    except csv.Error as error:
        if len(lines) > 1:
            _check_quotes(lines, mark, width, last + 1)
            raise Refusal("quote_swallows", row=last + 1, last=last + len(lines)) from error
        raise Refusal("line_too_long", row=last + 1, expected=limits.text) from error


def _unmarked(text: str) -> str:
    """Return a cell without the mark that keeps it from becoming a formula.

    Example:
        >>> _unmarked("'=1+1"), _unmarked("'演示'")
        ('=1+1', "'演示'")
    """
    return text[1:] if text[:1] == _MARK and text[1:2] and text[1] in _FORMULA else text


def _check_quotes(lines: list[str], mark: str, width: int, row: int) -> None:
    """Refuse a record over several lines that is not quoted in order, or of which a later line looks like a row."""
    try:
        (record,) = csv.reader(lines, delimiter=mark, strict=True)
    except (csv.Error, ValueError):
        raise Refusal("quote_swallows", row=row, last=row + len(lines) - 1) from None
    inside = (line for cell in record for line in cell.splitlines()[1:])
    if width and any(line.count(mark) >= width for line in inside):
        raise Refusal("quote_swallows", row=row, last=row + len(lines) - 1)
