"""The surroundings of a thing: all within a number of ties, on the network's date and in its *within*.

Of a person only what the viewer may know of is known here; to everybody that is the seats they hold, and
neither where they live nor what they are a member of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.errors import BadInput
from graph.kinds import Sensitivity, Tie, ties
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.viewing.agreeing import consent_of


@dataclass(frozen=True)
class Around:
    """A part of a network.

    Attributes:
        start: Row of the thing in the middle.
        distance: Ties from there to each row, -1 for what lies farther.
        tied: By kind of tie, source and target rows of those between two things of the part.
        leaving: The same of those from a thing of the part to one outside it.
    """

    start: int
    distance: Ints
    tied: dict[str, tuple[Ints, Ints]]
    leaving: dict[str, tuple[Ints, Ints]]

    @property
    def rows(self) -> Ints:
        """The rows of the part, the nearest first."""
        found = np.flatnonzero(self.distance >= 0).astype(np.int32)
        return found[np.argsort(self.distance[found], kind="stable")]


def around(
    network: Network, key: str, depth: int, *, sees: Sensitivity = Sensitivity.OPEN, limit: int | None = None
) -> Around:
    """Return everything within some ties of a thing.

    Args:
        network: The network; its date and *within* decide what is there.
        key: Public key of the thing.
        depth: How many ties away things may be.
        sees: Follow also ties of people up to this sensitivity: where they live, what they are members of.
        limit: How many things there may be.

    Raises:
        NotFound: There is no such thing on the date.
        BadInput: It is a person of whom no tie may be shown, or there are more things than the limit.
    """
    start = network.row(key)
    pairs = {kind.kind: _shown(network, kind, sees) for kind in ties()}
    hidden = sees is not Sensitivity.PERSONAL and _is_person(network, start)
    if hidden and not any(np.isin(start, ends) for ends in pairs.values()):
        raise BadInput("picture_person", key=key)
    allowed = _within(network)
    distance = np.full(network.rows.size, -1, dtype=np.int32)
    distance[start] = 0
    for step in range(1, depth + 1):
        reached = distance >= 0
        for source, target in pairs.values():
            for near, far in ((source, target), (target, source)):
                found = far[reached[near]]
                distance[found[(distance[found] < 0) & allowed[found]]] = step
    count = int((distance >= 0).sum())
    if limit is not None and count > limit:
        raise BadInput("picture_too_large", count=count, limit=limit)
    kept = distance >= 0
    tied, leaving = {}, {}
    for kind, (source, target) in pairs.items():
        both, one = kept[source] & kept[target], kept[source] != kept[target]
        if both.any():
            tied[kind] = source[both], target[both]
        leaving[kind] = source[one], target[one]
    return Around(start, distance, tied, leaving)


def drawn(network: Network, part: Around) -> list[str]:
    """Return the keys of the things of a part, and of who holds its posts, whom a tooltip names in any case."""
    held = network.view.into("holds")
    holders = [held.of(int(row)) for row in part.rows]
    return [network.key(int(row)) for row in np.concatenate([part.rows, *holders])]


def _shown(network: Network, kind: type[Tie], sees: Sensitivity) -> tuple[Ints, Ints]:
    """Return the ties of a kind that hold, those of a person only where the viewer may know of them."""
    source, target = network.view.tied(kind.kind)
    if consent_of(kind):  # a picture may leave: nobody is told by it there (SEMANTICS V8)
        return source[:0], target[:0]
    if sees.includes(kind.of_person):
        return source, target
    first, last = network.rows.block["person"]
    others = ~(((source >= first) & (source < last)) | ((target >= first) & (target < last)))
    return source[others], target[others]


def _is_person(network: Network, row: int) -> bool:
    return network.rows.kind_of(row) == "person"


def _within(network: Network) -> Bools:
    """Return which things lie in the network's *within*."""
    if network.within_row is None:
        return network.view.valid
    inside = np.append(network.view.inside(network.within_row), False)  # the last: no anchor
    found: Bools = network.view.valid & inside[network.view.anchor]
    return found
