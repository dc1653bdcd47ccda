"""What may be there though the ledger does not show it: unlisted, or listed without saying where."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.network.columns import Ints, Longs
from graph.rules.bodies.base import Counting


def with_unlisted(facts: Facts, body: Counting, places: Ints, has: Band) -> tuple[Band, Longs, tuple[Longs, Ints]]:
    """Return what is there with what may be there unlisted; the lines not covered; and who may belong to a line.

    A thing without a scope may belong to any place of its listing; where no listing covers the selector, any
    number may be missing from the ledger (SEMANTICS C4).
    """
    cover = facts.ledger.covers(body.of, body.tie)
    covered, extra = cover.covered[places], cover.extra[places]
    has = Band(has.low, np.where(covered, has.high + extra, UNBOUNDED))
    loose = np.flatnonzero(covered & (extra > 0))
    pairs = [(at, row) for at in loose.tolist() for row in facts.ledger.spoilers(body.of, int(places[at]), body.tie)]
    at = np.array([line for line, _ in pairs], dtype=np.int64)
    return has, np.flatnonzero(~covered), (at, np.array([row for _, row in pairs], dtype=np.int32))
