"""CSV files as Chinese offices keep them: UTF-8 with or without its mark, UTF-16 or GB18030, commas or tabs.

A quote that is never closed would swallow the rows below it into one cell. So a record over several lines
is looked at again, strictly: it is taken only if its quotes are in order and none of its lines looks like
a row.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from loaders.readers.apart.limits import Limits
from loaders.readers.apart.refusal import Refusal

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DELIMITERS = ",\t;"
#: What a text that a spreadsheet would take for a formula has before it in a CSV, which knows no types.
_MARK, _FORMULA = "'", "=+-@\t\r"
_PIECE = 2**20
#: Outside of UTF-16 so many signs may have one NUL among them, and none beside the end of a line.
_MARKED, _APART = "utf-16", 8
_WIDE_ENDS = ("\n\x00", "\x00\n")
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


def encoding_of(path: Path) -> str:
    """Return the encoding of a file.

    UTF-8 is tried before GB18030: what is valid UTF-8 is hardly ever anything else, while nearly any
    bytes are valid GB18030.

    Raises:
        Refusal: It is no text in any of these.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise Refusal("file_encoding", expected="expected.encoding")


def _decodes(path: Path, encoding: str) -> bool:
    """Return whether a file is text in an encoding.

    NUL shows that it is not. But in good UTF-8 or GB18030 a few are a program's slip, which is told at its cell as any
    other control character; in UTF-16 without its mark half of what is not Chinese would be NUL, the ends of lines too.
    """
    signs = nul = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.read(_PIECE):
                signs, nul = signs + len(piece), nul + piece.count("\x00")
                if nul and (encoding == _MARKED or any(end in piece for end in _WIDE_ENDS)):
                    return False
    except UnicodeError:
        return False
    return nul * _APART <= signs


def delimiter(text: str) -> str:
    r"""Return what parts the columns: of comma, tab and semicolon the one most used in the first lines.

    Example:
        >>> delimiter("code\tname\n37\t山东省，东\n")
        '\t'
    """
    return max(_DELIMITERS, key=text[:_HEAD].count)


def records(path: Path, limits: Limits) -> Iterator[list[str]]:
    """Yield the records of a file; their numbers are those that a spreadsheet would show.

    Raises:
        Refusal: It is no text, or a quote swallows rows, or it has more than the limits allow.
        OSError: It cannot be read.
    """
    check_lines(path, limits)
    encoding = encoding_of(path)
    csv.field_size_limit(limits.text)
    with path.open(encoding=encoding, newline="") as file:
        mark = delimiter(file.read(_HEAD))
        file.seek(0)
        yield from _records(file, mark, limits)


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
