"""Deadlines of the next step: limits of the profile, the day wished, stops of the clock (SEMANTICS N3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from graph.calendar import Calendar, day_in_china, due, end_of, moved
from graph.life.life import Life
from graph.life.subject import Subject
from graph.rules.limited import limit_of
from graph.rules.limits import Limit
from graph.rules.workflow import DONE
from graph.values.instant import day_in_shanghai, kept_instant
from graph.values.span import LAST

#: The limit of the whole, from acceptance to the result.
_WHOLE = "handle"


@dataclass(frozen=True)
class Deadline:
    """By when something is due.

    Attributes:
        due: When; None = nobody said, or nobody knows.
        unknown: The year whose working days nobody knows; None where they were not needed, or are known.
    """

    due: datetime | None
    unknown: int | None = None


def deadline(subject: Subject, life: Life) -> Deadline:
    """Return by when what follows in a life is due: the earliest of what is said; done = nothing is.

    - The profile's limit of the next step, from when whoever has it got it.
    - The profile's limit of the whole (``handle``), from acceptance.
    - The day by which the need is wished.

    Each is later by what the clock stood since. An extension replaces the latter two, and the first where it is later
    than when they got it.
    """
    if life.state in DONE:
        return Deadline(None)
    each = [one for one, _ in _deadlines(subject, life)]
    found = [one.due for one in each if one.due is not None]
    unknown = [one.unknown for one in each if one.unknown is not None]
    return Deadline(min([*found, end_of(LAST)]) if found else None, min(unknown, default=None) if not found else None)


def extendable(subject: Subject, life: Life) -> datetime | None:
    """Return by when it is due by what an extension replaces; where nothing is said there, by the next step's limit."""
    each = [(one.due, replaced) for one, replaced in _deadlines(subject, life) if one.due is not None]
    return min((due for due, replaced in each if replaced), default=min((due for due, _ in each), default=None))


def _deadlines(subject: Subject, life: Life) -> Iterator[tuple[Deadline, bool]]:
    """Yield each of what is said, and whether an extension replaces it: all but the limit of the next step."""
    calendar = subject.calendar
    for asked, limit, runs, replaced in _limits(subject, life):
        one = end_of(asked) if limit is None else _due(calendar, _as_said(asked), limit)
        unit = "days" if limit is None else limit.unit
        for since, until in life.stops:
            if one is not None and (runs is None or since >= runs):
                one = moved(calendar, one, (_as_said(since), until), unit)  # type: ignore[arg-type]  # a unit of limits
        unknown = None if one is not None else calendar.unknown_year(day_in_china(_as_said(asked)))
        yield Deadline(one, unknown), replaced


def _as_said(when: date) -> date:
    """Return an instant; the end of a day as the day itself, which is then the day of asking and not counted."""
    if not isinstance(when, datetime):
        return when
    day = day_in_shanghai(kept_instant(when))
    return day if when == end_of(day) else when


def _limits(subject: Subject, life: Life) -> Iterator[tuple[date, Limit | None, datetime | None, bool]]:
    """Yield since when what limit runs, or the day itself; since when a stop of the clock moves it, None = ever.

    And whether an extension replaces it.
    """
    state = life.rest if life.state == "suspended" else life.state
    step = subject.workflow.next(state)
    fresh = life.extended_at is None or (life.begun_at is not None and life.begun_at > life.extended_at)
    limit = _limit(subject, step) if step is not None else None
    if limit is not None and life.begun_at is not None and fresh:
        yield life.begun_at, limit, life.begun_at, False
    if life.extended is not None:
        yield life.extended, None, life.extended_at, True
        return
    whole = _limit(subject, _WHOLE)
    if whole is not None and life.accepted_at is not None and state != "open":
        yield life.accepted_at, whole, life.accepted_at, True
    if subject.fields["due"] is not None:
        yield subject.fields["due"], None, None, True


def _limit(subject: Subject, step: str) -> Limit | None:
    if subject.profile is None:
        return None
    fields = subject.fields
    return limit_of(subject.profile, step, fields["category"], fields.get("priority"))


def _due(calendar: Calendar, asked: date, limit: Limit) -> datetime | None:
    return due(calendar, asked, **{limit.unit: limit.count})
