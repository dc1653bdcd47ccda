"""What is wrong with the ties of a network, as far as the walks of an audit come upon it (SEMANTICS W8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from graph.facts import Facts
from graph.kinds import things
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.rules import Profile
from graph.walking.chain import chain_index
from graph.walking.fold import ABOVE, Fold
from graph.walking.steps import Issue, sorted_issues


def network_issues(
    facts: Facts, walked: Iterable[tuple[Profile, Mapping[str, Fold]]], noted: Iterable[Issue] = ()
) -> tuple[Issue, ...]:
    """Return what stands outside every place, what is wrong with the carriers and ties walked, and what was noted."""
    network = facts.network
    found = [*noted]
    found += [_issue(network, "outside_every_within", row, -1) for row in _outside(network)]
    for profile, folds in walked:
        for chain, walks in folds.items():
            index = chain_index(facts, profile, chain)
            if index.slotless.carrier.size:
                around = _around(network, walks.starts[walks.end != ABOVE])
                slotless = index.slotless.where(around[index.slotless.place])
                pairs = zip(slotless.carrier.tolist(), slotless.place.tolist(), strict=True)
                found += [_issue(network, "carrier_without_slot", carrier, place) for carrier, place in pairs]
            for unit in {unit for column in walks.columns for unit in column.rivals}:
                found += [_issue(network, "two_leading_parents", unit, other) for other in index.rivals[unit][1:]]
            found += [
                _issue(network, "leads_to_no_later_slot", unit, other)
                for column in walks.columns
                for unit, other in column.astray
            ]
    return sorted_issues(found)


def _outside(network: Network) -> list[int]:
    view = network.view
    blocks = [network.rows.block[kind.kind] for kind in things() if not kind.statement]
    return [
        first + int(at)
        for first, last in blocks
        for at in np.flatnonzero(view.valid[first:last] & (view.anchor[first:last] < 0))
    ]


def _around(network: Network, starts: Ints) -> Bools:
    """Return which places enclose some start."""
    found = np.zeros(network.view.places, dtype=bool)
    for forest in network.view.forests:
        at = starts
        while at.size:
            found[at] = True
            above = np.unique(forest.parent[at])
            at = above[above >= 0]
    return found


def _issue(network: Network, code: str, row: int, other: int) -> Issue:
    return {"code": code, "id": network.key(row), "other": network.key(other) if other >= 0 else None}
