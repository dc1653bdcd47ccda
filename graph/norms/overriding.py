"""Where a norm asks otherwise: which subjects lie where it does, each by the nearest such place (SEMANTICS C27)."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.network import Network
from graph.network.numbering import Ints
from graph.rules import Norm


def by_place(facts: Facts, norm: Norm, subjects: Ints) -> tuple[Ints, list[tuple[Norm, Ints]]]:
    """Return the subjects that are asked as the norm says, and those of each place where it is otherwise on the day.

    Of several at one place the first holds; order within each part is kept.
    """
    network = facts.network
    there = norm.at_places(network.date)
    if not there:
        return subjects, []
    at = np.full(network.view.places, -1, dtype=np.int64)
    for number, (place, _) in reversed(list(enumerate(there))):
        at[_meant(network, place)] = number
    nearest = network.view.nearest(at >= 0, network.view.anchor[subjects])
    which = np.where(nearest >= 0, at[nearest], -1)
    parts = [(changed, subjects[which == number]) for number, (_, changed) in enumerate(there)]
    return subjects[which < 0], [(changed, rows) for changed, rows in parts if rows.size]


def _meant(network: Network, said: str) -> list[int]:
    """Return the valid places that a key, a code or a path means."""
    row = network.rows.row(said)
    if row is not None and row < network.view.places:
        return [row] if network.view.valid[row] else []
    codes, names = network.rows.codes("place", "code")
    found = np.flatnonzero(codes == names.index(said)) if said in names else np.array([], dtype=np.int64)
    if not found.size:
        called, names = network.rows.codes("place", "name")
        last = said.rpartition("/")[2]
        alike = np.flatnonzero(called == names.index(last)).tolist() if last in names else []
        return [row for row in alike if network.view.valid[row] and network.path(row) == said]
    return [row for row in found.tolist() if network.view.valid[row]]
