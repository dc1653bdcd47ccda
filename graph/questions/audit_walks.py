"""The walks of an audit: every home from which somebody may ask, and what it stands for (SEMANTICS A1)."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.network import Network
from graph.network.numbering import Ints
from graph.questions.audit_counts import Walked
from graph.rules import Profile
from graph.walking.fold import fold


def walked_of(network: Network, facts: Facts) -> list[Walked]:
    """Return the walks of the homes in the *within* of a network, by the profile that they follow."""
    return [_walk(facts, profile, starts) for profile, starts in _starts(network, facts)]


def _starts(network: Network, facts: Facts) -> list[tuple[Profile, Ints]]:
    view = network.view
    start = view.valid[: view.places].copy()
    for forest in view.forests:
        start[forest.parent[(forest.parent >= 0) & view.valid[: view.places]]] = False
    if network.within_row is not None:
        start &= view.inside(network.within_row)
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
