"""Who may take a step: the roles of a workflow, and who has them for one need (SEMANTICS N4)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from graph.errors import NotAskable
from graph.facts.concerned import concerned_by
from graph.life.seats import acting_for, givers_or_self, hats_of
from graph.life.subject import Subject
from graph.rules.workflow import StepRule
from graph.walking.asked import Asked
from graph.walking.walk import walk


class Who:
    """Who has which role for one need.

    The roles of a seat are those of the post, of what it is in, and of who sits there: a head acts for the unit.
    """

    def __init__(self, subject: Subject, *, outside: bool = False) -> None:
        """Take the need, and whether it may not be learnt which person raised it (SEMANTICS V8)."""
        self._subject, self._outside = subject, outside
        self._network, self._view = subject.network, subject.network.view

    def may(self, seat: int, rule: StepRule, claimer: int | None = None) -> bool:
        """Return whether a post, organisation, team or person may take a step.

        Args:
            seat: Row of who wants to.
            rule: The step.
            claimer: Row of who claims, where the step is a claim.
        """
        hats = self.hats(seat)
        return any(hats & self.of(role, claimer) for role in rule.who)

    def hats(self, seat: int) -> frozenset[int]:
        """Return whom somebody can act for."""
        return acting_for(self._network, seat)

    def of(self, role: str, claimer: int | None = None) -> frozenset[int]:
        """Return who has a role, as rows."""
        found: Iterable[int] = {
            "raiser": self._raisers,
            "answering": self._answering,
            "dispatcher": self._dispatchers,
            "provider": self._providers,
            "reviewer": self._reviewers,
            "claimer": [] if claimer is None else givers_or_self(self._network, claimer),
        }[role]
        return frozenset(found)

    @property
    def _raisers(self) -> list[int]:
        kind_of = self._network.rows.kind_of
        return [row for row in self._subject.raisers if not (self._outside and kind_of(row) == "person")]

    @cached_property
    def _answering(self) -> list[int]:
        """Whom the walk asks first on each chain; once it was sent up, who has it."""
        if any(step["sort"] == "up" for step in self._subject.steps):
            return self._providers
        return [row for step in self.first_steps for row in step]

    @cached_property
    def first_steps(self) -> list[tuple[int, ...]]:
        """Of each chain that handles it, the unit, the post and the person asked first."""
        return [found[0] for found in self.walked if found]

    @cached_property
    def walked(self) -> list[list[tuple[int, ...]]]:
        """Of each chain that handles it, step by step, the unit, the post and the person asked, as rows."""
        subject = self._subject
        if subject.place < 0 or subject.profile is None:
            return []
        category = subject.fields["category"]
        handled = subject.profile.handling(category) if category is not None else None
        chains = [handled] if handled else list(subject.profile.chains)
        found, asked = [], Asked(subject.facts, subject.calendar, None)
        for chain in chains:
            made = walk(subject.facts, subject.profile, chain, subject.place, asked, self.concerned)
            found.append([_known(step.carrier, step.seat, step.person) for step in made.steps])
        return found

    @cached_property
    def above(self) -> list[list[tuple[int, ...]]]:
        """Of each chain that counts, the steps to which it may be sent up: those after whoever has it.

        The chains that count are those on which whoever has it is asked. Where they are on none of them, nobody on
        the walk was asked yet; where nobody has it, whom the walk asks first had it to answer.
        """
        has = self._subject.has
        row = None if has is None else self._network.rows.row(has)
        hats = frozenset[int]() if row is None else hats_of(self._network, row) | {row}
        at = [next((place for place, step in enumerate(steps) if hats & {*step}), None) for steps in self.walked]
        if any(place is not None for place in at):
            return [steps[place + 1 :] for steps, place in zip(self.walked, at, strict=True) if place is not None]
        return [steps[0 if hats else 1 :] for steps in self.walked]

    @cached_property
    def concerned(self) -> frozenset[int]:
        """The units and posts that it is about: it never goes to them."""
        about = self._subject.fields.get("about")
        row = self._network.rows.row(about) if about is not None else None
        if row is None or not self._view.valid[row]:
            return frozenset()
        try:
            return concerned_by(self._subject.facts, row)
        except NotAskable:
            return frozenset({row})

    @cached_property
    def _dispatchers(self) -> list[int]:
        """The organisations of the workflow's forms that answer for a place around it."""
        subject = self._subject
        if subject.place < 0:
            return []
        around = {place for place, _ in self._view.enclosing(subject.place)}
        first, _ = self._network.rows.block["organisation"]
        forms = self._network.rows.frame("organisation")["form"]
        organisation, place = self._view.tied("answers_for")
        _, last = self._network.rows.block["organisation"]
        return [
            int(one)
            for one, at in zip(organisation.tolist(), place.tolist(), strict=True)
            if first <= one < last and at in around and forms[one - first] in subject.workflow.forms
        ]

    @property
    def _providers(self) -> list[int]:
        row = None if self._subject.has is None else self._network.rows.row(self._subject.has)
        return [] if row is None else givers_or_self(self._network, row)

    @property
    def _reviewers(self) -> list[int]:
        by = self._subject.life.dispatched_by
        row = None if by is None else self._network.rows.row(by)
        return self._dispatchers if row is None else sorted(self.hats(row))

    def around(self) -> frozenset[int]:
        """Return who may be given it: whoever is asked on the walk, and who answers or serves around it."""
        subject, found = self._subject, {row for steps in self.walked for step in steps for row in step}
        if subject.place < 0:
            return frozenset(found)
        places = {place for place, _ in self._view.enclosing(subject.place)}
        for kind in ("answers_for", "serves"):
            source, place = self._view.tied(kind)
            found |= {int(one) for one, at in zip(source.tolist(), place.tolist(), strict=True) if at in places}
        return frozenset(found - self.concerned)

    def knows(self, row: int) -> bool:
        """Return whether somebody is, acts for, or belongs to whom it may be given."""
        return bool(self.hats(row) & self.around())


def _known(*rows: int) -> tuple[int, ...]:
    return tuple(row for row in rows if row >= 0)
