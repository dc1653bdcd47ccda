"""The days that a written date covers: one day, a month, or a year.

`dates` and `intervals` are both read from here. "2024" is a span of 366 days: as of 2024 means its
last, since 2024 its first, until 2024 the day after it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from graph.values import cell, numerals

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
WHOLE = 3  # year, month and day: a whole date says so many

_CHINA = timezone(timedelta(hours=8))
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(10000, 73051)  # 1927 to 2099; read as a serial, 2024 would be a day of 1905
_FORMS = [
    re.compile(form, re.ASCII)
    for form in (
        r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]",
        r"(\d{4})(\d\d)(\d\d)",
        r"(\d{4})[-/](\d{1,2})",
        r"(\d{4})\.(\d\d)",  # not 2024.1, which is what Excel makes of 2024.10
        r"(\d{4})年(\d{1,2})月份?[底末]?",
        r"(\d{4})(\d\d)",
        r"(\d{4})年?[度底末]?",
    )
]
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)")
_TIME = re.compile(r"(?:(?<=\d)[T ]|(?<=[日号]))\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$")
_NUMERAL = re.compile(f"[{numerals.SIGNS}]+(?=[年月日号])")
_AROUND = re.compile(r"\s*([年月日号])\s*")


class Span(NamedTuple):
    """The days from ``first`` to ``last``, both in it; ``said`` counts which of year, month and day were.

    Example:
        >>> read("二〇二四年十一月")
        Span(first=datetime.date(2024, 11, 1), last=datetime.date(2024, 11, 30), said=2)
    """

    first: date
    last: date
    said: int


def read(raw: object) -> Span | None:
    """Return the days a cell covers, None where it is no date at all.

    Raises:
        BadValue: A date outside 1900-2199, such as the 9999-12-31 that stands for none.

    Example:
        >>> read("2024/2").last, read(45597).first, read("昨天")
        (datetime.date(2024, 2, 29), datetime.date(2024, 11, 1), None)
    """
    if isinstance(raw, datetime):
        raw = (raw.astimezone(_CHINA) if raw.tzinfo else raw).date()
    if isinstance(raw, date):
        return spanned([raw.year, raw.month, raw.day], raw)
    text = cell.text(raw) or ""
    if _ZONED.fullmatch(text):
        return _zoned(text)
    if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
        return read(_EXCEL_EPOCH + timedelta(days=int(serial[1])))
    found = _dated(text)
    return spanned([int(part) for part in found.groups()], raw) if found else None


def is_written_as_date(text: str) -> bool:
    """Return whether a text has the form of a date, though the calendar may have none such.

    Example:
        >>> is_written_as_date("2024-13"), is_written_as_date("从前每月")
        (True, False)
    """
    return _dated(text) is not None


def _dated(text: str) -> re.Match[str] | None:
    text = _TIME.sub("", arabic(text))
    return next((match for form in _FORMS if (match := form.fullmatch(text))), None)


def spanned(parts: list[int], found: object) -> Span | None:
    """Return the span of a year, a year and month, or a date; None where the calendar has none.

    Raises:
        BadValue: The year is outside 1900-2199.

    Example:
        >>> spanned([2024, 2], "2024-2").last, spanned([2023, 2, 29], "2023-2-29")
        (datetime.date(2024, 2, 29), None)
    """
    if not FIRST.year <= parts[0] <= LAST.year:
        raise cell.refuse(found, "expected.year")
    try:
        first = date(*[*parts, 1, 1][:WHOLE])
    except ValueError:
        return None
    if len(parts) == WHOLE:
        return Span(first, first, WHOLE)
    month = first.month if len(parts) > 1 else 12
    after = date(first.year + month // 12, month % 12 + 1, 1)
    return Span(first, after - timedelta(days=1), len(parts))


def arabic(text: str) -> str:
    """Return a date's text with its Chinese numerals in digits and no space beside 年月日.

    Example:
        >>> arabic("二〇二四年十一月 三十日")
        '2024年11月30日'
    """
    return _NUMERAL.sub(_in_digits, _AROUND.sub(r"\1", text))


def _in_digits(numeral: re.Match[str]) -> str:
    value = numerals.number(numeral[0])
    return str(value) if value is not None else numerals.digits(numeral[0]) or numeral[0]


def _zoned(text: str) -> Span | None:
    try:
        return read(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
