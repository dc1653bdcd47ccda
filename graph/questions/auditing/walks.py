"""The walks of all homes of a network, a fold a profile and chain (SEMANTICS A1).

``audit`` groups them; ``foretelling`` compares those before a change with those after it.
"""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.questions.auditing.counts import Walked
from graph.rules import Profile
from graph.walking.at_rest import AtRest
from graph.walking.fold import fold


def walks_of(network: Network, facts: Facts) -> list[Walked]:
    """Return the walks from all starts that follow a profile, within the place asked about."""
    asked, found, at_rest = network.asked, [], facts.beside(AtRest)
    for profile, every in facts.beside(_starts):
        starts = every if asked is None else every[asked[every]]
        if starts.size:
            folds = {chain: fold(facts, profile, chain, starts) for chain in profile.chains}
            found.append(Walked(facts, profile, starts, folds))
    if asked is None:
        at_rest.offer([(one.profile, chain) for one in found for chain in one.folds])
    return found


def starts_in(network: Network) -> Bools:
    """Return, by place, whether walks start there: nothing recorded lies in it."""
    view = network.view
    start = view.valid[: view.places].copy()
    for forest in view.forests:
        start[forest.parent[(forest.parent >= 0) & view.valid[: view.places]]] = False
    if network.asked is not None:
        start &= network.asked
    return start


def _starts(facts: Facts) -> list[tuple[Profile, Ints]]:
    """Return the starts that follow each profile, of the whole network; kept beside the facts."""
    order, start = facts.network.view.territory.order, starts_in(facts.network)
    known, found = facts.in_force, []
    for position, name in enumerate(facts.profiles.names):
        if name in known:
            chosen = start & (facts.profiles.at == position)
            found.append(
                (known[name], order[np.flatnonzero(chosen.take(order))])
            )  # neighbours side by side: their paths are shared
    return found
