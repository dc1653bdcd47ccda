"""In which order changes are told: as somebody would go through the place, not as keys happen to fall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from graph.differences import WHAT, Difference
from graph.kinds import all_kinds
from graph.network import Network

_NUMBERS = re.compile(r"([0-9]+)")


def in_order(found: Iterable[Difference], network: Network, called: Callable[[str], str]) -> list[Difference]:
    """Return changes by sort, then place by place down the territory, then by kind and name (SEMANTICS C59).

    What lies in no place, or is not there any more, comes after what does. A home is not taken for a place of whoever
    lives there: the order tells nothing that the lines do not.

    Args:
        found: The changes.
        network: The ledger as it is after them.
        called: What a thing is called, as far as whoever is told may know.
    """
    view, territory = network.view, network.view.territory
    kinds = {kind.kind: at for at, kind in enumerate(all_kinds())}

    def order(one: Difference) -> tuple[int, int, int, list[str | int], list[str | int], str]:
        row = network.rows.row(one.thing)
        place = -1 if row is None or not view.valid[row] else int(view.told_anchor[row])
        where = int(territory.low[place]) if place >= 0 else view.places
        name = (None if row is None else network.name(row)) or called(one.thing)
        other = "" if one.other is None else called(one.other)
        kind = kinds[one.thing.rpartition("-")[0]]
        return WHAT.index(one.what), where, kind, natural(name), natural(other), one.key

    return sorted(found, key=order)


def natural(name: str) -> list[str | int]:
    """Return a name cut so that its numbers sort as numbers.

    Example:
        >>> sorted(["10号楼", "9号楼"], key=natural)
        ['9号楼', '10号楼']
    """
    return [int(part) if position % 2 else part for position, part in enumerate(_NUMBERS.split(name))]
