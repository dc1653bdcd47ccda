"""Which posts are in which unit, and which were never in any: what norms ask that look into a unit."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.network.columns import Bools, Ints
from graph.norms.counting import Counted, each_once


def in_units(facts: Facts, subjects: Ints, posts: Bools) -> Counted:
    """Return which of some posts are in which unit."""
    post, unit = facts.network.view.tied("post_in")
    position = np.full(facts.network.rows.size, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    chosen = posts[post] & (position[unit] >= 0)
    return each_once(facts, position[unit[chosen]], post[chosen])


def never_in_any(facts: Facts, posts: Bools) -> Ints:
    """Return those of some posts that are, were and will be in nothing, so that they may belong anywhere."""
    was = np.zeros(facts.network.rows.size, dtype=bool)
    was[facts.network.rows.ties["post_in"].source] = True
    found: Ints = np.flatnonzero(posts & ~was).astype(np.int32)
    return found
