"""When a service is there, where that is plain: the same hours on the same days of every week; else in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.values.hours import DAYS
from loaders.sources.hsds.rows import Row

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(?::00)?")
#: What makes a schedule more than days of the week: it counts, it begins or ends, or its zone is another.
_MORE = ("until", "count", "byweekno", "bymonthday", "byyearday", "valid_from", "valid_to", "dtstart", "timezone")
_WEEKLY = ("WEEKLY", "1")


def plain_times(schedules: Sequence[Row]) -> tuple[str, str] | None:
    """Return the days of the week and the hours of the day; None where they are not plain.

    Several rows are plain where each has the same hours, or each the same days: else a day would get hours of another.
    """
    found = [_one(row) for row in schedules]
    pairs = {pair for pair in found if pair}
    if not pairs or None in found:
        return None
    days, hours = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    if len(days) > 1 and len(hours) > 1:
        return None
    every = {day for each in days for day in each.split(",")}
    return ",".join(day for day in DAYS if day in every), ";".join(sorted(hours))


def _one(row: Row) -> tuple[str, str] | None:
    if any(row.get(name) for name in _MORE) or row.get("freq") != _WEEKLY[0]:
        return None
    days = {day.strip() for day in (row.get("byday") or "").split(",")}
    ends = [_CLOCK.fullmatch(row.get(name) or "") for name in ("opens_at", "closes_at")]
    if (row.get("interval") or _WEEKLY[1]) != _WEEKLY[1] or not days <= set(DAYS) or not all(ends):
        return None
    first, last = (f"{end[1]}:{end[2]}" for end in ends if end)
    return (",".join(day for day in DAYS if day in days), f"{first}-{last}") if first < last else None


def told(schedules: Sequence[Row], *, plain: bool) -> list[str]:
    """Return what schedules say in words; where it is not plain, also their parts as they are written."""
    parts = []
    for row in schedules:
        said = [row.get("description"), row.get("notes")]
        if not plain:
            rule = [
                f"{name.upper()}={row.get(name)}" for name in ("freq", "interval", "byday", *_MORE) if row.get(name)
            ]
            clock = "-".join(filter(None, (row.get("opens_at"), row.get("closes_at"))))
            said += [" ".join(filter(None, (";".join(rule), clock)))]
        parts += [one for one in said if one]
    return list(dict.fromkeys(parts))
