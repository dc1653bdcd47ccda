"""Buildings that lie in several places at once: which there are, and what an answer says of them (SEMANTICS P7)."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from graph.network import Network

Noted = dict[str, Any]

#: What people take for one place to live in, though its parts may lie in several.
LEVELS = ("building", "entrance")


def split_buildings(network: Network) -> dict[int, tuple[int, ...]]:
    """Return the split buildings of the date, each with the places in which its parts lie; rows in territory order."""
    found: dict[int, tuple[int, ...]] = network.view.memo("split_buildings", None, lambda: _split(network))
    return found


def _split(network: Network) -> dict[int, tuple[int, ...]]:
    view = network.view
    if not view.parts.height:  # mostly
        return {}
    codes, levels = network.rows.codes("place", "level")
    of_level = np.isin(codes, [levels.index(level) for level in LEVELS if level in levels])
    parts = view.parts.filter(pl.Series(of_level[view.parts["place"].to_numpy()], dtype=pl.Boolean))
    if not parts.height:
        return {}
    territory, on_property = view.territory.parent, view.property_axis.parent
    inside = np.bincount(on_property[on_property >= 0], minlength=view.places)
    found = {}
    for place, mine in parts.group_by("place"):
        row = int(place[0])
        lies = set(territory[mine["part"].to_numpy()].tolist())
        if mine.height < inside[row] and territory[row] >= 0:
            lies.add(int(territory[row]))  # the other parts lie where it lies itself
        if len(lies) > 1:
            found[row] = tuple(sorted(lies, key=lambda one: int(view.territory.low[one])))
    return {row: found[row] for row in sorted(found, key=lambda one: int(view.territory.low[one]))}


def split_in(network: Network, place: int | None = None, *, itself: bool = False) -> tuple[Noted, ...]:
    """Return as issues the split buildings that lie in a place, or have a part there.

    Args:
        network: The network, on its date.
        place: Row of a place; None = everything.
        itself: Whether only the place itself counts, as at the start of a walk.
    """
    if itself and place not in network.view.split:  # of most starts nothing has to be worked out
        return ()
    split = split_buildings(network)
    if itself:
        split = {row: lies for row, lies in split.items() if row == place}
    elif place is not None:
        inside = network.view.inside(place)
        split = {row: lies for row, lies in split.items() if inside[[row, *lies]].any()}
    return tuple(
        {
            "code": "split_building",
            "id": network.key(row),
            "other": None,
            "others": [network.key(one) for one in lies],
        }
        for row, lies in split.items()
    )
