"""The way from what somebody serves or answers for up to where they therefore lie, where that way leaves one's own.

A thing lies in the lowest place that encloses all it serves (SEMANTICS P5). That place may be one's own on the property
axis while what is served lies in it on territory, and so is not: without the way up the thing would lie nowhere.
"""

from __future__ import annotations

import numpy as np

from graph.kinds import Tie, ties
from graph.network.columns import Bools, Ints
from graph.network.numbering import Rows
from graph.scoping.lasting import Lasting


def between(rows: Rows, lasting: Lasting, lies: Ints, inside: Bools) -> Bools:
    """Return the places between what something inside serves or answers for and where it lies, these not inside.

    Args:
        rows: The numbering.
        lasting: Where everything lies, whatever the day.
        lies: By row, the place in which it lies; -1 = in none.
        inside: What is inside.
    """
    found = np.zeros(rows.size, dtype=bool)
    for tie in ties():
        if not _in_common(tie):
            continue
        one = rows.ties[tie.kind]
        at = lies[one.source]
        leaves = inside[one.source] & ~inside[one.target] & (at >= 0)
        leaves[leaves] = inside[at[leaves]]
        for target, top in set(zip(one.target[leaves].tolist(), at[leaves].tolist(), strict=True)):
            for forest in lasting.forests:
                chain = forest.climb(target)
                if top in chain:
                    found[chain[: chain.index(top)]] = True
    return found & ~inside


def _in_common(tie: type[Tie]) -> bool:
    return tie.anchors is not None and tie.anchors.by == "common"
