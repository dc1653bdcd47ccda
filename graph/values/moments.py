"""Moments: a day, or a day and a time of it, in Shanghai, where every day of linli begins and ends."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.errors import BadValue
from graph.values import cell
from graph.values.dates import clean_day

Moment = date | datetime
_DAY_AND_TIME = re.compile(r"(?P<day>.*\S)(?:T|\s+)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?")


def clean_moment(raw: object) -> Moment | None:
    """Return a day, or a day with a time to the minute.

    An instant with an offset is the moment that it then is in Shanghai.

    Raises:
        BadValue: It is neither, or the day has no such time.

    Example:
        >>> clean_moment("2024-05-09"), clean_moment("2024年5月9日 14:30")
        (datetime.date(2024, 5, 9), datetime.datetime(2024, 5, 9, 14, 30))
    """
    if isinstance(raw, datetime):
        there = raw if raw.tzinfo is None else raw.astimezone(ZoneInfo("Asia/Shanghai"))
        return there.replace(second=0, microsecond=0, tzinfo=None)
    said = raw if isinstance(raw, date) else cell.text(raw)
    found = _DAY_AND_TIME.fullmatch(said) if isinstance(said, str) else None
    try:
        day = clean_day(found["day"] if found else said)
        if found is None or day is None:
            return day
        return datetime.combine(day, time(int(found["hour"]), int(found["minute"])))
    except (BadValue, ValueError):
        raise cell.refuse(raw, "expected.moment") from None


def read_moment(raw: object) -> Moment:
    """Return the same of what must say something.

    Raises:
        BadValue: It is neither day nor moment, or says nothing.
    """
    found = clean_moment(raw)
    if found is None:
        raise cell.refuse(raw, "expected.moment")
    return found


def end_of(moment: Moment) -> datetime:
    """Return the instant that a moment stands for: itself, or of a day its end.

    Example:
        >>> end_of(date(2024, 5, 9))
        datetime.datetime(2024, 5, 10, 0, 0)
    """
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time()) + timedelta(days=1)


def day_and_time(instant: datetime) -> tuple[date, str | None]:
    """Return the day by which something ends, and the time of it; None = with the day.

    Example:
        >>> day_and_time(datetime(2024, 5, 10)), day_and_time(datetime(2024, 5, 10, 14, 30))
        ((datetime.date(2024, 5, 9), None), (datetime.date(2024, 5, 10), '14:30'))
    """
    if instant.time() == time():
        return instant.date() - timedelta(days=1), None
    return instant.date(), instant.strftime("%H:%M")
