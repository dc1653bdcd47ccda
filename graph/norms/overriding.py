"""Where a norm asks otherwise: which subjects lie where it does, each by the nearest such place (SEMANTICS C27)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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


def nowhere(network: Network, norms: Iterable[Norm]) -> tuple[Mapping[str, str], ...]:
    """Return, as issues, what norms ask otherwise on the day at places that are not there."""
    said = sorted({(norm.id, place) for norm in norms for place, _ in norm.at_places(network.date)})
    return tuple(
        {"code": "override_nowhere", "id": norm, "other": place} for norm, place in said if not _meant(network, place)
    )


def _meant(network: Network, said: str) -> list[int]:
    """Return the valid places that a key, else a code, else a path means, or the end of one place's path."""
    valid, row = network.view.valid, network.rows.row(said)
    if row is not None and row < network.view.places:
        return [row] if valid[row] else []
    if coded := _having(network, "code", said):
        return [row for row in coded if valid[row]]
    alike = [row for row in _having(network, "name", said.rpartition("/")[2]) if valid[row]]
    path = {row: network.path(row) for row in alike}
    whole = [row for row in alike if path[row] == said]
    ends = [row for row in alike if path[row].endswith(f"/{said}")]
    return whole or (ends if len(ends) == 1 else [])


def _having(network: Network, column: str, said: str) -> list[int]:
    """Return the places of any date of which a column says so."""
    codes, names = network.rows.codes("place", column)
    return np.flatnonzero(codes == names.index(said)).tolist() if said in names else []
