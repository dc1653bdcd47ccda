"""Where a start stands at a slot that it did not reach (SEMANTICS A2)."""

from __future__ import annotations

import numpy as np

from graph.network import Network
from graph.network.columns import Ints
from graph.rules import Profile


def places_at(network: Network, profile: Profile, chain: str, slot: Ints, starts: Ints) -> Ints:
    """Return each start's place at the slot not reached: of the widest of its levels, else the nearest above."""
    levels, names = network.rows.codes("place", "level")
    found = np.full(starts.size, -1, dtype=np.int32)
    for position in np.unique(slot).tolist():
        rank = profile.level_rank
        wanted = sorted(profile.chains[chain].slots[position].level, key=lambda level: rank[level])
        at = slot == position
        here = np.full(int(at.sum()), -1, dtype=np.int32)
        for level in wanted:
            if level in names:
                there = network.view.nearest(levels == names.index(level), starts[at])
                here = np.where(here >= 0, here, there)
        wider = [names.index(level) for level in rank if rank[level] < rank[wanted[0]] and level in names]
        above = network.view.nearest(np.isin(levels, wider), starts[at])
        found[at] = np.where(here >= 0, here, above)
    return found
