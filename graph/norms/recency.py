"""*Recency*: something was held in each period in which it should have been; a line a period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast

import numpy as np

from graph.answers import UNBOUNDED
from graph.calendar import Period, periods
from graph.errors import BadInput
from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.facts.ledger import Ledger
from graph.network.numbering import ALWAYS, EPOCH, Bools, Ints, Longs, day_of
from graph.norms.base import NormType
from graph.norms.counting import Counted
from graph.norms.finding import GAP, NOT_APPLICABLE, UNKNOWN, Finding, none
from graph.norms.happenings import Due, counting_for, held_on, served
from graph.rules import Norm
from graph.rules.bodies import Recency

_DAY = timedelta(days=1)


class _Recency(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return one in each period."""
        del facts, norm
        one = np.ones(subjects.size, dtype=np.int64)
        return Band(one, one)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return a line for each period that was due, and one for each subject of which nobody can say what is."""
        body = cast("Recency", norm.body)
        routine = None if body.routine is None else _routines(facts, body.routine, subjects)
        due, told = _due(facts, norm, subjects, routine)
        activities = facts.select(body.of)
        found = _periods(facts, norm, subjects, due, counting_for(facts, subjects, activities, routine))
        if routine is not None:
            _without(facts, body, found, subjects, routine, told)
        return found


TYPE = _Recency()


def _due(facts: Facts, norm: Norm, subjects: Ints, routine: Ints | None) -> tuple[Due, Bools]:
    """Return the periods that are due, and of which subjects somebody can say when something is (SEMANTICS C41)."""
    body, rows = cast("Recency", norm.body), facts.network.rows
    begun = np.maximum(rows.since[subjects].astype(np.int64), _number(norm.in_force.since))
    told = np.ones(subjects.size, dtype=bool)
    if routine is None:
        by_rule = [_columns(_looked_at(facts, body, str(body.rule), None))]
        which = np.zeros(subjects.size, dtype=np.int64)
    else:
        by_rule, which = [], np.arange(subjects.size)
        begun = np.where(routine >= 0, np.maximum(begun, rows.since[routine]), begun)
        rules = rows.column("routine", "rule")
        for at, row in enumerate(routine.tolist()):
            rule = rules[row] if row >= 0 else None
            try:
                found = _looked_at(facts, body, rule, day_of(int(rows.since[row]))) if rule else ()
            except BadInput:
                rule, found = None, ()
            told[at] = rule is not None
            by_rule.append(_columns(found))
    many = np.array([len(one[0]) for one in by_rule], dtype=np.int64)
    begins, first, last = (np.concatenate([one[at] for one in by_rule]) for at in (1, 2, 3)) if by_rule else [none()] * 3
    starts = np.concatenate([[0], np.cumsum(many)])[:-1]
    subject = np.repeat(np.arange(subjects.size), many[which])
    within = np.arange(subject.size) - np.repeat(np.cumsum(many[which]) - many[which], many[which])
    at = starts[which][subject] + within
    owed = begins[at] >= begun[subject]
    names = [name for one in by_rule for name in one[0]]
    at = at[owed]
    return Due(subject[owed], [names[one] for one in at.tolist()], first[at], last[at]), told


def _looked_at(facts: Facts, body: Recency, rule: str, since: date | None) -> tuple[Period, ...]:
    today = facts.network.date
    return periods(rule, since, today - timedelta(days=body.within), today - _DAY, body.tolerance)


def _columns(found: Iterable[Period]) -> tuple[list[str], Longs, Longs, Longs]:
    begins, first, last = (
        np.array([_number(one[at]) for one in found], dtype=np.int64) for at in (1, 2, 3)
    )
    return [one.name for one in found], begins, first, last


def _periods(facts: Facts, norm: Norm, subjects: Ints, due: Due, counted: Counted) -> Finding:
    """Return the lines of the periods: each has one activity, or none; those without a day may be any of them."""
    body, size = cast("Recency", norm.body), due.subject.size
    evidence = served(facts, due, counted)
    low = np.bincount(evidence.subject, minlength=size).astype(np.int64)
    loose = counted.where(held_on(facts)[counted.thing] == ALWAYS)
    extra = np.bincount(loose.subject, minlength=subjects.size).astype(np.int64)
    covered = _covered(facts.ledger, body, facts.network.view.anchor[subjects[due.subject]], due.last)
    has = Band(low, np.where(covered, low + extra[due.subject], UNBOUNDED))
    lines = subjects[due.subject]
    needs = TYPE.needs(facts, norm, lines)
    found = Finding(norm, lines, verdicts(has, needs), has, needs, evidence, evidence, np.flatnonzero(~covered))
    found.items = list(due.names)
    for subject, thing in zip(loose.subject.tolist(), loose.thing.tolist(), strict=True):
        lines_of = np.flatnonzero(due.subject == subject)
        found.because("no_day", lines_of, np.full(lines_of.size, thing, dtype=np.int32))
    return found


def _covered(ledger: Ledger, body: Recency, place: Ints, last: Longs) -> Bools:
    """Return which lines are covered: by listings that are complete up to the period's last day (SEMANTICS C43)."""
    days = np.unique([_number(one.as_of) for one in ledger.relevant(body.of)])
    needed = np.searchsorted(days, last)
    covered = np.zeros(last.size, dtype=bool)
    for at in np.unique(needed[needed < days.size]).tolist():
        listed = ledger.up_to(EPOCH + timedelta(days=int(days[at]))).covers(body.of).covered
        chosen = needed == at
        covered[chosen] = listed[place[chosen]]
    return covered


def _routines(facts: Facts, name: str, subjects: Ints) -> Ints:
    """Return the routine of a name that each subject has, the lowest key of several; -1 for none."""
    rows, view = facts.network.rows, facts.network.view
    first, last = rows.block["routine"]
    named = np.zeros(rows.size, dtype=bool)
    named[first:last] = (rows.frame("routine")["name"] == name).fill_null(value=False).to_numpy()
    routine = np.flatnonzero(named & view.valid)[::-1]
    whose = view.reference("routine", "subject")[routine]
    found = np.full(rows.size, -1, dtype=np.int32)
    found[whose[whose >= 0]] = routine[whose >= 0]
    return found[subjects]


def _without(facts: Facts, body: Recency, found: Finding, subjects: Ints, routine: Ints, told: Bools) -> None:
    """Add a line for each subject that has no such routine, or whose routine does not say when (SEMANTICS C44)."""
    at = np.flatnonzero(~told)
    has_none = routine[at] < 0
    covered = facts.ledger.covers(body.routines).covered[facts.network.view.anchor[subjects[at]]]
    sorts, names = facts.network.rows.codes("routine", "sort")
    first, _ = facts.network.rows.block["routine"]
    system = ~has_none & (sorts[np.maximum(routine[at] - first, 0)] == names.index("system")) if "system" in names else np.zeros(at.size, dtype=bool)
