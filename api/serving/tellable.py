"""The part of a network that may be shown over HTTP, in one place: all of it but the doors of needs.

It stands with what is served and not with the requests, since what is worked out before somebody asks, such as names,
is shown to them as well.
"""

from __future__ import annotations

from graph.network import Network
from graph.viewing import owner


def tellable(network: Network) -> Network:
    """Return what of a network a request may be told: over HTTP no door of a need, whatever is asked (SEMANTICS V8)."""
    return network.told(owner("http", ""))
