"""Failed cells of ``.xlsb``: records of errors, and of formulas whose kept result is one."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipFile

from loaders.readers.apart.failed.cells import CODES, MOST, Failed
from loaders.readers.apart.parts import named, targets_of

_ROW, _ERROR, _FORMULA, _SHEET = 0, 3, 11, 156
_BOOK = "xl/workbook.bin"


def failed_xlsb(file: ZipFile) -> dict[str, Failed]:
    """Return, by sheet, the cells without a value although something stands there."""
    targets = targets_of(file, _BOOK)
    found = {}
    for kind, record in _records(file.read(named(file)[_BOOK])):
        if kind == _SHEET:
            length = unpack_from("<I", record, 8)[0]
            target = record[12 : 12 + 2 * length].decode("utf-16-le")
            at = 12 + 2 * length
            name = record[at + 4 : at + 4 + 2 * unpack_from("<I", record, at)[0]].decode("utf-16-le")
            if target in targets:
                found[name] = dict(_failed(file.read(targets[target])))
    return found


def _failed(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    row, found = 0, 0
    for kind, record in _records(data):
        if kind == _ROW:
            row = unpack_from("<I", record)[0]
        elif kind in (_ERROR, _FORMULA) and found < MOST:
            found += 1
            yield (row, unpack_from("<I", record)[0]), CODES.get(record[8], "#")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content; both numbers before it are written in groups of seven bits."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        size, at = _number(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    found = 0
    for place in range(most):
        byte = data[at]
        at += 1
        found |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:  # noqa: PLR2004 - the last one
            break
    return found, at
