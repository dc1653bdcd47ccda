"""The life of one need up to a day, read off its steps: where it stands, who has it, by when (SEMANTICS N2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from graph.calendar import end_of
from graph.rules.workflow import DONE, ENDED, NOTHING, RATED_WITHIN, Workflow
from graph.values.instant import day_in_shanghai, instant_of, kept_instant

Row = dict[str, Any]
#: Steps that give a need to somebody, and those that take it away again.
_GIVES, _TAKES = ("dispatch", "transfer", "claim", "up"), ("return",)


@dataclass(frozen=True)
class Life:
    """A need as its steps have left it.

    Attributes:
        state: The state after the last step; ``nothing`` without one.
        has: Who has it, by key: whom it was last given to.
        back: The state to which a return leads: that before it was dispatched.
        rest: The state to which it is resumed.
        due: By when what follows is due, as the last step says it; None = nobody said.
        last: The last step; None = there is none yet.
        number: How many steps there are.
        unsatisfied: How often somebody was not satisfied.
        accepted_at: When it was accepted, else when its first step was taken.
        begun_at: When whoever has it now got it, or the state began.
        stands_since: When the step was taken that led to the state; who urges or calls leaves it as it is.
        stops: Since when, and until when at the latest, the clock stood.
        extended: The day to which it was extended last.
        extended_at: When that was.
        dispatched_by: Who dispatched it last, by key.
    """

    state: str = NOTHING
    has: str | None = None
    back: str = "open"
    rest: str = "open"
    due: datetime | None = None
    last: Row | None = None
    number: int = 0
    unsatisfied: int = 0
    accepted_at: datetime | None = None
    begun_at: datetime | None = None
    stands_since: datetime | None = None
    stops: tuple[tuple[datetime, datetime], ...] = ()
    extended: date | None = None
    extended_at: datetime | None = None
    dispatched_by: str | None = None

    @property
    def done(self) -> bool:
        """Whether it is no demand any more."""
        return self.state in DONE

    def ended_on(self, day: date) -> bool:
        """Return whether nothing can follow on a day: what was finished and not rated ends after 15 days."""
        if self.state in ENDED:
            return True
        if self.state not in DONE or self.stands_since is None:
            return False
        return day_in_shanghai(kept_instant(self.stands_since)) + timedelta(days=RATED_WITHIN) < day


def begun(state: str) -> Life:
    """Return the life of what has no step yet: a need is open, a project is as its status says."""
    return Life(state=state)


def after(life: Life, step: Row) -> Life:
    """Return a life with one more step.

    Example:
        >>> said = {"sort": "dispatch", "state": "dispatched", "to": "team-1", "at": "2024-05-09T02:00:00Z"}
        >>> after(begun("open"), {**said, "due": None, "by": None, "number": 1, "outcome": None, "on": None}).has
        'team-1'
    """
    sort, was = step["sort"], life.state
    at = instant_of(step["at"])
    given = was not in ("dispatched", "taken", "suspended")
    return replace(
        life,
        state=step["state"],
        has=step["to"] if sort in _GIVES and step["to"] else None if sort in _TAKES else life.has,
        back=was if sort in ("dispatch", "transfer", "claim") and given else life.back,
        rest=was if sort == "suspend" else life.rest,
        due=instant_of(step["due"]) if step["due"] else None,
        last=step,
        number=max(life.number, step["number"]),
        unsatisfied=life.unsatisfied + (step["outcome"] == "unsatisfied"),
        accepted_at=at if sort == "accept" else life.accepted_at or at,
        begun_at=at if _begins(was, step) else life.begun_at,
        stands_since=life.stands_since if step["state"] == was and life.last is not None else at,
        stops=_stops(life, step, at),
        extended=step["on"] if sort == "extend" else life.extended,
        extended_at=at if sort == "extend" else life.extended_at,
        dispatched_by=step["by"] if sort in ("dispatch", "transfer") else life.dispatched_by,
    )


def _begins(was: str, step: Row) -> bool:
    """Return whether the time of whoever has it begins with a step: not when a stop ends, as then it goes on."""
    if step["sort"] == "up" and not step["to"]:  # nobody is above
        return False
    return step["sort"] in _GIVES or (step["state"] != was and step["sort"] not in ("suspend", "resume"))


def _stops(life: Life, step: Row, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Return when the clock was stopped: until the day given, or until it was resumed earlier."""
    if step["sort"] == "suspend" and step["on"] is not None:
        return (*life.stops, (at, end_of(step["on"])))
    if life.state == "suspended" and step["state"] != "suspended" and life.stops:
        *before, (since, until) = life.stops
        return (*before, (since, min(at, until)))
    return life.stops


def lived(state: str, steps: Sequence[Row]) -> Life:
    """Return the life that steps in their order make of what stood in a state before."""
    life = begun(state)
    for step in steps:
        life = after(life, step)
    return life


def possible_in(life: Life, workflow: Workflow, day: date) -> tuple[str, ...]:
    """Return the steps that a workflow allows from where a need stands on a day.

    Example:
        >>> from graph.rules.workflow import own_workflows
        >>> possible_in(begun("nothing"), own_workflows()["hotline"], date(2024, 5, 9))
        ('raise',)
    """
    return () if life.ended_on(day) else workflow.possible(life.state)
