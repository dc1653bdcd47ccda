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
from graph.network.rows import Ints

if TYPE_CHECKING:
    from graph.network.view import View

_PARENTS = 16  # chains of organisations without places of their own are short; a longer one stays unanchored


def anchors(view: View) -> Ints:
    """Return the anchor place by row, -1 for what is outside every place."""
    rows = view.rows
    anchor = np.full(rows.size, -1, dtype=np.int32)
    places = rows.block["place"][1]
    anchor[:places][view.valid[:places]] = np.flatnonzero(view.valid[:places])
    _take(anchor, view.out("located_at").first())
    scope = _common(view, ("answers_for", "serves"))
    first, last = rows.block["post"]
    not_posts = np.ones(rows.size, dtype=bool)
    not_posts[first:last] = False
    _take(anchor, np.where(not_posts, scope, -1).astype(np.int32))
    parent = view.leading_parent
    _through(anchor, np.where(not_posts, parent, -1).astype(np.int32), _PARENTS)
    _through(anchor, view.out("post_in").first(), 1)
    _take(anchor, scope)
    _through(anchor, parent, _PARENTS)
    for tie in ("holds", "member_of"):
        _through(anchor, view.out(tie).first(), 1)
    _take(anchor, view.out("lives_in").first())
    for kind, column in (("figure", "subject"), ("listing", "within"), ("exception", "place")):
        _through(anchor, view.reference(kind, column), 1)
    anchor[~view.valid] = -1
    return anchor


def _take(anchor: Ints, place: Ints) -> None:
    empty = (anchor < 0) & (place >= 0)
    anchor[empty] = place[empty]


def _through(anchor: Ints, other: Ints, rounds: int) -> None:
    """Give what has no anchor that of another thing, again and again along a chain."""
    for _ in range(rounds):
        empty = np.flatnonzero((anchor < 0) & (other >= 0))
        found = anchor[other[empty]]
        if not (found >= 0).any():
            return
        anchor[empty] = found


def _common(view: View, ties: tuple[str, ...]) -> Ints:
    """Return, by row, the lowest common ancestor on territory of everything it is tied to."""
    found = np.full(view.rows.size, -1, dtype=np.int32)
    pairs = [view.tied(kind) for kind in ties]
    source = np.concatenate([pair[0] for pair in pairs])
    target = np.concatenate([pair[1] for pair in pairs])
    if not source.size:
        return found
    order = np.lexsort((view.territory.low[target], source))
    source, target = source[order], target[order]
    first = np.flatnonzero(np.r_[True, source[1:] != source[:-1]])
    last = np.r_[first[1:], source.size] - 1
    found[source[first]] = lowest_common(view.territory, target[first], target[last])
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
