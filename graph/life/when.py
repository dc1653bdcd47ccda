"""When something is done of which only the day is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

from graph.calendar import day_in_china, end_of


def when_on(day: date) -> datetime:
    """Return when: now, if that is on the day, else at the end of that day.

    Example:
        >>> when_on(date(2024, 11, 1))
        datetime.datetime(2024, 11, 1, 16, 0, tzinfo=datetime.timezone.utc)
    """
    now = datetime.now(UTC)
    return now if day_in_china(now) == day else end_of(day)
