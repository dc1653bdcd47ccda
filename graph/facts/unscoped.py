"""What was never tied to a place, and so may belong anywhere in a ledger that holds it (SEMANTICS L1, L3)."""

from __future__ import annotations

import numpy as np

from graph.facts.profiles import Profiles
from graph.facts.reach import ANSWERS_FOR, LENDS
from graph.kinds import tie_to_place
from graph.network import Network
from graph.network.columns import Bools
from graph.selectors import Selector

#: Between ties of which one is enough for a thing to have a scope.
OR = " or "


def own_tie(selector: Selector) -> str:
    """Return the tie by which things of a selector's kind are at a place."""
    return tie_to_place(next(iter(selector.get("kind")), "")) or ANSWERS_FOR


def unscoped(profiles: Profiles, tie: str) -> Bools:
    """Return which things but places were never tied to a place by a tie.

    Of any date: a scope that is to come, or has ended, is not an empty one.

    Args:
        profiles: With the network.
        tie: The tie, or several with ``OR`` between them: what has one of them is scoped.
    """
    network = profiles.network
    rows, view = network.rows, network.view
    found = view.valid.copy()
    found[: view.places] = False
    for one in tie.split(OR):
        scoped = np.zeros(rows.size, dtype=bool)
        ties = rows.ties[one]
        scoped[ties.source[ties.target < view.places]] = True
        if one == ANSWERS_FOR:
            lends = _lends(network) | scoped
            within = rows.ties["post_in"]
            lends[: view.places] = False
            scoped[within.source[lends.take(within.target) | profiles.takes]] = True
        found &= ~scoped
    return found


def _lends(network: Network) -> Bools:
    """Return which venues ever lay somewhere and which teams ever served a place: what is in them is scoped by that."""
    rows = network.rows
    found = np.zeros(rows.size, dtype=bool)
    for kind, tie in LENDS.items():
        first, last = rows.block[kind]
        ties = rows.ties[tie]
        found[ties.source[(ties.source >= first) & (ties.source < last) & (ties.target < network.view.places)]] = True
    return found
