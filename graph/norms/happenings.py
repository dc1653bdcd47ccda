"""Which activities count for whom, and for which of the periods that are due (SEMANTICS C42)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.network.columns import ALWAYS, Bools, Ints, Longs
from graph.norms.counting import Counted, each_once


@dataclass(frozen=True)
class Due:
    """Periods that are due, a line each; those of one subject together, in order.

    Attributes:
        subject: Position among the subjects.
        names: What each is called.
        first: The first day on which something counts for it, as days since 1970.
        last: The last one.
    """

    subject: Longs
    names: list[str]
    first: Longs
    last: Longs


def counting_for(facts: Facts, subjects: Ints, activities: Bools, routine: Ints | None) -> Counted:
    """Return which activities count for which subject.

    Args:
        facts: The facts of the network.
        subjects: Who is asked.
        activities: Which activities are looked at, by row.
        routine: By position, the routine of each subject, -1 for none: what names another one does not count.
            None = whichever routine.
    """
    view = facts.network.view
    position = np.full(facts.network.rows.size, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    of_routine = view.reference("activity", "routine")
    free = activities
    if routine is None:
        of_subject = view.reference("routine", "subject")
        thing = np.flatnonzero(activities & (of_routine >= 0))
        by_routine = of_subject[of_routine[thing]]
        found = [(by_routine, thing)]
    else:
        named = facts.network.rows.column("activity", "routine").is_not_null().to_numpy()
        free = activities & ~named
        whose = np.full(facts.network.rows.size, -1, dtype=np.int64)
        has = routine >= 0
        whose[routine[has]] = subjects[has]
        thing = np.flatnonzero(activities & (of_routine >= 0))
        found = [(whose[of_routine[thing]], thing)]
    source, target = view.tied("held_by")
    held = free[source]
    found.append((target[held], source[held]))
    here = np.flatnonzero(free & (view.anchor >= 0))
    marked = position[: view.places] >= 0
    pair, place = view.up(view.anchor[here], marked)
    found.append((place, here[pair]))
    who, what = (np.concatenate([one[at] for one in found]).astype(np.int64) for at in (0, 1))
    at = np.where(who >= 0, position[who], -1)
    return each_once(facts, at[at >= 0], what[at >= 0].astype(np.int32))


def served(facts: Facts, due: Due, counted: Counted) -> Counted:
    """Return which line is served by which activity: each, in order of its day, serves the first that is not yet."""
    on = held_on(facts)[counted.thing]
    start = np.searchsorted(due.subject, np.arange(due.subject.max(initial=-1) + 2))
    taken: dict[int, int] = {}
    for at in np.lexsort((counted.thing, on)).tolist():
        subject, day = int(counted.subject[at]), int(on[at])
        if day == ALWAYS or subject + 1 >= start.size:
            continue
        line = int(start[subject] + np.searchsorted(due.last[start[subject] : start[subject + 1]], day))
        while line < start[subject + 1] and line in taken:
            line += 1
        if line < start[subject + 1] and due.first[line] <= day:
            taken[line] = int(counted.thing[at])
    lines = sorted(taken)
    return Counted(np.array(lines, dtype=np.int64), np.array([taken[line] for line in lines], dtype=np.int32))


def held_on(facts: Facts) -> Longs:
    """Return, by row, the day on which an activity was held; ``ALWAYS`` where nobody wrote it, and elsewhere."""
    rows = facts.network.rows
    found = np.full(rows.size, ALWAYS, dtype=np.int64)
    found[slice(*rows.block["activity"])] = rows.frame("activity")["on"].cast(pl.Int32).fill_null(ALWAYS).to_numpy()
    return found
