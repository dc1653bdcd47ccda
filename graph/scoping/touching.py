"""Which revisions touched what somebody sees: of the others they hear nothing."""

from __future__ import annotations

import polars as pl

from graph.changes import ChangeSet
from graph.scoping.cut import Cut
from graph.stores import Store


def touches(store: Store, cut: Cut, number: int, since: int | None = None) -> bool:
    """Return whether a revision, or any after ``since`` up to it, changed a row that is seen."""
    return changed(store.deltas(number - 1 if since is None else since, number), cut)


def changed(changes: ChangeSet, cut: Cut) -> bool:
    """Return whether changes speak of a row that is seen."""
    return any(
        cut.kept[kind].height > 0 and frame.join(cut.kept[kind], on="key", how="semi").height > 0
        for kind, frame in changes.frames.items()
    )


def last_touching(store: Store, cut: Cut, newest: int) -> int:
    """Return the last revision that touched what is seen; 0 where none did.

    Most that are bound somewhere work there, so it is looked for from the newest on back, in steps that double.
    """
    upper, step = newest, 1
    while upper > 0:
        lower = max(0, upper - step)
        if touches(store, cut, upper, lower):
            return _between(store, cut, lower, upper)
        upper, step = lower, step * 2
    return 0


def last_in(store: Store, cut: Cut, since: int, newest: int) -> int:
    """Return the last revision after one that touched what is seen; where none is known to, the newest."""
    return next((one for one in range(newest, since, -1) if touches(store, cut, one)), newest)


def _between(store: Store, cut: Cut, lower: int, upper: int) -> int:
    """Return the last touching revision after ``lower``, up to ``upper``; there is one."""
    while upper - lower > 1:
        middle = (lower + upper) // 2
        if touches(store, cut, upper, middle):
            lower = middle
        else:
            upper = middle
    return upper


def touched_people(changes: ChangeSet, cut: Cut) -> bool:
    """Return whether changes speak of people whose name, or more, is seen: that is in no table of a network."""
    if "person" not in changes.frames:
        return False
    keys = changes.frames["person"]["key"]
    return bool(keys.is_in(list(cut.named)).any())


def same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Return whether two frames hold the same rows in the same order."""
    return one is other or (one.height == other.height and one.equals(other))
