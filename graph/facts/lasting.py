"""Facts that a commit leaves standing: what each rests on, and that it is made again only where one of these changed.

::

    fact       by place                                     rests on
    listed     where listings speak of something       ->   places, listings
    homes      who lives there, and in all below it    ->   the same, and what is stated for a day

A fact is here only if it says nothing by rows of other things than places, which move with any commit; it holds no
network. All others are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from graph.kinds import all_kinds
from graph.network import Network

T = TypeVar("T")

#: What says which places there are, and where they lie.
_PLACES = frozenset({"place", "part_of", "became"})
#: By fact, the kinds of rows that it rests on; that no other changes it is tried (``tests/graph/facts``).
RESTS_ON = {
    "listed": _PLACES | {"listing"},
    "homes": _PLACES | {"listing", "stated"},
}


def lasting(network: Network, fact: str, which: Hashable, keep: object, make: Callable[[], T]) -> T:
    """Return a fact of a network's date, which the network after a commit takes over unless it rests on the change.

    Args:
        network: The network, asked about everything.
        fact: Of ``RESTS_ON``.
        which: Tells it from others of the same name; may hold ``id(keep)``.
        keep: Kept alive as long as it is.
        make: Makes it from nothing but what it rests on.
    """
    aside = frozenset(kind.kind for kind in all_kinds()) - RESTS_ON[fact]
    return network.daily((fact, which), keep, make, aside)
