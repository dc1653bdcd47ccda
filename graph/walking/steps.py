"""What a walk is made of: its steps, what was passed over, and what was found wrong on the way. All in rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.facts.seats import How
from graph.walking.asked import Waiting

Issue = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something passed over, and why; -1 where nothing is named.

    Attributes:
        since: Since when, of what is empty or over.
        over: Of a seat that did not act, when it was asked and until when it had time.
    """

    slot: int
    why: str
    unit: int = -1
    post: int = -1
    person: int = -1
    cause: int = -1
    since: date | None = None
    over: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody to ask.

    Attributes:
        slot: Position of the slot.
        carrier: Row of the organisation or post that carries it.
        seat: Row of the post asked, -1 where the unit has no head post.
        person: Row of the person, -1 where nobody wrote down who.
        how: How they sit there.
        tie: Position of the ``holds`` tie, -1 for unknown.
        place: Place through which the carrier was found.
        by_tie: Whether a leading tie led to it.
        combined: Seats of further slots held by the same person as expected: slot and post.
        deputies: Known deputies beside a holder nobody wrote down: post and person.
        passed: What was passed over on the way to it.
    """

    slot: int
    carrier: int
    seat: int
    person: int
    how: How
    tie: int
    place: int = -1
    by_tie: bool = False
    combined: tuple[tuple[int, int], ...] = ()
    deputies: tuple[tuple[int, int], ...] = ()
    passed: tuple[Passed, ...] = ()


@dataclass
class Walk:
    """A whole walk.

    Attributes:
        steps: Bottom to top.
        state: ``top``, ``dead_end`` or ``unknown``.
        passed: What was passed over after the last step.
        issues: What is wrong with the ties that the walk came upon.
    """

    steps: list[Step] = field(default_factory=list)
    state: str = ""
    passed: list[Passed] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def reached(self) -> int:
        """The slot reached last, -1 before the first step."""
        return max([self.steps[-1].slot, *(slot for slot, _ in self.steps[-1].combined)]) if self.steps else -1

    @property
    def last_seat(self) -> tuple[int, int]:
        """The seat asked last, combined ones too, and who sits there."""
        step = self.steps[-1]
        return (step.combined[-1][1] if step.combined else step.seat), step.person

    def asked(self, seat: int) -> bool:
        """Return whether a seat was asked on this walk, combined ones too."""
        return any(seat == step.seat or any(seat == post for _, post in step.combined) for step in self.steps)

    def last_person(self, person: int) -> bool:
        """Return whether somebody is the person of the step before."""
        return bool(self.steps) and person >= 0 and self.steps[-1].person == person

    def note(self, code: str, key: str, other: str) -> None:
        """Note what is wrong, once."""
        issue: Issue = {"code": code, "id": key, "other": other}
        if issue not in self.issues:
            self.issues.append(issue)


def sorted_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return issues each once, by code and id."""
    unique = {(one["code"] or "", one["id"] or "", one["other"] or ""): one for one in issues}
    return tuple(unique[key] for key in sorted(unique))
