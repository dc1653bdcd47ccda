"""The places that a rule refers to: by key, by code, or by path (SEMANTICS C27)."""

from __future__ import annotations

import numpy as np

from graph.network import Network


def places_meant(network: Network, said: str) -> list[int]:
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
