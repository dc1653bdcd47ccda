"""Where a norm asks otherwise: which subjects lie where it does, each by the nearest such place (SEMANTICS C27)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from graph.facts import Facts
from graph.facts.meant import places_meant
from graph.network import Network
from graph.network.columns import Ints
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
        at[places_meant(network, place)] = number
    nearest = network.view.nearest(at >= 0, network.view.anchor[subjects])
    which = np.where(nearest >= 0, at[nearest], -1)
    parts = [(changed, subjects[which == number]) for number, (_, changed) in enumerate(there)]
    return subjects[which < 0], [(changed, rows) for changed, rows in parts if rows.size]


def nowhere(network: Network, norms: Collection[Norm]) -> tuple[Mapping[str, str], ...]:
    """Return, as issues, what norms ask within places, or otherwise at places on the day, that are not there."""
    said = {("override_nowhere", norm.id, place) for norm in norms for place, _ in norm.at_places(network.date)}
    said |= {("within_nowhere", norm.id, place) for norm in norms for place in norm.within}
    return tuple(
        {"code": code, "id": norm, "other": place}
        for code, norm, place in sorted(said)
        if not places_meant(network, place)
    )
