"""When a limit is over: the one place where rules ask the calendar (SEMANTICS W10)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from graph.rules.limits import Limit
from graph.values.moments import Moment, end_of

_SATURDAY = 5


def due_of(limit: Limit, asked: Moment) -> datetime | None:
    """Return by when somebody asked should have done what is limited; None where the calendar does not say.

    The day of asking is not counted; a day without a time stands for its end.

    Example:
        >>> from datetime import date
        >>> due_of(Limit(step="take", working_days=3), date(2024, 11, 1))
        datetime.datetime(2024, 11, 7, 0, 0)
    """
    if limit.hours is not None:
        return end_of(asked) + timedelta(hours=limit.hours)
    day = asked.date() if isinstance(asked, datetime) else asked
    if limit.days is not None:
        day += timedelta(days=limit.days)
    for _ in range(limit.working_days or 0):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    return datetime.combine(day, time()) + timedelta(days=1)
