"""What is wrong with the ties of a network, found while the chains are laid out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.network import Network
from graph.questions.carriers import chain_index
from graph.questions.walk import Issue, sorted_issues
from graph.rules import Profile


def network_issues(network: Network, profiles: Iterable[Profile]) -> tuple[Issue, ...]:
    """Return things outside every place, and units with two leading parents on a chain."""
    found: list[Issue] = []
    rows, view = network.rows, network.view
    outside = np.flatnonzero(view.valid & (view.anchor < 0))
    found += [{"code": "outside_every_within", "id": network.key(int(row)), "other": None} for row in outside]
    tie = rows.ties["reports_to"]
    leads = view.holding("reports_to") & (tie.frame["relation"] == "leads").to_numpy()
    for profile in profiles:
        for chain in profile.chains:
            chain_index(network, profile, chain)
            at = np.flatnonzero(leads & (tie.frame["chain"] == chain).to_numpy())
            again = at[1:][tie.source[at[1:]] == tie.source[at[:-1]]]
            found += [
                {
                    "code": "two_leading_parents",
                    "id": network.key(int(tie.source[one])),
                    "other": network.key(int(tie.target[one])),
                }
                for one in again
            ]
    return sorted_issues(found)
