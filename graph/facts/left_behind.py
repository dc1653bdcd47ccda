"""What an answer says of the places that an ended one left behind, where it counts them (SEMANTICS P6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from graph.network import Network
from graph.network.columns import Bools
from graph.network.numbering import day_of
from graph.network.view import View

Noted = dict[str, Any]

_HOME = "home"


def left_behind(network: Network) -> tuple[Noted, ...]:
    """Return what was left behind and lies in the network's *within*, or encloses it."""
    return left_behind_in(network, None if network.within_row is None else [network.within_row])


def left_behind_in(network: Network, places: Iterable[int] | None, *, above: bool = False) -> tuple[Noted, ...]:
    """Return what was left behind, by the ended place and where it lies now: how many places, and homes in them.

    Args:
        network: The network, on the day of the count.
        places: Rows of the places counted in; None = everything.
        above: Whether only what encloses these counts, as on a walk; else what lies in them too.
    """
    view = network.view
    if not view.left_behind:
        return ()
    inside = around = np.ones(view.places, dtype=bool)
    if places is not None:
        inside, around = np.zeros(view.places, dtype=bool), np.zeros(view.places, dtype=bool)
        for place in places:
            inside |= view.inside(place)
            around[[row for row, _ in view.enclosing(place)]] = True
    asked = around if above else inside | around
    groups: dict[tuple[int, int], set[int]] = {}
    for one in view.left_behind:
        if asked[one.place]:
            groups.setdefault((one.ended, one.under), set()).add(one.place)
    homes = inside & _homes(network) if groups else inside
    return tuple(
        {
            "code": "left_behind",
            "id": network.key(ended),
            "name": str(network.name(ended)),
            "since": str(day_of(int(network.rows.until[ended]))),
            "other": network.key(under) if under >= 0 else None,
            "places": len(left),
            "homes": int((homes & _within(view, left)).sum()),
            "on": network.date.isoformat(),
        }
        for (ended, under), left in sorted(groups.items())
    )


def _homes(network: Network) -> Bools:
    codes, levels = network.rows.codes("place", "level")
    home: Bools = network.view.valid[: network.view.places] & (
        codes == (levels.index(_HOME) if _HOME in levels else -2)
    )
    return home


def _within(view: View, left: set[int]) -> Bools:
    """Return which places lie in some of those left behind, or are one."""
    found = np.zeros(view.places, dtype=bool)
    rows = np.fromiter(left, dtype=np.int32)
    for forest in view.forests:
        opened = np.zeros(forest.order.size + 1, dtype=np.int64)  # how many of their slices are open, by position
        np.add.at(opened, forest.low[rows], 1)
        np.add.at(opened, forest.high[rows], -1)
        found[forest.order[np.cumsum(opened)[:-1] > 0]] = True
    return found
