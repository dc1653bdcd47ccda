"""What an ended place left behind, and where it lies now (SEMANTICS P6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.network.columns import Bools, Ints
from graph.network.numbering import Rows


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A row whose parent on an axis ended and that was given no other; -1 where it lies in nothing now."""

    place: int
    ended: int
    under: int


@dataclass(frozen=True)
class Lost:
    """Places that lost their parent on an axis: the rows of both, and the last day of the parent.

    Attributes:
        place: In the order of rows.
        ended: What each lay in.
        day: The last day of that, as days since 1970.
    """

    place: Ints
    ended: Ints
    day: Ints


def lost(rows: Rows, day: int, parent: Ints, axis: str, elsewhere: Bools) -> Lost:
    """Return which places the end of a parent left behind on an axis.

    Args:
        rows: The numbering.
        day: The day asked about.
        parent: Parent by row on the axis by the ties that hold.
        axis: Its code.
        elsewhere: Which places have a parent on the other axis, so that a tie of no axis is not missed on this one.
    """
    tie = rows.ties["part_of"]
    at = np.flatnonzero(parent[tie.source] < 0)  # few: all else is where a tie puts it
    source, target = tie.source[at], tie.target[at]
    begun = (tie.since[at] <= day) & (rows.since[source] <= day) & (day < rows.until[source])
    at = at[begun & (rows.since[target] <= day)]
    axes = tie.frame["axis"][at].to_list() if at.size else ()
    named = np.array([one or "" for one in axes], dtype=object)
    at = at[(named == axis) | ((named == "") & ~elsewhere[tie.source[at]])]
    source, target = tie.source[at], tie.target[at]
    over, end = rows.until[target], np.minimum(tie.until[at], rows.until[target])
    order = np.lexsort((target, over != end, -end.astype(np.int64), source))
    last = order[np.r_[True, source[order][1:] != source[order][:-1]]] if order.size else order
    last = last[over[last] == end[last]]
    return Lost(source[last], target[last], over[last] - 1)


def successors(rows: Rows, day: int) -> Mapping[int, list[int]]:
    """Return what each place became by a day, lowest key first."""
    tie, places = rows.ties["became"], rows.block["place"][1]
    begun = (tie.since <= day) & (day < tie.until) & (tie.source < places)
    begun &= (rows.since[tie.source] <= day) & (rows.since[tie.target] <= day)
    found: dict[int, list[int]] = {}
    for source, target in sorted(zip(tie.source[begun].tolist(), tie.target[begun].tolist(), strict=True)):
        found.setdefault(source, []).append(target)
    return found


def settle(
    missing: Lost, parent: Ints, above: Mapping[int, Ints], valid: Bools, became: Mapping[int, list[int]]
) -> list[LeftBehind]:
    """Give what was left behind what its parent became, else the nearest valid place above it, and return it.

    Args:
        missing: What was left behind on an axis.
        parent: Parent by row on that axis; written to.
        above: Parent by row on that axis by day, for the last day of each ended parent.
        valid: Which places exist on the day asked about.
        became: What places became, lowest key first.
    """
    found = []
    climbs: dict[int, list[int]] = {}
    for place, ended, day in zip(missing.place.tolist(), missing.ended.tolist(), missing.day.tolist(), strict=True):
        if ended not in climbs:
            lasting = [row for row in (*went_on(ended, became), *climb(above[day], ended)[1:]) if valid[row]]
            climbs[ended] = list(dict.fromkeys(lasting))
        under = next((row for row in climbs[ended] if place not in climb(parent, row)), -1)
        parent[place] = under
        found.append(LeftBehind(place, ended, under))
    return found


def went_on(place: int, became: Mapping[int, list[int]]) -> list[int]:
    """Return what a place became, then what that became in turn, each time lowest key first.

    Example:
        >>> went_on(0, {0: [3, 4], 3: [1], 4: [0, 2]})
        [3, 4, 1, 2]
    """
    found, edge = list[int](), [place]
    while edge:
        edge = sorted({row for one in edge for row in became.get(one, ())} - {place, *found})
        found += edge
    return found


def climb(parent: Ints, row: int) -> list[int]:
    """Return a row and those above it, nearest first."""
    chain: list[int] = []
    while row >= 0:
        chain.append(row)
        row = int(parent[row])
    return chain
