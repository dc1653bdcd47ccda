"""As whom somebody takes a step in a need's life, what is possible for them, and why the other steps are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from api.console.asked import Asked
from api.console.fields import FormField
from api.console.sent import said_of
from graph.errors import LinliError
from graph.life.asked import StepAsked
from graph.life.refusals import refuse
from graph.life.register import SAYINGS, SEATS, needs, says
from graph.life.subject import Subject
from graph.life.when import when_on
from graph.life.who import Who
from graph.names.quoting import parted
from graph.viewing import is_person
from graph.words import caption

_INPUTS = {"quantity": "number", "day": "date", "text": "text", "reference": "text"}
#: Steps that give a need to somebody, by where the choices come from.
_ON_THE_WALK = ("dispatch", "transfer")
_TO_OFFERS = ("dispatch", "claim")

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PossibleStep:
    """A step that the workflow allows now.

    Attributes:
        step: Its name.
        title: What it is called here.
        refused: Why whoever takes it may not; None = they may.
        fields: What may be said with it, without whom it is given to.
        groups: To whom it may be given, each group with its title; None = it is given to nobody.
        free: Whether somebody may be named who is in no group.
        must_name: Whether somebody has to be.
    """

    step: str
    title: str
    refused: str | None
    fields: Sequence[FormField]
    groups: Sequence[tuple[str, Choices]] | None
    free: bool
    must_name: bool


class Seats:
    """What is possible with a need, for a seat."""

    def __init__(self, asked: Asked, subject: Subject, seat: str | None, offers: Choices, same: Choices) -> None:
        """Take the need, who takes steps (None = the office, which may take any), who could help, what may be the same.

        Args:
            asked: The page.
            subject: The need.
            seat: Key of who takes steps.
            offers: Offers that could meet it, best first.
            same: Needs that may be the same.
        """
        self._asked, self._subject, self._seat = asked, subject, seat
        self._offers, self._same = offers, same
        self._who = Who(subject, outside=True)

    @cached_property
    def choices(self) -> Choices:
        """Whom a step may be taken as: who has a role in what is possible now; nobody by their name."""
        rows = {
            row
            for step in self._subject.possible
            for role in self._subject.workflow.steps[step].who
            if role not in ("claimer", "raiser")
            for row in self._who.of(role)
        }
        keys = {self._subject.network.key(row) for row in rows} | ({self._seat} if self._seat else set())
        return self._named(key for key in keys if key.partition("-")[0] in SEATS and not is_person(key))

    @property
    def due(self) -> tuple[str, Choices] | None:
        """What is due now that the seat may not do: what it is called, and as whom it may be done; None = it may."""
        step = self._subject.workflow.next(self._subject.life.state)
        if step is None or self._refused(step) is None:
            return None
        rows = {row for role in self._subject.workflow.steps[step].who for row in self._who.of(role)}
        keys = (self._subject.network.key(row) for row in rows)
        return self.called(step), self._named(one for one in keys if one.partition("-")[0] in SEATS)

    @cached_property
    def steps(self) -> list[PossibleStep]:
        """The steps that the workflow allows now, those that lead on first."""
        main = self._subject.workflow.main
        ordered = sorted(self._subject.possible, key=lambda one: one not in main)
        return [self._step(one) for one in ordered]

    def _step(self, step: str) -> PossibleStep:
        must = needs(step)
        rule = self._subject.workflow.steps[step]
        fields = [
            FormField(name, caption(f"needs.say.{name}", self._asked.lang), _INPUTS[SAYINGS[name].holds], (),
                      self._outcomes(rule.outcomes) if name == "outcome" else (), name in must)
            for name in says(step) if name != "to"
        ]  # fmt: skip
        shaped = [self._shaped(one) for one in fields]
        groups = self._groups(step) if "to" in says(step) else None
        return PossibleStep(step, self.called(step), self._refused(step), shaped, groups, step != "up", "to" in must)

    def called(self, step: str) -> str:
        """Return what a step is called in the life of this need, as what somebody may do."""
        own = self._subject.workflow.called.get(step)
        return caption(f"needs.do.{step}", self._asked.lang) if own is None else self._asked.say.text(own)

    @property
    def way(self) -> list[tuple[str, str, bool]]:
        """The steps that lead on, each with what it is called and whether it was taken; of others no more than was."""
        taken = {one["sort"] for one in self._subject.steps}
        main = self._subject.workflow.main
        return [(one, self.called(one), one in taken) for one in main if one in taken or one not in self._aside(main)]

    @staticmethod
    def _aside(main: Sequence[str]) -> set[str]:
        """Return which steps that lead on are only another way: a claim beside a dispatch, a review that fails."""
        return {"fail"} | ({"claim"} if "dispatch" in main else set())

    @staticmethod
    def _shaped(one: FormField) -> FormField:
        sort = "choice" if one.choices else "long" if one.name == "reason" else one.sort
        return replace(one, sort=sort)

    def _outcomes(self, outcomes: Iterable[str]) -> Choices:
        return [(one, self._asked.say.word("outcome", one)) for one in outcomes]

    def _refused(self, step: str) -> str | None:
        """Return why a step is not possible for the seat, whatever is said with it."""
        asked = StepAsked(step, self._subject.key, when_on(self._subject.network.date), seat=self._seat, outside=True)
        try:
            refuse(self._subject, self._who, self._subject.workflow.steps[step], asked)
        except LinliError as error:
            return " ".join(said_of(error, self._asked.lang))
        return None

    def _groups(self, step: str) -> list[tuple[str, Choices]]:
        """Return to whom a step may be given, as a list to choose from."""
        key = self._subject.network.key
        found: list[tuple[str, Choices]] = []
        if step == "merge":
            found.append(("needs.to.same", self._same))
        if step in _ON_THE_WALK:
            rows = dict.fromkeys(row for steps in self._who.walked for one in steps for row in one)
            found.append(("needs.to.walk", self._named(key(row) for row in rows)))
        if step in _TO_OFFERS:
            found.append(("needs.to.offers", self._offers))
        if step == "up":
            rows = dict.fromkeys(row for steps in self._who.above for one in steps for row in one)
            found.append(("needs.to.above", self._named(key(row) for row in rows)))
        return [(title, choices) for title, choices in found if choices]

    def _named(self, keys: Iterable[str]) -> Choices:
        """Return things with what they are called, in the order in which they are called so."""
        named = [(one, near(self._asked, one)) for one in keys if not is_person(one)]
        return sorted(named, key=lambda one: one[1])


def near(asked: Asked, key: str | None) -> str:
    """Return what a thing is called by the end of its path: whole paths would hide what a line says."""
    if key is None:
        return ""
    said = asked.called(key)
    if is_person(key):
        return said
    if said == key:  # it is over by the day
        row = asked.whole.rows.row(key)
        return (None if row is None else asked.whole.name(row)) or key
    *at, name = parted(said, "at")
    return "//".join([*(parted(one, "below")[-1] for one in at[-1:]), name])
