"""Telephone numbers, written as a Chinese reader expects: 13800138000, 0531-88888888转803, 12345."""

from __future__ import annotations

import re

from graph.errors import BadValue
from graph.values import cell
from graph.values.base import ValueType, as_written

_MOBILE = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})", re.ASCII)
_DIALLED = re.compile(r"\+?\d{7,16}", re.ASCII)
_SERVICE = re.compile(r"1[12]\d|1[0-2]\d{3}|9[56]\d{3,4}", re.ASCII)
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|#|\*)[:\s]*(\d{1,6})$", re.IGNORECASE | re.ASCII)
_LABEL = re.compile(r"^(?:联系)?(?:电话|手机|热线)[:\s]*|^tel[.:\s]*", re.IGNORECASE)
_FURNITURE = re.compile(r"[\s()\-—–]+")
_LIKE = re.compile(r"\+?[\d\s()\-—–]{7,18}", re.ASCII)
_LIKE_DIGITS = range(7, 14)  # an identity number has 15 or 18, and its end tells who it is
_SHOWN_END = 4


def clean_phone(raw: object) -> str | None:
    """Return a mobile, a landline with its area code, a service number, or a foreign number.

    Landlines are judged by `phonenumbers`, which is imported only when one is met: most cells hold
    mobiles. A zero that Excel took from an area code is given back.

    Raises:
        BadValue: No such number, no area code, or more than one number. ``found`` is masked.

    Example:
        >>> clean_phone("+86 138-0013-8000"), clean_phone(13800138000.0)
        ('13800138000', '13800138000')
        >>> clean_phone("(0531)88888888转803"), clean_phone("400 800 1234"), clean_phone("12345")
        ('0531-88888888转803', '400-800-1234', '12345')
    """
    text = cell.text(raw)
    if text is None:
        return None
    text = _LABEL.sub("", text)
    extension = _EXTENSION.search(text)
    number = _FURNITURE.sub("", text[: extension.start()] if extension else text)
    if mobile := _MOBILE.fullmatch(number):
        known = mobile[1]
    elif _SERVICE.fullmatch(number):
        known = number
    else:
        known = _landline(number, text)
    return f"{known}转{extension[1]}" if extension else known


def _landline(number: str, text: str) -> str:
    import phonenumbers as library  # noqa: PLC0415 - heavy, and most cells hold mobiles

    if not _DIALLED.fullmatch(number):  # the library would pick a number out of any text
        raise _refusal(text)
    try:
        parsed = library.parse(number, "CN")
    except library.NumberParseException:
        parsed = library.PhoneNumber()
    if not library.is_valid_number(parsed):
        raise _refusal(text)
    if parsed.country_code != library.country_code_for_region("CN"):
        return library.format_number(parsed, library.PhoneNumberFormat.E164)
    national = library.national_significant_number(parsed)
    area = library.length_of_geographical_area_code(parsed)
    if area:
        return f"0{national[:area]}-{national[area:]}"
    return library.format_number(parsed, library.PhoneNumberFormat.NATIONAL).replace(" ", "-")


def _refusal(text: str) -> BadValue:
    return cell.refuse(mask(text), "expected.phone")


def looks_like_one(text: str) -> bool:
    """Return whether a text is written as one number of 7 to 13 digits, right or wrong.

    Example:
        >>> looks_like_one("0531-88888888转803"), looks_like_one("演示甲 13800138000")
        (True, False)
    """
    number = _EXTENSION.sub("", text)
    return bool(_LIKE.fullmatch(number)) and sum(map(str.isdigit, number)) in _LIKE_DIGITS


def mask(phone: str) -> str:
    """Return a number with its middle hidden, or anything else with only its first character shown.

    Service numbers belong to nobody and stay.

    Example:
        >>> mask("13800138000"), mask("0531-88888888转803"), mask("12345"), mask("演示甲")
        ('138****8000', '0531-****8888', '12345', '演**')
    """
    if _SERVICE.fullmatch(phone):
        return phone
    if not looks_like_one(phone):
        return phone[:1] + "*" * (len(phone) - 1)
    number = _EXTENSION.sub("", phone)
    area, dash, rest = number.partition("-")
    if not dash or not area.startswith("0"):
        area, dash, rest = number[:3], "", number[3:]
    return f"{area}{dash}****{rest[-_SHOWN_END:]}" if len(rest) > _SHOWN_END else "*" * len(phone)


PHONE: ValueType[str] = ValueType("phone", "0531-88888888", clean_phone, as_written)
