"""The *anchor* of a thing: the one place by which ``within`` finds it.

Itself if a place; else where it is located; else the anchor of what its post is in; else the lowest
common ancestor of what it answers for or serves; else its parent organisation's. A person is
anchored by the seat they hold, then by membership, then by home; a figure, listing or exception by
the place it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.network.forest import Forest
from graph.network.rows import Bools, Ints

if TYPE_CHECKING:
    from graph.network.view import View


def anchors(view: View) -> Ints:
    """Return the anchor place by row, -1 for what is outside every place."""
    rows = view.rows
    anchor = np.full(rows.size, -1, dtype=np.int32)
    places = rows.block["place"][1]
    anchor[:places][view.valid[:places]] = np.flatnonzero(view.valid[:places])
    _take(anchor, view.out("located_at").first())
    scope = _common(view, ("answers_for", "serves"))
    inside = np.zeros(rows.size, dtype=bool)  # posts that are in something wait for its anchor
    inside[view.tied("post_in")[0]] = True
    _take(anchor, np.where(inside, -1, scope))
    _settle(anchor, view, ~inside)
    _take(anchor, scope)
    _settle(anchor, view, np.ones(rows.size, dtype=bool))
    for tie in ("holds", "member_of"):
        _join(anchor, view, tie)
    _take(anchor, view.out("lives_in").first())
    for kind, column in (("figure", "subject"), ("listing", "within"), ("exception", "place")):
        _through(anchor, view.reference(kind, column))
    anchor[~view.valid] = -1
    return anchor


def _take(anchor: Ints, place: Ints) -> None:
    empty = (anchor < 0) & (place >= 0)
    anchor[empty] = place[empty]


def _join(anchor: Ints, view: View, tie: str) -> None:
    """Give what has no anchor that of the first thing it is tied to, by key, that has one."""
    source, target = view.tied(tie)
    some = (anchor[source] < 0) & (anchor[target] >= 0)
    source, target = source[some], target[some]  # by source, then target
    anchor[source[::-1]] = anchor[target[::-1]]  # the first of each is written last


def _settle(anchor: Ints, view: View, by_parent: Bools) -> None:
    """Pass anchors on from units to posts and from leading parents down, until nothing more is found."""
    parent = np.where(by_parent, view.leading_parent, -1)
    found = -1
    while found != (found := int((anchor >= 0).sum())):
        _join(anchor, view, "post_in")
        _through(anchor, parent)


def _through(anchor: Ints, other: Ints) -> None:
    """Give what has no anchor that of another thing."""
    empty = np.flatnonzero((anchor < 0) & (other >= 0))
    anchor[empty] = anchor[other[empty]]


def _common(view: View, ties: tuple[str, ...]) -> Ints:
    """Return, by row, the lowest place that encloses everything it is tied to, on territory, else on property."""
    found = np.full(view.rows.size, -1, dtype=np.int32)
    pairs = [view.tied(kind) for kind in ties]
    source = np.concatenate([pair[0] for pair in pairs])
    target = np.concatenate([pair[1] for pair in pairs])
    for forest in view.forests if source.size else ():
        order = np.lexsort((forest.low[target], source))
        thing, place = source[order], target[order]
        first = np.flatnonzero(np.r_[True, thing[1:] != thing[:-1]])
        last = np.r_[first[1:], thing.size] - 1
        _take(found, _spread(thing[first], lowest_common(forest, place[first], place[last]), found.size))
    return found


def _spread(at: Ints, values: Ints, size: int) -> Ints:
    found = np.full(size, -1, dtype=np.int32)
    found[at] = values
    return found


def lowest_common(forest: Forest, one: Ints, other: Ints) -> Ints:
    """Return, pair by pair, the lowest place that is or encloses both, -1 if there is none."""
    found = one.copy()
    while True:
        outside = np.flatnonzero(found >= 0)
        outside = outside[~forest.enclosing(found[outside], other[outside])]
        if not outside.size:
            return found
        found[outside] = forest.parent[found[outside]]
