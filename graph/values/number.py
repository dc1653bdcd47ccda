"""Plain numbers of plain columns: a floor, a capacity, a price; tallies and extents, which are never below zero."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from graph.errors import BadValue
from graph.values import cell
from graph.values.base import ValueType, as_written

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_Number = TypeVar("_Number", int, float)
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?")


def plain_digits(text: str) -> str | None:
    """Return a number's text without thousands separators, None if it is no number.

    Example:
        >>> plain_digits("1,234.50"), plain_digits("12,34")
        ('1234.50', None)
    """
    digits = text.replace(",", "") if _GROUPED.fullmatch(text) else text.replace("−", "-")
    return digits if digits.isascii() and _NUMBER.fullmatch(digits) else None


def clean_integer(raw: object) -> int | None:
    """Return a whole number.

    Raises:
        BadValue: No number, a number with a fraction, or one of more than 18 digits.

    Example:
        >>> clean_integer("４０"), clean_integer(40.0), clean_integer("-1")
        (40, 40, -1)
    """
    text = cell.text(raw)
    if text is None:
        return None
    whole, _, fraction = (plain_digits(text) or ".1").partition(".")
    if fraction.strip("0"):
        raise cell.refuse(raw, "expected.integer")
    return int(whole)


def clean_tally(raw: object) -> int | None:
    """Return how many of something there are: a whole number, not below zero.

    Raises:
        BadValue: As `clean_integer`, or a number below zero.

    Example:
        >>> clean_tally("４８"), clean_tally("0")
        (48, 0)
    """
    return _not_below_zero(raw, clean_integer, "expected.tally")


def clean_year(raw: object) -> int | None:
    """Return a year of four figures, and of a day of birth nothing.

    Raises:
        BadValue: Anything else: a day, two figures, a year that nobody who lives was born in.

    Example:
        >>> clean_year("１９６０年"), clean_year(1960.0)
        (1960, 1960)
    """
    text = cell.text(raw)
    if text is None:
        return None
    year = text.removesuffix("年").removesuffix(".0")
    if not _YEAR.fullmatch(year):
        raise cell.refuse(text, "expected.birth_year")
    return int(year)


def clean_decimal(raw: object) -> float | None:
    """Return a number with or without a fraction.

    Raises:
        BadValue: No number; a percentage is one with a unit, and is refused.

    Example:
        >>> clean_decimal("1,234.50"), clean_decimal("80")
        (1234.5, 80.0)
    """
    if isinstance(raw, float) and raw - raw == 0:
        return float(raw)
    text = cell.text(raw)
    if text is None:
        return None
    digits = plain_digits(text)
    if digits is None:
        raise cell.refuse(raw, "expected.decimal")
    return float(digits)


def clean_extent(raw: object) -> float | None:
    """Return how much of something there is, such as square metres or hours: a number, not below zero.

    Raises:
        BadValue: As `clean_decimal`, or a number below zero.

    Example:
        >>> clean_extent("80.5"), clean_extent("0")
        (80.5, 0.0)
    """
    return _not_below_zero(raw, clean_decimal, "expected.extent")


def _not_below_zero(raw: object, clean: Callable[[object], _Number | None], expected: str) -> _Number | None:
    try:
        number = clean(raw)
    except BadValue:
        raise cell.refuse(cell.text(raw), expected) from None
    if number is not None and number < 0:
        raise cell.refuse(cell.text(raw), expected)
    return number


def _decimal(number: float, _lang: str) -> str:
    return f"{number:.15g}"


INTEGER: ValueType[int] = ValueType("integer", "40", clean_integer, as_written)
TALLY: ValueType[int] = ValueType("tally", "40", clean_tally, as_written)
YEAR: ValueType[int] = ValueType("year", "1960", clean_year, as_written)
DECIMAL: ValueType[float] = ValueType("decimal", "80.5", clean_decimal, _decimal)
EXTENT: ValueType[float] = ValueType("extent", "80.5", clean_extent, _decimal)
