"""Facts that outlive a commit: what each depends on; one is computed again only where some of that has changed.

::

    fact       by place                                     rests on
    listed     where listings speak of something       ->   places, listings
    homes      who lives there, and in all below it    ->   the same, and what is stated for a day

Only a fact that is indexed by rows of places alone can be here, since rows of other things may shift with any commit;
and none may hold a network. All others are computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from graph.kinds import all_kinds
from graph.network import Network

T = TypeVar("T")

#: The kinds of rows that decide which places there are, and where they lie.
_PLACES = frozenset({"place", "part_of", "became"})
#: By fact, the kinds of rows that it rests on; that no other changes it is tried (``tests/graph/facts``).
RESTS_ON = {
    "listed": _PLACES | {"listing"},
    "homes": _PLACES | {"listing", "stated"},
}


def lasting(network: Network, fact: str, which: Hashable, keep: object, make: Callable[[], T]) -> T:
    """Return a fact of a network's date; the network after a commit takes it over unless it depends on the change.

    Args:
        network: The network, asked about everything.
        fact: Of ``RESTS_ON``.
        which: Tells it from others of the same name; may hold ``id(keep)``.
        keep: Kept alive as long as it is.
        make: Makes it from nothing but what it rests on.
    """
    aside = frozenset(kind.kind for kind in all_kinds()) - RESTS_ON[fact]
    return network.daily((fact, which), keep, make, aside)
