"""Until when something is due, and how that moves while the clock stands (SEMANTICS H2, H3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

import polars as pl

from graph.calendar.instants import DAY, day_in_china, end_of, instant_of
from graph.calendar.working import Calendar

_INSTANT = pl.Datetime("us", "UTC")
_AHEAD = pl.duration(hours=8)
_HOUR = 3_600_000_000
_MOMENT = timedelta(microseconds=1)
Unit = Literal["working_days", "hours", "days"]


def due(
    calendar: Calendar,
    asked: date,
    *,
    working_days: int | None = None,
    hours: float | None = None,
    days: int | None = None,
) -> datetime | None:
    """Return until when something that was asked is due, in UTC.

    The day of asking is not counted: n working days, or n days, end at 24:00 of the nth. Hours run by the clock.

    Args:
        calendar: The working days.
        asked: When: an instant; or a day, which stands for its end.
        working_days: The limit in working days.
        hours: Or in hours.
        days: Or in days.

    Returns:
        None where there is no limit, or a year on the way is not known: `Calendar.unknown_year` of the day tells which.

    Example:
        >>> due(Calendar.official(), date(2024, 5, 9), working_days=2)  # Saturday 11 May is worked
        datetime.datetime(2024, 5, 11, 16, 0, tzinfo=datetime.timezone.utc)
    """
    if hours is not None:
        return instant_of(asked) + timedelta(hours=hours)
    day = day_in_china(asked)
    if days is not None:
        return end_of(day + days * DAY)
    last = None if working_days is None else calendar.after(day, working_days)
    return None if last is None else end_of(last)


def dues(
    calendar: Calendar,
    asked: pl.Series,
    *,
    working_days: pl.Series | int | None = None,
    hours: pl.Series | float | None = None,
    days: pl.Series | int | None = None,
) -> pl.Series:
    """Return the same of many at once; null where nothing was asked, there is no limit, or a year is not known.

    Args:
        calendar: The working days.
        asked: Instants with a zone, or days.
        working_days: A limit for all, or one for each.
        hours: Or in hours.
        days: Or in days.

    Example:
        >>> dues(Calendar.official(), pl.Series([date(2024, 5, 9), None]), working_days=2).to_list()
        [datetime.datetime(2024, 5, 11, 16, 0, tzinfo=zoneinfo.ZoneInfo(key='UTC')), None]
    """
    frame, when = pl.DataFrame({"asked": asked}), pl.col("asked")
    dated = asked.dtype == pl.Date
    instant = _end(when) if dated else when.dt.convert_time_zone("UTC").cast(_INSTANT)
    day = when if dated else (instant + _AHEAD).dt.date()
    if hours is not None:
        return frame.select(due=instant + (pl.lit(hours) * _HOUR).round().cast(pl.Duration("us")))["due"]
    if days is not None:
        return frame.select(due=_end((day.cast(pl.Int32) + pl.lit(days)).cast(pl.Date)))["due"]
    counted = frame.select(day=day.cast(pl.Int64), count=pl.lit(working_days).cast(pl.Int64))
    limits = counted.fill_null(0)
    found, known = calendar.all_after(limits["day"].to_numpy(), limits["count"].to_numpy())
    last = counted.select(
        last=pl.Series(found).cast(pl.Int32).cast(pl.Date),
        known=pl.Series(known) & pl.col("day").is_not_null() & pl.col("count").is_not_null(),
    )
    return last.select(due=pl.when("known").then(_end(pl.col("last"))))["due"]


def moved(calendar: Calendar, until: datetime, stood: tuple[date, date | None], unit: Unit) -> datetime | None:
    """Return a due date moved by what the clock stood; a stop that begins when it was due already moves nothing.

    Hours go on from where they stood. Of days and working days, those that the stop touches do not count, but its first
    counts as it would have: as the day of asking, it has been begun. So a stop within one day moves nothing.

    Args:
        calendar: The working days.
        until: When it was due.
        stood: Since when, and until when; instants, or days, which stand for their ends. None = it stands yet.
        unit: What the limit was said in.

    Returns:
        None where the clock stands yet, or a year on the way is not known.

    Example:
        >>> calendar, wednesday, friday = Calendar.official(), end_of(date(2024, 11, 6)), end_of(date(2024, 11, 8))
        >>> moved(calendar, wednesday, (date(2024, 11, 4), date(2024, 11, 6)), "working_days") == friday
        True
    """
    since, again = stood
    start = instant_of(since)
    if start >= until:
        return until
    if again is None:
        return None
    end = instant_of(again)
    if unit == "hours":
        return until + max(end - start, timedelta())
    first, last = day_in_china(since), day_in_china(end - _MOMENT)
    day = day_in_china(until - _MOMENT)
    if unit == "days":
        return end_of(day + max(last - first, timedelta()))
    missed = calendar.between(first, last)
    new = None if missed is None else calendar.after(day, missed)
    return None if new is None else end_of(new)


def _end(day: pl.Expr) -> pl.Expr:
    """Return 24:00 of days in Asia/Shanghai, as instants."""
    return (day.cast(pl.Datetime("us")) + pl.duration(days=1) - _AHEAD).dt.replace_time_zone("UTC")
