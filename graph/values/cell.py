"""What a cell of a spreadsheet holds, as plain text, before anybody asks what it means.

Here and nowhere else: what is blank, what is invisible, full-width forms of ASCII, and numbers that
Excel made of codes and phones (``370102010.0``).
"""

from __future__ import annotations

import math
import re
from datetime import date, time, timedelta
from decimal import Decimal
from numbers import Integral, Real

from graph.errors import BadValue

_AS_IS = re.compile(r"[\u4e00-\u9fff\x21-\x7e]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0xA0: 0x20}
#: Marks of a Chinese sentence, which is typeset with them: they are left where somebody wrote a sentence.
_MARKS = "，：；！？（）"
_TELLING = {sign: plain for sign, plain in _NARROW.items() if chr(sign) not in _MARKS}
_EXACT = 2**53  # a larger whole number may have lost digits on its way through Excel
_SHOWN = 40


def narrow(text: str) -> str:
    """Return the text with full-width ASCII made ASCII and invisible characters dropped.

    Not NFKC, which would read ``10²`` as 102.

    Example:
        >>> narrow("４０％")
        '40%'
    """
    return _INVISIBLE.sub("", text).translate(_NARROW)


def text(raw: object) -> str | None:
    """Return what a cell says, stripped and in ASCII digits; None where it says nothing.

    Raises:
        BadValue: A list or another object that no cell can hold.

    Example:
        >>> text(370102010.0), text(" ４０ "), text(float("nan")), text("")
        ('370102010', '40', None, None)
        >>> text(time(8, 30)), text(timedelta(hours=26))
        ('8:30', '26:00')
    """
    if isinstance(raw, str):
        return raw if _AS_IS.fullmatch(raw) else narrow(raw).strip() or None
    if raw is None:
        return None
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, Integral):
        return str(int(raw))
    if isinstance(raw, Real | Decimal):
        return _number(raw)
    if isinstance(raw, time | timedelta):
        return _clock(raw)
    raise refuse(type(raw).__name__, "expected.cell")


def _number(raw: Real | Decimal) -> str | None:
    if isinstance(raw, Decimal):
        return None if raw.is_nan() else f"{raw:f}"
    number = float(raw)
    if math.isnan(number):
        return None
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)


def _clock(raw: time | timedelta) -> str:
    """Return a time of day, or how long something takes, as a spreadsheet shows it; to the second."""
    if isinstance(raw, time):
        raw = timedelta(hours=raw.hour, minutes=raw.minute, seconds=raw.second, microseconds=raw.microsecond)
    seconds = round(abs(raw).total_seconds())
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    shown = f"{hours}:{minutes:02}" + (f":{rest:02}" if rest else "")
    return f"-{shown}" if raw < timedelta(0) else shown


def prose(raw: object) -> str | None:
    """Return what a cell says in sentences: as ``text``, with the marks of Chinese sentences as they were written.

    Example:
        >>> prose(" 车位重新划线，每月４０元（含税）"), text("重新划线，每月４０元")
        ('车位重新划线，每月40元（含税）', '重新划线,每月40元')
    """
    return _INVISIBLE.sub("", raw).translate(_TELLING).strip() or None if isinstance(raw, str) else text(raw)


def refuse(found: object, expected: str, code: str | None = None) -> BadValue:
    """Return the error that says what was found, shortened, and what was expected.

    Example:
        >>> refuse("甲" * 99, "expected.day").params["found"].endswith("甲…")
        True
    """
    shown = text(found) or str(found) if isinstance(found, float) else str(found)  # -3.0 is -3 in a workbook
    return BadValue(code, found=shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…", expected=expected)
