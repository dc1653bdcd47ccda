"""How wide a text is before anybody draws it: a Chinese character fills a square, a Latin letter about half.

No font is asked, since nobody knows which one a reader has; letters are taken a little wider than most
fonts have them, so that a box is rather too wide than too narrow.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTER, _CAPITAL, _NARROW = 0.585, 0.68, 0.36  # of the font size; those of Noto Sans CJK are a little less
_NARROW_LETTERS = frozenset(" ijlftrI.,:;'!|()[]/-")
_BREAKS = " 、，；：。/·"
_NOT_FIRST = frozenset("、，；：。）」』》！？")
_LEFT = 3  # a third of a line at least is kept before a word that goes to the next
_WIDE_LETTERS = frozenset("MWmw@%—…")


def ems(text: str) -> float:
    r"""Return the width of a text on one line, in sizes of its font.

    Example:
        >>> ems("苏州路"), ems("党e\u0301") == ems("党e")
        (3.0, True)
    """
    return sum(map(_em, text))


@lru_cache(maxsize=8192)
def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0.0
    if character in _NARROW_LETTERS:
        return _NARROW
    if character in _WIDE_LETTERS or unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return _CAPITAL if character.isupper() else _LETTER


def wrapped(text: str, room: float) -> list[str]:
    """Return the lines of a text that are no wider than ``room``, broken after a comma or a blank where one is near.

    Example:
        >>> wrapped("苏州路演示社区", 4)
        ['苏州路演', '示社区']
        >>> wrapped("1号楼、2号楼、3号楼", 7)
        ['1号楼、', '2号楼、3号楼']
        >>> wrapped("passed over: vacant", 8)
        ['passed over:', 'vacant']
        >>> wrapped("空缺，自2024-09-01起", 8.2)
        ['空缺，自', '2024-09-01起']
        >>> wrapped("演示甲（现任）", 6)
        ['演示甲（现', '任）']
    """
    if ems(text) <= room:
        return [text.strip()]
    lines, line, wide = [], "", 0.0
    for character in text:
        if line and wide + _em(character) > room:
            cut = len(line) if character.isspace() else _cut(line, character)
            lines.append(line[:cut].rstrip())
            line = line[cut:].lstrip()
            wide = ems(line)
        if line or not character.isspace():
            line += character
            wide += _em(character)
    return [*lines, line.rstrip()] if line or not lines else lines


def _cut(line: str, after: str) -> int:
    """Return where to break a full line: behind a comma or blank in its second half, else before a word or date.

    One that would leave little of the line is cut where the line ends; no line begins with a sign that closes.
    """
    mark = max(line.rfind(sign) for sign in _BREAKS) + 1
    if mark * 2 > len(line):
        return mark
    start = len(line)
    while start and _of_word(after) and _of_word(line[start - 1]):
        start -= 1
    cut = start if start * _LEFT > len(line) else len(line)
    while cut > 1 and f"{line}{after}"[cut] in _NOT_FIRST:
        cut -= 1
    return cut


def _of_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign in "-.:")
