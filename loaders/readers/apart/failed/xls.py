"""Failed cells of ``.xls``: records of errors, and formulas whose kept result is one.

The old workbook is a file system in a file (OLE): sectors chained by a table. Of it only the stream of the
workbook is put together, and of that only these records are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import error as TooShort  # noqa: N812 - what it means here
from struct import unpack_from

from loaders.readers.apart.failed.cells import CODES, MOST, UNCOMPUTED, Failed
from loaders.readers.apart.refusal import Refusal

_FREE = 0xFFFFFFFA  # from here on numbers of sectors mean something else
_SMALL = 4096
#: What a formula's kept result is, where it is no number; a text follows in a record of its own.
_TEXT_RESULT, _FAILED_RESULT, _EMPTY_RESULT = 0, 2, 3
#: How formulas end that give a number or an error, never an empty text: + - * / ^, a sign, %; COUNT, SUM and the like.
_ARITHMETIC = frozenset((0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14))
_CALLS, _NUMERIC = (0x22, 0x42, 0x62), frozenset((0, 4, 5, 6, 7, 169, 345, 346))
_WITH_UNICODE = b"\x00\x06"  # what the first record says of Excel 97 and later
_TEXT, _BETWEEN = 0x207, (0x221, 0x236, 0x4BC)
_SHEET, _BEGIN, _END, _PASSWORD, _ERROR, _FORMULA = 0x85, 0x809, 0x0A, 0x2F, 0x205, 0x06
#: Records of one cell with a value, and of several beside each other in a row.
_CELLS, _SEVERAL = frozenset((0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD)), 0xBD


def failed_xls(path: Path) -> list[Failed]:
    """Return, sheet by sheet in their order, the cells without a value although something stands there.

    Raises:
        Refusal: It is damaged, or has a password.
    """
    try:
        stream = _workbook(path.read_bytes())
        return [dict(_failed(stream, begin)) for begin, _ in _sheets(stream)]
    except (TooShort, IndexError) as error:
        raise Refusal("file_damaged") from error


def cells_xls(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield of each cell with a value the name of its sheet, its row and its column.

    Raises:
        Refusal: It is damaged, or has a password.
    """
    try:
        stream = _workbook(path.read_bytes())
        for name, begin in ((name, begin) for begin, name in _sheets(stream)):
            for kind, at, size in _records(stream, begin):
                if kind in _CELLS or kind == _SEVERAL:
                    row, column = unpack_from("<HH", stream, at)
                    yield name, row, unpack_from("<H", stream, at + size - 2)[0] if kind == _SEVERAL else column
    except (TooShort, IndexError) as error:
        raise Refusal("file_damaged") from error


def _workbook(data: bytes) -> bytes:
    """Return the stream of the workbook."""
    size, small = 1 << unpack_from("<H", data, 30)[0], 1 << unpack_from("<H", data, 32)[0]
    if size not in (512, 4096):
        raise Refusal("file_damaged")
    lists = [one for one in unpack_from("<109I", data, 76) if one < _FREE]
    more, seen = unpack_from("<I", data, 68)[0], 0
    while more < _FREE and seen < len(data) // size:
        found = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        lists += [one for one in found[:-1] if one < _FREE]
        more, seen = found[-1], seen + 1
    table = [one for at in lists for one in unpack_from(f"<{size // 4}I", data, (at + 1) * size)]

    def chained(first: int) -> bytes:
        return b"".join(data[(at + 1) * size : (at + 2) * size] for at in _chain(table, first))

    folder = chained(unpack_from("<I", data, 48)[0])
    entries: dict[str, tuple[int, int]] = {}
    for at in range(0, len(folder) - 127, 128):
        long = unpack_from("<H", folder, at + 64)[0]
        name = folder[at : at + max(0, long - 2)].decode("utf-16-le", "replace")
        first, length = unpack_from("<II", folder, at + 116)
        entries[name.lower()] = (first, length)
    name = "workbook" if "workbook" in entries else "book"
    if not {name, "root entry"} <= entries.keys():
        raise Refusal("file_damaged")
    (first, length), inside_first = entries[name], entries["root entry"][0]
    if length >= _SMALL:
        return chained(first)[:length]
    small_table = list(unpack_from(f"<{len(raw := chained(unpack_from('<I', data, 60)[0])) // 4}I", raw))
    inside = chained(inside_first)
    return b"".join(inside[at * small : (at + 1) * small] for at in _chain(small_table, first))[:length]


def _chain(table: list[int], at: int) -> Iterator[int]:
    """Yield the sectors of a chain; one that runs in a circle ends."""
    for _ in range(len(table)):
        if at >= len(table):
            return
        yield at
        at = table[at]


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    """Yield where each sheet begins, and its name."""
    wide = stream[4:6] == _WITH_UNICODE
    for kind, at, size in _records(stream, 0):
        if kind == _PASSWORD:
            raise Refusal("file_password")
        if kind == _SHEET and size >= 4:  # noqa: PLR2004 - its place
            yield unpack_from("<I", stream, at)[0], _named(stream[at + 6 : at + size], wide=wide)


def _named(said: bytes, *, wide: bool) -> str:
    r"""Return the name of a sheet: after its length, and since Excel 97 a mark that says of how many bytes a sign is.

    Example:
        >>> _named(b"\x02\x01\x3a\x53\xdf\x57", wide=True), _named(b"\x06\x00Sheet1", wide=True)
        ('区域', 'Sheet1')
    """
    if not wide:
        return said[1:].decode("gb18030", "replace")  # as Chinese programs wrote it; which page it was is seldom said
    return said[2:].decode("utf-16-le" if said[1:2] == b"\x01" else "latin-1", "replace")


def _failed(stream: bytes, begin: int) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the failed cells of the sheet that begins here."""
    found, waiting = 0, None
    for kind, at, size in _records(stream, begin):
        what = None
        if waiting is not None and kind not in _BETWEEN:
            place, waiting = waiting, None
            if kind != _TEXT:
                yield place, UNCOMPUTED
        if kind == _ERROR and size >= 8 and stream[at + 7]:  # noqa: PLR2004
            what = CODES.get(stream[at + 6], "#")
        elif kind == _FORMULA and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff":  # noqa: PLR2004
            result = stream[at + 6]
            if result == _FAILED_RESULT:
                what = CODES.get(stream[at + 8], "#")
            elif result == _TEXT_RESULT:
                waiting = unpack_from("<HH", stream, at)
            elif result == _EMPTY_RESULT and _is_numeric(stream[at + 22 : at + size]):
                what = UNCOMPUTED
        if what is not None and found < MOST:
            found += 1
            yield unpack_from("<HH", stream, at), what


def _is_numeric(formula: bytes) -> bool:
    """Return whether a formula can have no empty text as its result: one kept so was never computed."""
    if formula[-1:] and formula[-1] in _ARITHMETIC:
        return True
    return len(formula) > 3 and formula[-4] in _CALLS and unpack_from("<H", formula, len(formula) - 2)[0] in _NUMERIC  # noqa: PLR2004


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and size of the records from here to the end of what begins here."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield kind, at + 4, size
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _END and depth <= 0:
            return
        at += 4 + size
