"""What runs in the process: reads one file under limits, and tells what is in it as lines of JSON.

Each line is a list that begins with what it is: ``sheet`` (sort of the file, name, merged areas, failed
cells), ``oddly`` (what in how a text is written is not usual), ``rows`` (some rows, trailing empty cells left
out), ``failed`` (further failed cells: numbers that are none), ``refused`` (code, parameters), and in the end
``done``. A process that ends without ``done`` or ``refused`` came to a limit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

from loaders.readers.apart.limits import Limits
from loaders.readers.apart.refusal import Refusal
from loaders.readers.apart.sort import sort_of

_CELLS = 8_000  # so many cells make a line
_SOME_MEMORY = 2**22
_TEXTS = 500  # so many rows of texts, whose cells may be long

Tell = Callable[..., None]


def main(said: str) -> None:
    """Read, or after a failure look for the cell that is to blame, as told in JSON."""
    told = json.loads(said)
    limits = Limits(**told["limits"])
    limits.impose()
    tell = _teller(limits)
    try:
        path = Path(told["path"])
        sort = sort_of(path)
        if told["work"] == "name":
            _name_cell(path, sort, limits)
        elif sort == "text":
            _read_text(path, limits, tell)
        else:
            _read_workbook(path, sort, limits, tell)
    except Refusal as error:
        tell("refused", error.code, error.params)
    except (MemoryError, ImportError):  # not even what reads it could be had
        sys.exit(1)
    except OSError as error:
        _end_at_limit()
        tell("refused", "file_unreadable", {"found": error.strerror or type(error).__name__})
    except BaseException as error:  # noqa: BLE001 - a panic of the reader is no Exception
        _end_at_limit()
        tell("refused", "file_defeats", {"found": type(error).__name__})
    else:
        tell("done")


def _end_at_limit() -> None:
    """End where no memory is left: any other error would only be a consequence of that."""
    try:
        bytearray(_SOME_MEMORY)
    except MemoryError:
        sys.exit(1)


def _teller(limits: Limits) -> Tell:
    left = limits.told
    out = sys.stdout.buffer
    encoded = json.JSONEncoder(
        ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"), default=_tagged
    ).encode

    def tell(*what: Any) -> None:
        nonlocal left
        line = encoded(what).encode("utf-8", "surrogatepass") + b"\n"
        left -= len(line)
        if left < 0 and what[0] == "rows":
            raise Refusal("file_text", expected=limits.told // 2**20)
        out.write(line)
        out.flush()

    return tell


def _read_workbook(path: Path, sort: str, limits: Limits, tell: Tell) -> None:
    from loaders.readers.apart.workbook import sheets  # noqa: PLC0415 - the limits come first

    for sheet in sheets(path, sort, limits):
        failed = [(*place, what) for place, what in sheet.failed.items()]
        tell("sheet", sort, sheet.name, sheet.merged, failed)
        _tell_rows(map(_without_end, sheet.rows), tell)


def _read_text(path: Path, limits: Limits, tell: Tell) -> None:
    from loaders.readers.apart.text import records, written  # noqa: PLC0415

    left = limits.cells
    how = written(path, limits)
    tell("sheet", "text", path.stem, [], [])
    if how.oddly:
        tell("oddly", how.oddly)

    def counted() -> Iterator[list[str]]:
        nonlocal left
        for record in records(path, how, limits):
            left -= len(record)
            if left < 0:
                raise Refusal("file_cells", expected=limits.cells)
            yield record

    _tell_rows(counted(), tell)


def _name_cell(path: Path, sort: str, limits: Limits) -> None:
    from loaders.readers.apart.farthest import name_cell  # noqa: PLC0415

    name_cell(path, sort, limits)


def _tell_rows(rows: Iterable[list[Any]], tell: Tell) -> None:
    some: list[list[Any]] = []
    cells = told = 0
    for row in rows:
        some.append(row)
        cells += len(row) + 1
        if cells > _CELLS or len(some) >= _TEXTS:
            _tell_some(some, told, tell)
            told += len(some)
            some, cells = [], 0
    _tell_some(some, told, tell)


def _tell_some(rows: list[list[Any]], first: int, tell: Tell) -> None:
    """Tell some rows; a number that is none, which JSON cannot say, is a failed cell."""
    try:
        tell("rows", rows)
    except ValueError:
        odd = [
            (number, column, str(one))
            for number, row in enumerate(rows)
            for column, one in enumerate(row)
            if isinstance(one, float) and not isfinite(one)
        ]
        for number, column, _ in odd:
            rows[number][column] = ""
        tell("failed", [(first + number, column, said) for number, column, said in odd])
        tell("rows", rows)


def _without_end(row: list[Any]) -> list[Any]:
    while row and row[-1] == "":
        row.pop()
    return row


def _tagged(value: Any) -> dict[str, Any]:
    """Return a value that JSON does not know, with what it is."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    return {"other": str(value)}
