"""A CSV file as a frame, where it is a plain table: for sources of one table, ten times as fast as rows."""

from __future__ import annotations

import io
import re
from pathlib import Path

import polars as pl

from graph.errors import BadInput
from graph.files import why_not
from graph.identity import MAYBE, may_hold_one
from graph.values.controls import CONTROLS
from loaders.readers.apart.encodings import encoding_of
from loaders.readers.apart.limits import Limits
from loaders.readers.apart.parted import delimiter
from loaders.readers.apart.refusal import Refusal
from loaders.readers.apart.sort import ARCHIVES
from loaders.readers.apart.text import Written, check_lines
from loaders.readers.named import called
from loaders.readers.once import let_go

_QUOTE = '"'


def read_frame(path: Path, *, quotes: bool = False) -> pl.DataFrame | None:
    """Return a plain table with its header in the first row, every column as text, blank cells null.

    None where it is anything else: a workbook, a table with quotes, with something above its header, written in an
    unusual way, or with a control character or what may be an identity number. Such a file is read by rows, in a
    process of its own, which says what is wrong.

    Args:
        path: The file.
        quotes: Take a table with quotes too, where each quoted cell begins and ends on its line.

    Raises:
        BadInput: It cannot be read, or has a line or a number of lines that no table has.
    """
    try:
        with path.open("rb") as file:
            if file.read(8).startswith(ARCHIVES):
                return None
        limits = Limits.of(path.stat().st_size)
        check_lines(path, limits)
        encoding = encoding_of(path)
        text = path.read_text(encoding)
    except OSError as error:
        raise BadInput("file_unreadable", file=called(path), found=why_not(error)) from error
    except Refusal as refused:
        raise BadInput(refused.code, file=called(path), **refused.params) from None
    mark = delimiter(text)
    if Written(encoding, mark).oddly:
        return None
    quoted = _QUOTE in text
    if (quoted and not (quotes and _plainly_quoted(text, mark))) or text.partition("\n")[0].count(
        mark
    ) >= limits.columns:
        return None
    data = text.encode()
    try:
        frame = pl.read_csv(
            io.BytesIO(data),
            separator=mark,
            infer_schema=False,
            raise_if_empty=False,
            quote_char=_QUOTE if quoted else None,
        )
    except pl.exceptions.PolarsError:
        return None
    signs = f"{CONTROLS}|{MAYBE}" if may_hold_one(data, json=False) else CONTROLS
    odd = frame.select(pl.any_horizontal(pl.all().str.contains(signs).any())) if frame.width else frame
    if odd.height and odd.item():
        return None
    let_go(path)
    return frame


def _plainly_quoted(text: str, mark: str) -> bool:
    """Return whether every line with a quote has whole cells: quoted from end to end, or without any.

    Example:
        >>> _plainly_quoted('a,"b ""c"", d"', ","), _plainly_quoted('a,"b', ","), _plainly_quoted('a"b,c', ",")
        (True, False, False)
    """
    one = rf'(?:"(?:[^"]|"")*"|[^"{re.escape(mark)}]*)'
    line = re.compile(rf"{one}(?:{re.escape(mark)}{one})*")
    return all(line.fullmatch(row.rstrip("\r")) for row in text.split("\n") if _QUOTE in row)
