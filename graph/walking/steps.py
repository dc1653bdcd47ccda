"""What a walk is made of: its steps, what was passed over, and what was found wrong on the way. All in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from graph.facts.seats import How
from graph.walking.asked import Waiting

Issue = dict[str, Any]


class Passed(NamedTuple):
    """Something passed over, and why; -1 where nothing is named.

    Attributes:
        since: Since when, of what is empty or over.
        over: Of a seat that did not act, when it was asked and until when it had time.
        sideways: Of what was passed beside the chain, the sort of step.
        party: Of a table, the form of the party that is missing.
    """

    slot: int
    why: str
    unit: int = -1
    post: int = -1
    person: int = -1
    cause: int = -1
    since: date | None = None
    over: Waiting | None = None
    sideways: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One who is called to a table.

    Attributes:
        as_: ``party``, one that must be there; ``called``, one called besides; ``not_recorded``, one that must be
            there, and nobody recorded whether it is.
        row: Row of the organisation or post, -1 where it is not recorded.
        word: Its form or role as the profile says it.
        person: Row of who speaks for it, -1 where that is not known.
    """

    as_: str
    row: int
    word: str
    person: int = -1


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody to ask beside the chain.

    Attributes:
        slot: Position of the slot after which it is told.
        ask: The sort of step.
        action: What is done: ``coordinate``, ``call_together`` or ``summon``.
        unit: Row of the organisation, -1 of a table.
        post: Row of the seat that speaks for it, -1 where none is known.
        person: Row of who is in charge of that.
        place: Place through which it was found.
        by: Row of the seat or unit that summons it.
        how: ``unit`` or ``table``.
        parties: Who is called to a table.
        flags: What the reader should know of it.
        passed: What was passed beside the chain on the way to it.
        at: After how many steps of the chain it is told.
    """

    slot: int
    ask: str
    action: str
    unit: int = -1
    post: int = -1
    person: int = -1
    place: int = -1
    by: int = -1
    how: str = "unit"
    parties: tuple[Party, ...] = ()
    flags: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    at: int = 0


class Step(NamedTuple):
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
        asides: Whom it asks beside the chain, in order.
        state: ``top``, ``dead_end`` or ``unknown``.
        passed: What was passed over after the last step.
        issues: What is wrong with the ties that the walk came upon.
    """

    steps: list[Step] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    state: str = ""
    passed: list[Passed] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def told(self) -> Iterator[Step | Aside]:
        """Every step in the order in which it is told, those beside the chain after the steps that they follow."""
        for at in range(len(self.steps) + 1):
            yield from self.steps[at - 1 : at] if at else ()
            yield from (one for one in self.asides if one.at == at)

    @property
    def reached(self) -> int:
        """The slot reached last, -1 before the first step."""
        if not self.steps:
            return -1
        step = self.steps[-1]
        return max(step.slot, *(slot for slot, _ in step.combined)) if step.combined else step.slot

    @property
    def last_seat(self) -> tuple[int, int]:
        """The seat asked last, combined ones too, and who sits there."""
        step = self.steps[-1]
        return (step.combined[-1][1] if step.combined else step.seat), step.person

    def asked(self, seat: int) -> bool:
        """Return whether a seat was asked on this walk, combined ones too."""
        for step in self.steps:
            if seat == step.seat or (step.combined and any(seat == post for _, post in step.combined)):
                return True
        return False

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
