"""Which days are worked, until when something is due, and on which days it comes again.

It knows days, hours and rules; what a kind, a network or a norm makes of them is theirs. The libraries behind it are
imported when they are first needed.
"""

from __future__ import annotations

from graph.calendar.due import due, dues, moved
from graph.calendar.instants import day_in_china, end_of
from graph.calendar.official import official_years
from graph.calendar.periods import Period, periods, says_days
from graph.calendar.recurring import occurrences
from graph.calendar.working import Calendar

__all__ = [
    "Calendar",
    "Period",
    "day_in_china",
    "due",
    "dues",
    "end_of",
    "moved",
    "occurrences",
    "official_years",
    "periods",
    "says_days",
]
