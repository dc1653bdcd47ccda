"""The walks of all homes of a network, a fold a profile and chain (SEMANTICS A1).

An audit groups them; what a change would do is told from those before and after it.
"""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.questions.audit_counts import Walked
from graph.rules import Profile
from graph.walking.fold import fold


def walks_of(network: Network, facts: Facts) -> list[Walked]:
    """Return the walks from all starts that follow a profile, within the place asked about."""
    return [_walk(facts, profile, starts) for profile, starts in _starts(network, facts)]


def starts_in(network: Network) -> Bools:
    """Return, by place, whether walks start there: nothing recorded lies in it."""
    view = network.view
    start = view.valid[: view.places].copy()
    for forest in view.forests:
        start[forest.parent[(forest.parent >= 0) & view.valid[: view.places]]] = False
    if network.asked is not None:
        start &= network.asked
    return start


def _starts(network: Network, facts: Facts) -> list[tuple[Profile, Ints]]:
    """Return the starts that follow each profile."""
    view, start = network.view, starts_in(network)
    known, found = facts.in_force, []
    for position, name in enumerate(facts.profiles.names):
        chosen = start & (facts.profiles.at == position)
        rows = view.territory.order[chosen[view.territory.order]]  # neighbours side by side: their paths are shared
        if name in known and rows.size:
            found.append((known[name], rows))
    return found


def _walk(facts: Facts, profile: Profile, starts: Ints) -> Walked:
    homes = facts.homes
    home = homes.here[starts]
    count = Band(home.astype(np.int64), np.where(home, 1, UNBOUNDED))
    own = np.maximum(homes.stated("households").own[starts], 0)
    told = homes.stated("households").exact[starts]
    high = np.where(home, homes.households.high[starts], np.where(told, own, UNBOUNDED))
    households = Band(np.where(told, own, homes.households.low[starts]), high)
    folds = {chain: fold(facts, profile, chain, starts) for chain in profile.chains}
    return Walked(profile, folds, count, households, own)
