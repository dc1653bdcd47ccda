"""The time of a step for which only the day is given."""

from __future__ import annotations

from datetime import UTC, date, datetime

from graph.calendar import day_in_china, end_of
from graph.errors import StepRefused
from graph.values.instant import instant_of, kept_instant, show_instant


def when_on(day: date) -> datetime:
    """Return when: now, if that is on the day, else at the end of that day.

    Example:
        >>> when_on(date(2024, 11, 1))
        datetime.datetime(2024, 11, 1, 16, 0, tzinfo=datetime.timezone.utc)
    """
    now = datetime.now(UTC)
    return now if day_in_china(now) == day else end_of(day)


def when_said(kept: str | None) -> datetime:
    """Return the time of a step: as given, else now; today without a time is now too.

    Raises:
        StepRefused: It is yet to come: no step could be taken until then.

    Example:
        >>> when_said("2024-05-09T02:00:00Z")
        datetime.datetime(2024, 5, 9, 2, 0, tzinfo=datetime.timezone.utc)
    """
    now = datetime.now(UTC).replace(microsecond=0)
    at = now if kept is None else instant_of(kept)
    if at == end_of(day_in_china(now)):
        return now
    if at > now:
        raise StepRefused("need_ahead", found=show_instant(kept_instant(at), "zh"))
    return at
