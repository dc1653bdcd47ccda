"""Administrative division codes, read by their structure.

A 12-digit code is county (2 + 2 + 2), street (3) and community (3); 2, 4, 6, 9 and 12 digits are
all codes, since 64,095 divisions of one province come in all five. The statistics bureau pads a
higher level with zeros to 12 digits (370102000000) and GB/T 2260 to 6 (370100). No division's own
group is all zeros, so groups of zeros *at the end* are padding and are taken off. The bureau also
puts streets straight under a city (441900003): there the county is not a division, and the parent is
the city.

A code is an identity only with its source and version, which the place carries beside it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from graph.values import cell
from graph.values.base import ValueType, as_written

LEVELS = {2: "province", 4: "city", 6: "county", 9: "street", 12: "community"}

_LENGTHS = tuple(LEVELS)
_GROUP_ENDS = dict(zip(_LENGTHS[1:], _LENGTHS, strict=False))
_SHAPE = re.compile(r"[1-8]\d(?:\d\d(?:\d\d(?:[0-5]\d\d(?:[0-5]\d\d)?)?)?)?")
_SCIENTIFIC = re.compile(r"\d\.\d+E\+?\d{1,2}", re.IGNORECASE)
_STREETS = {"0": "subdistrict", "1": "town", "2": "township", "3": "township", "4": "like_street", "5": "like_street"}
_COMMUNITIES = {
    "0": "residents_committee",
    "1": "residents_committee",
    "2": "villagers_committee",
    "3": "villagers_committee",
    "4": "like_community",
    "5": "like_community",
}


def clean_code(raw: object) -> str | None:
    """Return a division code of 2, 4, 6, 9 or 12 digits, without padding.

    A number that Excel kept whole is repaired. One that it shortened (``3.70102E+11``) has lost its
    last digits and is refused: to read it would be to invent them.

    Raises:
        BadValue: Another number of digits, a group no division has, or a shortened number.

    Example:
        >>> clean_code(370102010.0), clean_code("3.70102010005E+11"), clean_code("370102000000")
        ('370102010', '370102010005', '370102')
    """
    text = cell.text(raw)
    if text is None:
        return None
    digits = re.sub(r"[\s'’]+|\.0+$", "", text)
    if _SCIENTIFIC.fullmatch(digits):
        digits = _unshortened(digits)
    if not digits.isascii() or not _SHAPE.fullmatch(unpadded := _unpadded(digits)):
        raise cell.refuse(raw, "expected.code")
    return unpadded


def _unshortened(text: str) -> str:
    mantissa, exponent = re.split("e", text, flags=re.IGNORECASE)
    if len(mantissa) - 1 != int(exponent) + 1:
        raise cell.refuse(text, "expected.code_whole")
    return f"{Decimal(text):f}"


def _unpadded(digits: str) -> str:
    while (shorter := _GROUP_ENDS.get(len(digits))) and not digits[shorter:].strip("0"):
        digits = digits[:shorter]
    return digits


def level(code: str) -> str:
    """Return the level of a clean code: province, city, county, street or community.

    Example:
        >>> level("370102"), level("370102010005")
        ('county', 'community')
    """
    return LEVELS[len(code)]


def parent(code: str) -> str | None:
    """Return the code that the structure of a clean code puts it under; None above a province.

    Example:
        >>> parent("370102010005"), parent("441900003"), parent("37")
        ('370102010', '4419', None)
    """
    shorter = _GROUP_ENDS.get(len(code))
    return _unpadded(code[:shorter]) if shorter else None


def street_class(code: str) -> str | None:
    """Return what a street's own group says it is: 街道, 镇, 乡 or 类似乡级; None above streets.

    Example:
        >>> street_class("370102010005"), street_class("370102")
        ('subdistrict', None)
    """
    return _STREETS[code[6]] if len(code) >= _LENGTHS[3] else None


def community_class(code: str) -> str | None:
    """Return what a community's own group says it is: 居委会, 村委会 or 类似; None above communities.

    Example:
        >>> community_class("370102010005"), community_class("370285105201")
        ('residents_committee', 'villagers_committee')
    """
    return _COMMUNITIES[code[9]] if len(code) == _LENGTHS[4] else None


CODE: ValueType[str] = ValueType("code", "370102010005", clean_code, as_written)
