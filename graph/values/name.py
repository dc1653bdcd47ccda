"""Names of places, organisations, people and things: one spelling for what looks the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from graph.values import cell
from graph.values.base import ValueType, as_written

_AS_IS = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")
#: The same of a whole text, as Rust understands it.
PLAIN = r"^[\x{4e00}-\x{9fff}0-9A-Za-z]+$"
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_CJK}]")
_CLOSE = f"[{_CJK}、。《》「」“”,:;!?()]"  # Chinese sets no space beside these
_LOOSE = re.compile(f"(?<={_CLOSE}) | (?={_CLOSE})")
_ASIDE = re.compile(r"(?<![0-9])[,:;!?()]|[,:;!?()](?![0-9])")
_WIDE = {ord(ascii_): wide for ascii_, wide in zip(",:;!?()", "，：；！？（）", strict=True)}
_DOTS = {ord(dot): "·" for dot in "•‧・∙⋅"}
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_UNSAID = re.compile(r"[\W_]+")
LONGEST = 2000  # characters; what is longer is a text that got into a column of names


def clean_name(raw: object) -> str | None:
    """Return a name in its one spelling.

    NFKC, nothing invisible, single spaces, and no space beside a Chinese character. In a name with
    Chinese characters ``,:;!?()`` are written full-width, except between digits.

    Raises:
        BadValue: Nothing in it is a letter or a digit, it is as long as a page, or Excel has made a date of ``3-2``, a
            time of ``3:2``.

    Example:
        >>> clean_name(" 锦绣园 ３ 号楼(东区) ")
        '锦绣园3号楼（东区）'
        >>> clean_name(302.0), clean_name("KFC  West")
        ('302', 'KFC West')
    """
    if isinstance(raw, str) and len(raw) <= LONGEST and _AS_IS.fullmatch(raw):
        return raw
    if isinstance(raw, date):
        raise cell.refuse(raw, "expected.name_not_date")
    if isinstance(raw, time | timedelta):
        raise cell.refuse(cell.text(raw), "expected.name_not_time")
    text = cell.text(raw)
    if text is None:
        return None
    name = " ".join(unicodedata.normalize("NFKC", text).translate(_DOTS).split())
    if _CHINESE.search(name):
        name = _ASIDE.sub(lambda mark: mark[0].translate(_WIDE), _LOOSE.sub("", name))
    if isinstance(raw, bool) or not _UNSAID.sub("", name):
        raise cell.refuse(raw, "expected.name")
    if len(name) > LONGEST:
        raise cell.refuse(raw, "expected.name_short")
    return name


def folded(name: str) -> str:
    """Return what is compared when two names are asked to be the same.

    Case, spaces and punctuation are left out; 号楼 and 栋 are left alone. Between digits a mark is
    kept as ``-``, since doors 1-12 and 11-2 are two doors.

    Example:
        >>> folded("锦绣园（东区） 1—12"), folded("KFC West")
        ('锦绣园东区1-12', 'kfcwest')
    """
    return "-".join(_UNSAID.sub("", part) for part in _BETWEEN_DIGITS.split(name.casefold()))


def compared(text: str) -> str:
    """Return what is compared of a name as somebody typed it, with full-width signs made narrow.

    Example:
        >>> compared(" 锦绣园（东区） ３号楼")
        '锦绣园东区3号楼'
    """
    return folded(unicodedata.normalize("NFKC", cell.narrow(text)))


NAME: ValueType[str] = ValueType("name", "苏州路社区", clean_name, as_written)
