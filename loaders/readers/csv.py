"""CSV files as Chinese offices keep them: UTF-8 with or without its mark, UTF-16 or GB18030, commas or tabs."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import polars as pl

from graph.errors import BadInput
from loaders.readers.grid import Grid

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DELIMITERS = ",\t;"


def read_csv(path: Path) -> list[Grid]:
    """Return the one table of a file; rows are numbered by record, as a spreadsheet would show them.

    Raises:
        BadInput: It is no text in any of these encodings.
    """
    text = decoded(path)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    return [Grid(path.name, path.stem, rows)]


def read_frame(path: Path) -> pl.DataFrame:
    """Return a plain table with its header in the first row, every column as text, blank cells null.

    For sources of one plain table: Polars reads it ten times as fast as rows.

    Raises:
        BadInput: It is no text in any of these encodings, or no table.
    """
    text = decoded(path)
    try:
        return pl.read_csv(
            io.BytesIO(text.encode()), separator=delimiter(text), infer_schema=False, raise_if_empty=False
        )
    except pl.exceptions.PolarsError as error:
        raise BadInput("file_unreadable", file=path.name, found=type(error).__name__) from error


def decoded(path: Path) -> str:
    """Return the text of a file in the encoding that it is in.

    UTF-8 is tried before GB18030: what is valid UTF-8 is hardly ever anything else, while nearly any
    bytes are valid GB18030.

    Raises:
        BadInput: It cannot be read, or is no text in any of these.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("file_unreadable", file=path.name, found=type(error).__name__) from error
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput("file_encoding", file=path.name, expected="UTF-8、GB18030")


def delimiter(text: str) -> str:
    r"""Return what parts the columns: of comma, tab and semicolon the one most used in the first lines.

    Example:
        >>> delimiter("code\tname\n37\t山东省，东\n")
        '\t'
    """
    head = text[:4096]
    return max(_DELIMITERS, key=head.count)
