"""Instants: when a step was taken, to the second.

Kept as text in UTC, ``2024-05-09T02:00:00Z``, so that their order as text is their order in time, in every store; shown
as the clock of Shanghai says it. A day without a time stands for its end, 24:00, and midnight is shown as that day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from graph.values import cell, span
from graph.values.base import ValueType
from graph.values.span import FIRST, LAST

#: The clock of all that is shown. Asia/Shanghai has had no other offset since September 1991, and every calendar here
#: begins later. A fixed one needs no table of zones, which Windows lacks, and arrays of instants become days by one
#: addition.
SHANGHAI = timezone(timedelta(hours=8))
_DAY_LONG = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)
_CLOCK = re.compile(
    r"(?P<day>.*\d[日号]?)(?:[T\s]+|(?<=[日号]))(?P<half>上午|下午|晚上|中午)?\s*(?P<hour>\d{1,2})(?:[:：点时](?P<minute>\d{1,2})?分?)?"
    r"(?:[:：](?P<second>\d{1,2})(?:\.\d+)?)?秒?"
)
_ZONED = re.compile(r"\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$")
_HALF, _DAY = 12, 24


def clean_instant(raw: object) -> str | None:
    """Return an instant, in UTC.

    A time without a zone is one of Shanghai; a day without a time stands for its end.

    Raises:
        BadValue: It is no day with a time, or lies outside 1900-2199.

    Example:
        >>> clean_instant("2024年5月9日 10:00"), clean_instant("2024-05-09T02:00:00Z"), clean_instant("2024-05-09")
        ('2024-05-09T02:00:00Z', '2024-05-09T02:00:00Z', '2024-05-09T16:00:00Z')
        >>> clean_instant("2024年5月9日 晚上12点")
        '2024-05-09T16:00:00Z'
    """
    found = read_when(raw)
    if found is None:
        return None
    instant = found if isinstance(found, datetime) else _end(found).replace(tzinfo=SHANGHAI)
    near = FIRST.year - 1 <= instant.year <= LAST.year + 1  # what is further off has no instant in every zone
    if not near or not FIRST <= day_in_shanghai(kept := kept_instant(instant)) <= LAST:
        raise cell.refuse(raw, "expected.instant")
    return kept


def read_when(raw: object) -> date | datetime | None:
    """Return a day, or an instant with its zone: whatever says when is read here, whoever keeps it and how.

    A time without a zone is one of Shanghai; 24:00 is the day itself, and so is Excel's day without a time.

    Raises:
        BadValue: It is no day, or the day has no such time.

    Example:
        >>> read_when("2024年5月9日 24:00"), str(read_when("2024-05-09 10点"))
        (datetime.date(2024, 5, 9), '2024-05-09 10:00:00+08:00')
    """
    if isinstance(raw, datetime):
        alone = raw.tzinfo is None and raw.time() == time()
        return read_when(raw.date()) if alone else _zoned(raw)
    if isinstance(raw, date):
        if not FIRST <= raw <= LAST:
            raise cell.refuse(raw, "expected.instant")
        return raw
    text = cell.text(raw)
    return None if text is None else _read(text, raw)


def _read(text: str, raw: object) -> date | datetime:
    if _ZONED.search(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise cell.refuse(raw, "expected.instant") from None
    clock = _CLOCK.fullmatch(text)
    covered = span.read(clock["day"].strip() if clock else text)
    if covered is None or covered.said < span.WHOLE:
        raise cell.refuse(raw, "expected.instant")
    if clock is None:
        return covered.first
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    hour += _HALF if clock["half"] in ("下午", "晚上") and hour < _HALF else 0
    hour = _DAY if (clock["half"], hour) == ("晚上", _HALF) else hour  # twelve at night ends the day
    try:
        if (hour, minute, second) == (_DAY, 0, 0):  # 24:00 is how a day's end is written
            return covered.first
        return _zoned(datetime.combine(covered.first, time(hour, minute, second)))
    except ValueError:
        raise cell.refuse(raw, "expected.instant") from None


def _zoned(found: datetime) -> datetime:
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _end(day: date) -> datetime:
    return datetime.combine(day, time()) + _DAY_LONG


def kept_instant(when: datetime) -> str:
    """Return an instant as it is kept.

    Example:
        >>> kept_instant(datetime(2024, 5, 9, 10, tzinfo=SHANGHAI))
        '2024-05-09T02:00:00Z'
    """
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def end_instant(day: date) -> str:
    """Return the end of a day in Shanghai, as it is kept.

    Example:
        >>> end_instant(date(2024, 5, 9))
        '2024-05-09T16:00:00Z'
    """
    return kept_instant(_end(day).replace(tzinfo=SHANGHAI))


def instant_of(kept: str) -> datetime:
    """Return a kept instant as Python has it, in UTC.

    Example:
        >>> instant_of("2024-05-09T02:00:00Z")
        datetime.datetime(2024, 5, 9, 2, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.strptime(kept, "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)


def day_in_shanghai(kept: str) -> date:
    """Return the day on which a kept instant lies in Shanghai; midnight ends a day.

    Example:
        >>> day_in_shanghai("2024-05-09T17:00:00Z"), day_in_shanghai("2024-05-09T16:00:00Z")
        (datetime.date(2024, 5, 10), datetime.date(2024, 5, 9))
    """
    return (instant_of(kept).astimezone(SHANGHAI) - _MOMENT).date()


def show_instant(kept: str, _lang: str) -> str:
    """Return an instant as the clock of Shanghai says it; the end of a day as the day alone.

    Example:
        >>> show_instant("2024-05-09T02:00:00Z", "zh"), show_instant("2024-05-09T16:00:00Z", "zh")
        ('2024-05-09 10:00', '2024-05-09')
    """
    here = instant_of(kept).astimezone(SHANGHAI)
    if here.time() == time():
        return (here - _DAY_LONG).date().isoformat()
    return here.strftime("%Y-%m-%d %H:%M:%S" if here.second else "%Y-%m-%d %H:%M")


INSTANT: ValueType[str] = ValueType("instant", "2024-05-09 10:00", clean_instant, show_instant)
