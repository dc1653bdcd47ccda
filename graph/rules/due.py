"""When a limit is over: the one place where rules ask the calendar (SEMANTICS W10)."""

from __future__ import annotations

from datetime import datetime

from graph.calendar import Calendar, due
from graph.calendar.moments import Moment
from graph.rules.limits import Limit


def due_of(calendar: Calendar, limit: Limit, asked: Moment) -> datetime | None:
    """Return the deadline of a step with a time limit; None where the calendar does not reach so far.

    Example:
        >>> from datetime import date
        >>> due_of(Calendar.official(), Limit(step="take", working_days=3), date(2024, 11, 1)).isoformat()
        '2024-11-06T16:00:00+00:00'
    """
    return due(calendar, asked, **{limit.unit: limit.count})
