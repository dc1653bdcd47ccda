"""Until when something counts as due soon: so many days ahead, or so many working days of a place's calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.answers.needs import SOON
from graph.calendar import Calendar
from graph.errors import NotAskable
from graph.plain.facts.world import World

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Soon:
    """Until when something is due soon.

    Attributes:
        sure: The last day that is surely so.
        last: The last day that is so; None = nobody knows.
        unknown: The year of which nobody knows the working days.
    """

    sure: dt.date
    last: dt.date | None
    unknown: int | None

    @classmethod
    def of(cls, day: dt.date, days: str | None, calendar: Calendar) -> Soon:
        """Return it as of a day: so many days ahead, or so many working days where nobody says."""
        if days is not None:
            if not (days.isascii() and days.isdigit() and len(days) < 4):  # noqa: PLR2004 - three digits
                raise NotAskable("needs_days", found=days)
            last = day + int(days) * _DAY
            return cls(last, last, None)
        sure, at, left = day + SOON * _DAY, day, SOON
        while left:
            at += _DAY
            worked = calendar.is_working(at)
            if worked is None:
                return cls(sure, None, at.year)
            left -= worked
        return cls(sure, at, None)


class Soons:
    """Until when something is due soon, by the working days of each profile."""

    def __init__(self, world: World, days: str | None) -> None:
        """Read the number of days, if one was asked for."""
        self._world, self._days = world, days
        self._known: dict[str | None, Soon] = {}
        self.at(None)

    def at(self, place: str | None) -> Soon:
        """Return it at a place."""
        profile = None if place is None else self._world.profiles.named(place)
        if profile not in self._known:
            calendar = self._world.rules.calendar(profile)
            self._known[profile] = Soon.of(self._world.day, self._days, calendar)
        return self._known[profile]
