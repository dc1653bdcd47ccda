"""Identity numbers and telephones in any text: refused where data comes in, hidden in what is said.

A number of 18 is one by its region, its day of birth and its check digit; the old one of 15 by region and day alone.
Excel keeps only 15 digits of a number, so one of 18 that lost its end is one by region and day. Nothing here knows
whose it is, and what is found is never kept (SEMANTICS V7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

_BETWEEN = "[\\s\u00ad\u180e\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff_·-]{0,3}"
#: As an expression that Rust understands too: fifteen digits with little between them, or a rounded number.
MAYBE = rf"\d(?:{_BETWEEN}\d){{14}}|\d\.\d{{13,16}}"
_NEW = rf"(?<!\d)\d(?:{_BETWEEN}\d){{16}}{_BETWEEN}[\dXxＸｘ](?![\dXxＸｘ])"
_OLD = rf"(?<!\d)\d(?:{_BETWEEN}\d){{14}}(?!\d)"
_ROUND = r"(?<![\d.])\d\.\d{13,16}[eE]\+?1[47](?!\d)"
_NUMBER = re.compile(f"{_NEW}|{_OLD}|{_ROUND}")
_MOBILE_DIGITS, _LANDLINE_DIGITS = r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}", r"0\d{2,3}[ -]?\d{7,8}"
_MOBILE = re.compile(rf"(?<![0-9A-Za-z.-]){_MOBILE_DIGITS}(?![0-9A-Za-z])")
_LANDLINE = re.compile(rf"(?<![0-9A-Za-z.-]){_LANDLINE_DIGITS}(?![0-9A-Za-z])")
#: That there is a telephone, as an expression that Rust understands too: what stands around one is a part of it.
TELEPHONE = rf"(?:^|[^0-9A-Za-z.-])(?:{_MOBILE_DIGITS}|{_LANDLINE_DIGITS})(?:$|[^0-9A-Za-z])"
_X = "XxＸｘ"
_REGIONS = frozenset(
    map(
        str,
        (*range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83),
    )
)
_CENTURIES = ("18", "19", "20")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SHORT, _LONG = 15, 18
_EXACT = 2**53  # a larger number has lost digits on its way through Excel
#: Digits as noughts; ten thousand cells are looked through in a moment so.
_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
#: Full-width digits, and what of `_BETWEEN` is more than one byte; each begins with what it is quickly found by.
_ODD = tuple(
    map(
        re.compile,
        (
            rb"\xef\xbc[\x90-\x99]",
            rb"\xc2[\x85\xa0\xad\xb7]",
            rb"\xe1(?:\x9a\x80|\xa0\x8e)",
            rb"\xe2\x80[\x80-\x95\xa8\xa9\xaf]",
            rb"\xe2(?:\x81[\x9f\xa0]|\x88\x92)",
            rb"\xe3\x80\x80",
            rb"\xef\xbb\xbf",
        ),
    )
)


def may_hold_one(line: bytes, *, json: bool = True) -> bool:
    """Return whether a line of UTF-8 is worth a closer look: quick, and sometimes wrongly so.

    Args:
        line: The line, or many.
        json: Whether ends of lines in it are written as JSON writes them.

    Example:
        >>> may_hold_one(b'["370102 19900101 1234"]'), may_hold_one(b'["370102001001", 2024]')
        (True, False)
    """
    for sign in (b"\\n", b"\\t", b"\\r") if json and b"\\" in line else ():
        line = line.replace(sign, b"")
    if b"0" * _SHORT in line.translate(_NOUGHTS, b" -_.\t"):
        return True
    return not line.isascii() and any(one.search(line) for one in _ODD)


def identity_in(value: object) -> str | None:
    """Return what in a cell is an identity number, as it stands there; None where nothing is.

    Example:
        >>> identity_in("身份证３７０１０２１９５７０３１２１２３４，有效"), identity_in("370102195703121235")
        ('３７０１０２１９５７０３１２１２３４', None)
        >>> identity_in(3.701021957031212e17), identity_in("370102 570312 123"), identity_in(370102001001)
        ('370102195703121216', '370102 570312 123', None)
    """
    if isinstance(value, str):
        return next((one for one in _NUMBER.findall(value) if _is_one(one)), None)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return _rounded(value)


def concealed(text: str) -> str:
    """Return a text with the identity numbers and telephones in it hidden: what an error may quote.

    Example:
        >>> concealed("隐社区/一号楼/370102195703121234，13987654321，0531-88888888")
        '隐社区/一号楼/3*****************，139****4321，0531****8888'
    """
    shown = without_identities(text)
    shown = _MOBILE.sub(lambda one: f"{one[0][:3]}****{one[0][-4:]}", shown)
    shown = _LANDLINE.sub(lambda one: f"{one[0][:4]}****{one[0][-4:]}", shown)
    return text if shown == text else shown  # the very same: a list of several stays one


def telephone_in(text: str) -> str | None:
    """Return what in a text is a telephone of somebody: a mobile, or a landline with its area; None where nothing is.

    Example:
        >>> telephone_in("漏水，打 139 1234 5678"), telephone_in("12345热线"), telephone_in("20241101001号")
        ('139 1234 5678', None, None)
    """
    found = _MOBILE.search(text) or _LANDLINE.search(text)
    return None if found is None else found[0]


def without_identities(text: str) -> str:
    """Return a text with the identity numbers in it hidden, and nothing else.

    Example:
        >>> without_identities("370102195703121234，13987654321")
        '3*****************，13987654321'
    """
    return _NUMBER.sub(lambda one: hidden(one[0]) if _is_one(one[0]) else one[0], text)


def concealed_all(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a sentence is filled with, its texts concealed."""
    return {name: concealed(value) if isinstance(value, str) else value for name, value in params.items()}


def hidden(number: str) -> str:
    """Return a number with only its first digit shown."""
    return number[:1] + "*" * (len(number) - 1)


def _rounded(value: float | Decimal) -> str | None:
    if not 1e14 <= value < 1e18 or value != int(value):  # noqa: PLR2004 - 15 to 18 digits
        return None
    digits = str(int(value))
    return digits if _checks(digits) or (value >= _EXACT and _is_born(digits)) else None


def _is_one(text: str) -> bool:
    if "." in text:
        return _rounded(Decimal(text)) is not None
    return _checks("".join("X" if one in _X else str(int(one)) for one in text if one in _X or one.isdecimal()))


def _checks(number: str) -> bool:
    """Return whether bare digits are a number of 15, or one of 18 with its check digit."""
    if len(number) == _SHORT:
        return number[:2] in _REGIONS and _is_day("19" + number[6:12])
    if not _is_born(number):
        return False
    return _CHECKS[sum(int(one) * weight for one, weight in zip(number, _WEIGHTS, strict=False)) % 11] == number[-1]


def _is_born(number: str) -> bool:
    """Return whether a number of 18 begins with a region and has a day of birth."""
    return len(number) == _LONG and number[:2] in _REGIONS and number[6:8] in _CENTURIES and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        return bool(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    except ValueError:
        return False
