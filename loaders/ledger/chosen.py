"""Which things the workbook holds: those in the network's place, on its date or later, or on any date."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from graph.kinds import Sensitivity, things, ties
from graph.network import Network
from graph.viewing import Showing


def going_on(day: date, *, every_date: bool) -> pl.Expr:
    """Return which rows are written: those that have not ended by a day, or all."""
    return pl.lit(value=True) if every_date else pl.col("until").is_null() | (pl.col("until") > day)


def over_by(network: Network) -> dict[str, int]:
    """Return how many rows of each kind in the whole ledger have ended by the network's date, by kinds that have such.

    Of a place they are not counted apart: where each one lay is asked of its own last day, which is what writing them
    costs.
    """
    ended = ~going_on(network.date, every_date=False)
    counts = {one.kind: network.tables()[one.kind].filter(ended).height for one in (*things(), *ties())}
    return {kind: count for kind, count in counts.items() if count}


def chosen(network: Network, showing: Showing, *, every_date: bool) -> dict[str, set[str]]:
    """Return the keys of the things that are written, by kind.

    What does not hold on the date is looked for where it was on its first day, or what has ended on its last. People
    whom only their home puts into the place are left out, unless the viewer may see that.

    Raises:
        NotLogged: Somebody is written for their home alone, and that cannot be written down.
    """
    found: dict[str, set[str]] = {}
    for kind in (one.kind for one in things()):
        rows = (
            network.tables()[kind].select("key", "since", "until").filter(going_on(network.date, every_date=every_date))
        )
        if network.within_row is None:
            found[kind] = set(rows["key"].to_list())
            continue
        days: dict[date, list[str]] = {}
        for key, since, until in rows.iter_rows():
            days.setdefault(_seen(since, until, network.date), []).append(key)
        found[kind] = {key for day, keys in days.items() for key in _inside(network.on(day), keys, showing)}
    return found


def _seen(since: date | None, until: date | None, day: date) -> date:
    if since is not None and since > day:
        return since
    return until - timedelta(days=1) if until is not None and until <= day else day


def _inside(network: Network, keys: list[str], showing: Showing) -> list[str]:
    view, within = network.view, network.within_row
    if within is None or not view.valid[within]:
        return []
    inside = view.inside(within)
    rows = np.array([network.rows.row(key) for key in keys], dtype=np.int64)
    found = rows[view.valid[rows] & _in(view.anchor, inside)[rows]]
    told = _in(view.told_anchor, inside)
    residents = [network.key(int(row)) for row in found if not told[row]]
    if showing.viewer.may_see(Sensitivity.PERSONAL):
        showing.tell(residents)
        residents = []
    showing.hidden += len(residents)
    left = set(residents)
    return [key for row in found if (key := network.key(int(row))) not in left]


def _in(anchor: npt.NDArray[np.int64] | npt.NDArray[np.int32], inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (anchor >= 0) & inside[np.maximum(anchor, 0)]
    return found
