"""Who was asked already, and whether they *did not act*: whether their limit is over (SEMANTICS W10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from graph.calendar import Calendar, day_in_china, end_of
from graph.calendar.instants import DAY, instant_of
from graph.calendar.moments import Moment
from graph.errors import NotAskable, NotFound
from graph.facts import Facts
from graph.facts.holds import HOLDS
from graph.network.numbering import EPOCH
from graph.rules.due import due_of
from graph.rules.limits import Limit

#: What can be asked.
_KINDS = ("organisation", "post")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One asking: on which day or at which moment, and by when an answer is due; None = nobody knows by when."""

    asked: Moment
    due: datetime | None

    @property
    def day(self) -> int:
        """The day of asking, as days since 1970."""
        return (day_in_china(self.asked) - EPOCH).days


class Asked:
    """Seats and units that were asked before a walk, each with its day.

    Attributes:
        limit: How long whoever is asked has; None = for ever.
        now: When the first step of the walk is asked.
    """

    def __init__(
        self,
        facts: Facts,
        calendar: Calendar,
        limit: Limit | None,
        since: Iterable[tuple[str, Moment]] = (),
        at: Moment | None = None,
        dues: Mapping[str, datetime] | None = None,
    ) -> None:
        """Take who was asked when, and as of when it is judged; None = as the date of the network begins.

        Args:
            facts: The facts of the network.
            calendar: The working days.
            limit: How long whoever is asked has.
            since: Who was asked, and when.
            at: As of when it is judged.
            dues: By when some of them are to be done, whatever the limit.

        Raises:
            NotFound: Something that was asked is not there, on no date.
            NotAskable: It is nothing that can be asked.
        """
        self._facts, self._calendar, self.limit = facts, calendar, limit
        self.now: Moment = facts.network.date if at is None else at
        self._as_of = at
        self._of: dict[int, list[Waiting]] = {}
        for key, asked in sorted(since, key=lambda one: instant_of(one[1])):
            row = facts.network.rows.row(key)
            if row is None:
                raise NotFound("no_such_thing", ref=key, on=facts.network.date.isoformat())
            kind = facts.network.rows.kind_of(row)
            if kind not in _KINDS:
                raise NotAskable("since_kind", kind=kind)
            until = (dues or {}).get(key) or self.due(asked)
            self._of.setdefault(row, []).append(Waiting(asked, until))

    @cached_property
    def _at(self) -> datetime:
        """The moment as of which it is judged."""
        return end_of(self._facts.network.date - DAY) if self._as_of is None else instant_of(self._as_of)

    def due(self, asked: Moment) -> datetime | None:
        """Return by when somebody asked then should act; None = there is no limit, or no calendar for it."""
        return due_of(self._calendar, self.limit, asked) if self.limit is not None else None

    def did_not_act(self, post: int, carrier: int = -1) -> Waiting | None:
        """Return the asking of a seat whose limit is over; None = there is none.

        Args:
            post: Row of the post; -1 for a unit that has no head post.
            carrier: Row of the unit, which stands for its seats where it was asked itself.
        """
        if not self._of:  # most walks are the first
            return None
        return next(
            (one for one in self._waiting(post, carrier) if one.due is not None and one.due <= self._at),
            None,
        )

    def waiting(self, post: int, carrier: int) -> Waiting | None:
        """Return the first asking of a seat that still counts."""
        return next(iter(self._waiting(post, carrier)), None)

    def _waiting(self, post: int, carrier: int) -> list[Waiting]:
        """Return the askings of a seat, but for those before whoever is in charge took it: they are asked anew."""
        found = self._of.get(post, []) or self._of.get(carrier, [])
        took = self._took(post) if found and post >= 0 else None
        return [one for one in found if took is None or took <= one.day]

    def _took(self, post: int) -> int | None:
        """Return since which day whoever is in charge of a post sits there, as days since 1970."""
        rows, seats = self._facts.network.rows, self._facts.seats
        tie, absence = int(seats.tie[post]), int(seats.absence[post])
        if absence >= 0:
            return int(max(rows.since[row] for row in (absence, seats.person[post], post)))
        if tie < 0:
            return None
        holds = rows.ties[HOLDS]
        return int(max(holds.since[tie], rows.since[holds.source[tie]], rows.since[holds.target[tie]]))
