"""*Recency*: something was held in each period in which it should have been; a line a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.calendar import Period, periods
from graph.errors import BadInput
from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.facts.ledger import Ledger
from graph.network.columns import ALWAYS, Bools, Ints, Longs
from graph.network.numbering import EPOCH, day_of
from graph.norms.base import NormType
from graph.norms.counting import Counted
from graph.norms.finding import NOT_APPLICABLE, UNKNOWN, Finding
from graph.norms.happenings import Due, counting_for, held_on, served
from graph.rules import Norm
from graph.rules.bodies import Recency

_DAY = timedelta(days=1)
#: Stands for the periods of a subject of which nobody can say when something is due; nothing serves it.
_UNTOLD = Period("", date.max, date.max, date.min)


class _Recency(NormType):
    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return a line for each period that was due, and one for each subject of which nobody can say what is."""
        body = cast("Recency", norm.body)
        routine = None if body.routine is None else _routines(facts, body.routine, subjects)
        due = _due(facts, norm, subjects, routine)
        activities = facts.select(body.of)
        found = _periods(facts, norm, subjects, due, counting_for(facts, subjects, activities, routine))
        if routine is not None:
            _without(facts, body, found, routine[due.subject])
        return found


TYPE = _Recency()


def _due(facts: Facts, norm: Norm, subjects: Ints, routine: Ints | None) -> Due:
    """Return the periods that are due, by subject (SEMANTICS C41)."""
    body, since = cast("Recency", norm.body), facts.network.rows.since
    begun = np.maximum(since[subjects].astype(np.int64), _number(norm.in_force.since))
    if routine is None:
        found = _looked_at(facts, body, str(body.rule), None)
        subject = np.repeat(np.arange(subjects.size), len(found))
        which = np.tile(np.arange(len(found)), subjects.size)
    else:
        begun = np.where(routine >= 0, np.maximum(begun, since[routine]), begun)
        own = [_of_routine(facts, body, row) for row in routine.tolist()]
        subject = np.repeat(np.arange(subjects.size), [len(one) for one in own])
        found = tuple(period for one in own for period in one)
        which = np.arange(len(found))
    begins, first, last = _days(found)
    owed = begins[which] >= begun[subject]
    which = which[owed]
    return Due(subject[owed], [found[at].name for at in which.tolist()], first[which], last[which])


def _of_routine(facts: Facts, body: Recency, routine: int) -> tuple[Period, ...]:
    """Return the periods of a routine; where there is none, or nobody can say when it is due, one that is untold."""
    rule = facts.network.rows.column("routine", "rule")[routine] if routine >= 0 else None
    try:
        return _looked_at(facts, body, rule, day_of(int(facts.network.rows.since[routine]))) if rule else (_UNTOLD,)
    except BadInput:
        return (_UNTOLD,)


def _looked_at(facts: Facts, body: Recency, rule: str, since: date | None) -> tuple[Period, ...]:
    today = facts.network.date
    return periods(rule, since, today - timedelta(days=body.within), today - _DAY, body.tolerance)


def _days(found: Sequence[Period]) -> tuple[Longs, Longs, Longs]:
    days = np.array([[_number(day) for day in one[1:]] for one in found], dtype=np.int64).reshape(-1, 3)
    return days[:, 0], days[:, 1], days[:, 2]


def _periods(facts: Facts, norm: Norm, subjects: Ints, due: Due, counted: Counted) -> Finding:
    """Return the lines of the periods: each has one activity, or none.

    Those without a day may be of any of them (SEMANTICS C45).
    """
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
    found.items, found.closing = [name or None for name in due.names], "hold"
    told = pl.DataFrame({"subject": due.subject, "line": np.arange(size)}).filter(
        pl.Series(due.names, dtype=pl.String) != ""
    )
    any_of_them = told.join(pl.DataFrame({"subject": loose.subject, "thing": loose.thing}), on="subject")
    found.because("no_day", any_of_them["line"].to_numpy(), any_of_them["thing"].to_numpy())
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


def _without(facts: Facts, body: Recency, found: Finding, routine: Ints) -> None:
    """Tell of the lines of who has no such routine, or whose routine does not say when (SEMANTICS C44)."""
    untold = np.array([item is None for item in found.items or ()], dtype=bool)
    has_none = untold & (routine < 0)
    listed = facts.ledger.covers(body.routines).covered[facts.network.view.anchor[found.subjects]]
    sort = facts.network.rows.column("routine", "sort")
    system = untold & ~has_none & (sort == "system").fill_null(value=False).to_numpy()[routine]
    unsaid = untold & ~has_none & ~system
    found.state[untold] = np.where((has_none & listed) | system, NOT_APPLICABLE, UNKNOWN)[untold]
    found.has.high[untold] = UNBOUNDED
    found.uncovered = np.concatenate([found.uncovered[~untold[found.uncovered]], np.flatnonzero(has_none & ~listed)])
    found.because("not_applicable", np.flatnonzero((has_none & listed) | system))
    found.because("no_rule", np.flatnonzero(unsaid), routine[unsaid])
    found.flag("no_routine", np.flatnonzero(has_none & listed))
    found.flag("no_rhythm", np.flatnonzero(system))


def _number(day: date | str | None) -> int:
    return (day - EPOCH).days if isinstance(day, date) else ALWAYS
