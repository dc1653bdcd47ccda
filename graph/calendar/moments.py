"""Moments as people tell them: a day, or a day and a time of it, in Shanghai where no zone is said."""

from __future__ import annotations

from datetime import date, datetime, time

from graph.calendar.instants import DAY
from graph.errors import BadValue
from graph.values import cell
from graph.values.instant import SHANGHAI, read_when

#: A day stands for its end.
Moment = date | datetime


def clean_moment(raw: object) -> Moment | None:
    """Return a day, or a day with a time to the minute, with the offset of Shanghai.

    Raises:
        BadValue: It is neither, or the day has no such time.

    Example:
        >>> clean_moment("2024-05-09"), str(clean_moment("2024年5月9日 14:30")), str(clean_moment("2024-05-09T08:30Z"))
        (datetime.date(2024, 5, 9), '2024-05-09 14:30:00+08:00', '2024-05-09 16:30:00+08:00')
    """
    try:
        found = raw if isinstance(raw, datetime) else read_when(raw)  # a program's midnight is no day of Excel's
        return _in_china(found) if isinstance(found, datetime) else found
    except (BadValue, OverflowError):
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


def day_and_time(due: datetime) -> tuple[date, str | None]:
    """Return the day by which something is due, and the time of it; None = by its end.

    Example:
        >>> day_and_time(read_moment("2024-05-10T00:00")), day_and_time(read_moment("2024-05-10T14:30"))
        ((datetime.date(2024, 5, 9), None), (datetime.date(2024, 5, 10), '14:30'))
    """
    there = due.astimezone(SHANGHAI)
    if there.time() == time():
        return there.date() - DAY, None
    return there.date(), there.strftime("%H:%M")


def _in_china(instant: datetime) -> datetime:
    there = instant.replace(tzinfo=SHANGHAI) if instant.tzinfo is None else instant.astimezone(SHANGHAI)
    return there.replace(second=0, microsecond=0)
