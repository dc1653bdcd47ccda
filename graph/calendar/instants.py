"""Between instants and the days of Asia/Shanghai."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from graph.values.instant import SHANGHAI

DAY = timedelta(days=1)


def day_in_china(when: date) -> date:
    """Return the day of an instant in Asia/Shanghai; a day is its own.

    Example:
        >>> from datetime import UTC
        >>> day_in_china(datetime(2024, 5, 9, 16, 30, tzinfo=UTC)), day_in_china(date(2024, 5, 9))
        (datetime.date(2024, 5, 10), datetime.date(2024, 5, 9))
    """
    return when.astimezone(SHANGHAI).date() if isinstance(when, datetime) else when


def end_of(day: date) -> datetime:
    """Return 24:00 of a day in Asia/Shanghai, in UTC.

    Example:
        >>> end_of(date(2024, 5, 11))
        datetime.datetime(2024, 5, 11, 16, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(day + DAY, time(), SHANGHAI).astimezone(UTC)


def instant_of(when: date) -> datetime:
    """Return an instant in UTC; a day without a time stands for its end.

    Raises:
        ValueError: An instant of no zone.

    Example:
        >>> instant_of(date(2024, 5, 9)) == end_of(date(2024, 5, 9))
        True
    """
    if not isinstance(when, datetime):
        return end_of(when)
    if when.tzinfo is None:
        raise ValueError(when)
    return when.astimezone(UTC)
