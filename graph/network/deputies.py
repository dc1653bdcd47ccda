"""Which seats are a deputy's, by key and whatever the day: an answer may name one that is there no more."""

from __future__ import annotations

from graph.network.network import Network


def is_deputy(network: Network, post: str) -> bool:
    """Return whether a post of a network has the rank of a deputy.

    Args:
        network: The network.
        post: Public key of the post; of one that is not in the network nothing is known.
    """
    row = network.rows.row(post)
    return row is not None and network.rows.word("post", "rank", row) == "deputy"
