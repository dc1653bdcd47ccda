"""The encoding of a text: told by its mark, else by what it can be, and of several by what is likely Chinese."""

from __future__ import annotations

import codecs
from itertools import chain
from pathlib import Path

from loaders.readers.apart.refusal import Refusal

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: The encodings that mainland offices write; any other is reported.
USUAL = frozenset({*_MARKS.values(), "utf-8", "gb18030"})
_TRADITIONAL, _WIDE = "cp950", ("utf-16-le", "utf-16-be")
_PIECE = 2**20
_HEAD = 2**16
#: Outside of UTF-16 so many signs may have one NUL among them, and none beside the end of a line.
_APART = 8
_WIDE_ENDS = ("\n\x00", "\x00\n")
#: Of fewer signs than these nobody can say whether they are traditional.
_FEW = 4
_LIKELY, _UNLIKELY = 0.95, 0.75
#: What UTF-16 without its mark may hold besides ASCII: punctuation, Chinese, and full-width signs.
_CHINESE = (*range(0x2010, 0x2040), *range(0x3000, 0x3020), *range(0x4E00, 0xA000), *range(0xFF00, 0xFFF0))
_SIGNS = frozenset(map(chr, chain((0x9, 0xA, 0xD, 0xB7, 0x2103, 0x33A1), range(0x20, 0x7F), _CHINESE)))


def encoding_of(path: Path) -> str:
    """Return the encoding of a file.

    UTF-8 is tried before GB18030: what is valid UTF-8 is hardly ever anything else, while nearly any
    bytes are valid GB18030. So is Big5, which is told from it by how often its signs are used; UTF-16 without its mark
    is taken where all of it is Chinese or ASCII in one order of bytes.

    Raises:
        Refusal: It is no text in any of these.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return _TRADITIONAL if encoding == "gb18030" and _is_traditional(path, head) else encoding
    found = None if marked else next((one for one in _WIDE if _is_wide(path, one)), None)
    if found:
        return found
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
                if nul and (encoding.startswith("utf-16") or any(end in piece for end in _WIDE_ENDS)):
                    return False
    except UnicodeError:
        return False
    return nul * _APART <= signs


def _is_wide(path: Path, encoding: str) -> bool:
    """Return whether a file is a table in UTF-16 of an order of bytes: in the other one its ends of lines are none."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            first = file.read(_HEAD)
            return "\n" in first and _SIGNS.issuperset(first) and _decodes(path, encoding)
    except UnicodeError:
        return False


def _is_traditional(path: Path, head: bytes) -> bool:
    """Return whether what can be GB18030 is Big5: its signs are often used ones there, and here they are seldom."""
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        there = [one for one in whole.decode(_TRADITIONAL) if not one.isascii()]
        here = [one for one in whole.decode("gb18030") if not one.isascii()]
    except UnicodeError:
        return False
    if len(there) < _FEW or not here:
        return False
    often = sum(b"\xa1" <= one.encode(_TRADITIONAL)[:1] <= b"\xc6" for one in there) / len(there)
    return often >= _LIKELY and _simplified(here) < _UNLIKELY and _decodes(path, _TRADITIONAL)


def _simplified(signs: list[str]) -> float:
    """Return which part of some signs stands in the list of simplified Chinese; signs of nobody are in none.

    Example:
        >>> _simplified(list("社区")), _simplified(list("社區")), _simplified(["社", chr(0xE6BD)])
        (1.0, 0.5, 0.0)
    """
    if any("\ue000" <= one <= "\uf8ff" for one in signs):
        return 0.0
    leads = (one.encode("gb2312", "ignore")[:1] for one in signs)
    return sum(lead in (b"\xa1", b"\xa3") or lead >= b"\xb0" for lead in leads) / len(signs)
