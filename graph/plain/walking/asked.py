"""Who was asked before a walk, and did not act in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.calendar import Calendar, day_in_china
from graph.calendar.instants import DAY, instant_of
from graph.calendar.moments import Moment, read_moment
from graph.errors import NotAskable, NotFound
from graph.plain.facts.world import World
from graph.rules.due import due_of
from graph.rules.limits import Limit


@dataclass(frozen=True)
class Asking:
    """That a seat or unit was asked, and by when it should have acted; None = nobody knows."""

    asked: Moment
    due: dt.datetime | None


class AskedBefore:
    """Every asking of the seats and units that were asked before, against one limit and one moment of judging."""

    def __init__(
        self,
        world: World,
        calendar: Calendar,
        limit: Limit | None,
        since: Iterable[tuple[str, Moment | str]] | None,
        at: Moment | None,
        dues: Mapping[str, dt.datetime] | None = None,
    ) -> None:
        """Read who was asked when; without a moment, the day of the network has just begun."""
        self._world, self._calendar, self.limit, self._dues = world, calendar, limit, dues or {}
        self.askings = [(key, read_moment(moment)) for key, moment in since or ()]
        for key, _ in self.askings:
            if not world.reading.kind(key):
                raise NotFound("no_such_thing", ref=key)
            if world.reading.kind(key) not in ("organisation", "post"):
                raise NotAskable("since_kind", kind=world.reading.kind(key))
        self._today: Moment = at or world.day
        self._judged = instant_of(world.day - DAY if at is None else at)

    def due(self, asked: Moment) -> dt.datetime | None:
        """Return by when who was asked should act."""
        return None if self.limit is None else due_of(self._calendar, self.limit, asked)

    def due_now(self) -> dt.datetime | None:
        """Return by when the first step should act, if it is asked now."""
        return self.due(self._today)

    def standing(self, seat: str | None, unit: str | None = None) -> list[Asking]:
        """Return the askings that count against a seat, the first first.

        Those of the seat itself, else those of its unit; but none from before the day on which whoever is in
        charge there today took it.
        """
        own = [(asked, key) for key, asked in self.askings if key == seat]
        found = own or [(asked, key) for key, asked in self.askings if key == unit]
        took = self._took(seat)
        ordered = sorted(found, key=lambda one: instant_of(one[0]))
        counting = [(asked, key) for asked, key in ordered if took is None or took <= day_in_china(asked)]
        return [Asking(asked, self._dues.get(key) or self.due(asked)) for asked, key in counting]

    def did_not_act(self, seat: str | None, unit: str | None = None) -> Asking | None:
        """Return the first asking of a seat that was due, and is over."""
        over = [one for one in self.standing(seat, unit) if one.due is not None and one.due <= self._judged]
        return over[0] if over else None

    def _took(self, seat: str | None) -> dt.date | None:
        sitter = self._world.seats.sitter(seat) if seat is not None else None
        if sitter is None:
            return None
        ways = [sitter.hold.fields] if sitter.hold else []
        ways += [self._world.reading.fields(key) for key in (sitter.person, seat, sitter.absence) if key]
        return max((one["since"] for one in ways if one["since"]), default=None)
