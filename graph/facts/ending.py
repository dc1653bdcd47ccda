"""What ends by a day: terms, agreements, lists that are out of date (SEMANTICS N42, K50); one seat's or everybody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from graph.facts.facts import Facts
from graph.network import Network
from graph.network.columns import NEVER
from graph.network.numbering import day_of

_DAY = timedelta(days=1)


def terms_by(facts: Facts, day: date) -> Iterator[tuple[int, date]]:
    """Yield the holds whose term ends by a day, or has run out while the holder stays: position, and its last day."""
    ends = facts.network.rows.ties["holds"].frame["term_ends"]
    for at in facts.holds.today.tolist():
        last: date | None = ends[at]
        if last is not None and last <= day:
            yield at, last


def last_days_by(network: Network, kind: str, day: date) -> Iterator[tuple[int, date]]:
    """Yield the valid things of a kind that are over by a day, or on it for the first time: row, and its last day."""
    first, last = network.rows.block[kind]
    until = network.rows.until[first:last]
    soon = network.view.valid[first:last] & (until < NEVER) & (until <= (day - date(1970, 1, 1)).days)
    for row in (np.flatnonzero(soon) + first).tolist():
        over = day_of(int(until[row - first]))
        assert over is not None  # noqa: S101 - it ends some day
        yield row, over - _DAY


def lists_stale_by(network: Network, day: date, stale: int) -> Iterator[tuple[int, int, date]]:
    """Yield the newest declarations that a list is complete that are out of date by a day: row, where, last day.

    Args:
        network: On its date; which declaration is the newest is asked of all of them.
        day: The day.
        stale: For so many days a declaration is fresh.
    """
    frame, (first, _) = network.rows.frame("listing"), network.rows.block["listing"]
    latest: dict[tuple[str, str], date] = {}
    for one in frame.iter_rows(named=True):
        key = one["selector"], one["within"]
        latest[key] = max(latest.get(key, date.min), one["as_of"] or date.min)
    for at, one in enumerate(frame.iter_rows(named=True)):
        row, as_of = first + at, one["as_of"]
        if as_of is None or as_of + timedelta(days=stale) > day or not network.view.valid[row]:
            continue
        if latest[one["selector"], one["within"]] == as_of:
            yield row, int(network.rows.row(one["within"])), as_of + timedelta(days=stale)  # type: ignore[arg-type]
