"""Who acts for an owners' committee: an organisation with a tie that says so."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.facts.reach import ACTS_FOR, ANSWERS_FOR, Pairs
from graph.facts.unscoped import OR
from graph.rules.sideways import CommitteeActing
from graph.selectors import Selector
from graph.walking.sideways.around import Around, Found, Search

_FORM = "owners_committee"
#: Any organisation may act for one, unless it is written where it answers or serves.
ANYBODY = Selector({"kind": frozenset(["organisation"])})
SCOPED_BY = OR.join((ANSWERS_FOR, "serves"))


def ask(around: Around, said: CommitteeActing) -> Found:
    """Ask who acts for the committee, where that was asked on this walk and passed."""
    return around.partner(said, search(around)) if said.follows in around.missed else Found()


def search(around: Around) -> Search:
    """Return who acts at the nearest place; or that nobody does, or nothing is recorded."""
    found = around.nearest(acting_pairs(around.facts))
    if found.units:
        return found
    if around.known(ANYBODY, SCOPED_BY):
        return Search(lacking=(around.passed("not_established"),))
    return Search(lacking=(around.not_recorded(ANYBODY, SCOPED_BY),))


def acting_pairs(facts: Facts) -> Pairs:
    """Return the organisations that act for a committee today, each with a place where they do."""
    network = facts.network
    tie = network.rows.ties[ANSWERS_FOR]
    acts = (tie.frame[ACTS_FOR] == _FORM).fill_null(value=False).to_numpy() & network.view.holding(ANSWERS_FOR)
    first, last = network.rows.block["organisation"]
    chosen = np.flatnonzero(acts & (tie.source >= first) & (tie.source < last) & (tie.target < network.view.places))
    return Pairs(tie.source[chosen], tie.target[chosen])
