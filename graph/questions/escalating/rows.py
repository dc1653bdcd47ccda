"""The walks of an escalation as rows: each step, whoever is asked beside the chain, and what was passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from graph.answers.escalate import ENDS, ROWS
from graph.calendar.moments import day_and_time
from graph.facts import Facts
from graph.facts.reach import ANSWERS_FOR
from graph.facts.shown import Shown, shown_unit
from graph.network.columns import Ints
from graph.questions.escalating.elsewhere import Elsewhere
from graph.rules import Profile
from graph.rules.limits import Limit
from graph.walking.asked import Asked, Waiting
from graph.walking.steps import Aside, Party, Passed, Step, Walk


def frames_of(
    facts: Facts, profile: Profile, walks: Mapping[str, Walk], asked: Asked, place: int
) -> dict[str, pl.DataFrame]:
    """Return the tables of an escalation: a row a step, those beside the chain among them, and a row an end."""
    tell = _Teller(facts, profile, asked, Elsewhere(facts, profile, place))
    rows = [
        tell.step(chain, step, first=not position)
        if isinstance(step, Step)
        else tell.aside(chain, step, first=not position)
        for chain, found in walks.items()
        for position, step in enumerate(found.told)
    ]
    ends = [
        {"chain": chain, "state": found.state, "passed": [tell.passed(chain, one) for one in found.passed]}
        for chain, found in walks.items()
    ]
    return {"rows": pl.DataFrame(rows, schema=ROWS.schema), "ends": pl.DataFrame(ends, schema=ENDS.schema)}


class _Teller:
    """Puts the rows of a walk into the columns of an answer."""

    def __init__(self, facts: Facts, profile: Profile, asked: Asked, elsewhere: Elsewhere) -> None:
        self.facts, self.network, self.profile, self.shown = facts, facts.network, profile, Shown(facts.network)
        self.asked, self.elsewhere = asked, elsewhere

    def step(self, chain: str, step: Step, *, first: bool) -> dict[str, Any]:
        return {
            **self._limited(self.asked.waiting(step.seat, step.carrier), first=first),
            "chain": chain,
            "slot": self.profile.chains[chain].slots[step.slot].key,
            "unit": self._unit(step.carrier),
            "post": self.shown.post(step.seat),
            "holder": self.shown.thing(step.person),
            "how": step.how.name.lower(),
            "also": [
                *(self._also(post, step.person, "combined") for _, post in step.combined),
                *(self._also(post, step.person, "combined") for post in self.elsewhere.of(chain, step)),
                *(self._also(post, person, "deputy") for post, person in step.deputies),
            ],
            "flags": self._flags(chain, step),
            "since": self._ran_out(step),
            "answers_for": self.shown.place(step.place),
            "contact": self._contact(step),
            "action": "report",
            "passed": [self.passed(chain, one) for one in step.passed],
            "sideways": None,
            "by": None,
        }

    def aside(self, chain: str, one: Aside, *, first: bool) -> dict[str, Any]:
        """Return a step beside the chain."""
        waiting = self.asked.waiting(-1, one.unit) or (self.asked.waiting(one.post, -1) if one.post >= 0 else None)
        return {
            **self._limited(waiting, first=first),
            "chain": chain,
            "slot": self.profile.chains[chain].slots[one.slot].key,
            "unit": self.shown.thing(one.unit),
            "post": self.shown.post(one.post),
            "holder": self.shown.thing(one.person),
            "how": one.how,
            "also": [self._party(party) for party in one.parties],
            "flags": list(one.flags),
            "since": None,
            "answers_for": self.shown.place(one.place),
            "contact": self._telephone(one.post, one.unit),
            "action": one.action,
            "passed": [self.passed(chain, each) for each in one.passed],
            "sideways": one.ask,
            "by": self._seat(one.by),
        }

    def passed(self, chain: str, one: Passed) -> dict[str, Any]:
        return {
            "slot": self.profile.chains[chain].slots[one.slot].key,
            "unit": self._unit(one.unit),
            "post": self.shown.post(one.post),
            "person": self.shown.thing(one.person),
            "why": one.why,
            "cause": self.shown.key(one.cause),
            "since": one.since,
            **_asking(one.over, self.asked.limit),
            "sideways": one.sideways or None,
            "party": one.party or None,
        }

    def _limited(self, before: Waiting | None, *, first: bool) -> dict[str, Any]:
        """Return by when a step should be taken: who was asked before counts from then, the first one from now."""
        limit = self.asked.limit
        due = before.due if before is not None else self.asked.due(self.asked.now) if first else None
        day, time = (None, None) if due is None else day_and_time(due)
        return {"limit": None if limit is None else str(limit), "due": day, "due_time": time}

    def _party(self, one: Party) -> dict[str, Any]:
        """Return who is called to a table: an organisation under its form, a post under its role."""
        post = one.as_ == "called"
        told = {"id": self.shown.key(one.row), "name": self.network.name(one.row) if one.row >= 0 else None}
        word = {"role": one.word if post else None, "form": None if post else one.word}
        return {**told, **word, "holder": self.shown.thing(one.person), "as": one.as_}

    def _seat(self, row: int) -> dict[str, Any] | None:
        """Return a seat, or a unit that has none."""
        if row < 0 or self.network.rows.kind_of(row) == "post":
            return self.shown.post(row)
        return {"id": self.network.key(row), "role": None, "name": self.network.name(row)}

    def _unit(self, carrier: int) -> dict[str, Any] | None:
        if carrier < 0:
            return None
        return self.shown.thing(int(shown_unit(self.network, _row(carrier))[0]))

    def _also(self, post: int, person: int, how: str) -> dict[str, Any]:
        return {**(self.shown.post(post) or {}), "holder": self.shown.thing(person), "as": how, "form": None}

    def _flags(self, chain: str, step: Step) -> list[str]:
        found = []
        if step.by_tie:
            found.append("reports_to")
        if np.count_nonzero(self.facts.scopes(ANSWERS_FOR).carrier == step.carrier) > 1:
            found.append("several_places")
        if self._ran_out(step) is not None:
            found.append("term_ran_out")
        if (
            step.place >= 0
            and self.shown.value(step.place, "level") not in self.profile.chains[chain].slots[step.slot].level
        ):
            found.append("wider_place")
        return found

    def _ran_out(self, step: Step) -> date | None:
        """Return since when the term of who is asked has run out; None where it has not."""
        return self.facts.holds.ran_out(step.tie) if step.tie >= 0 else None

    def _contact(self, step: Step) -> str | None:
        return self._telephone(step.seat, int(shown_unit(self.network, _row(step.carrier))[0]))

    def _telephone(self, post: int, unit: int) -> str | None:
        """Return the telephone of a seat, where that is public, else of the organisation."""
        if post >= 0 and self.shown.value(post, "public"):
            phone: str | None = self.shown.value(post, "phone")
            if phone is not None:
                return phone
        if unit >= 0 and self.network.rows.kind_of(unit) == "organisation":
            found: str | None = self.shown.value(unit, "phone")
            return found
        return None


def _asking(over: Waiting | None, limit: Limit | None) -> dict[str, Any]:
    """Return when somebody passed was asked, until when they had time, and by which limit."""
    if over is None or over.due is None:
        return {"asked": None, "due": None, "due_time": None, "limit": None}
    due, due_time = day_and_time(over.due)
    said = None if limit is None else str(limit)
    return {"asked": over.asked.isoformat(), "due": due, "due_time": due_time, "limit": said}


def _row(row: int) -> Ints:
    return np.array([row], dtype=np.int32)
