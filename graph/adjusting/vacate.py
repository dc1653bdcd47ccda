"""Whoever sits in a seat leaves it, and it is written down as vacant (SEMANTICS K13)."""

from __future__ import annotations

from graph.adjusting.outcome import Adjusted
from graph.adjusting.writing import Writing
from graph.network import Network
from graph.rules import Rules


def vacate(
    network: Network,
    rules: Rules,  # noqa: ARG001 - all pieces of work are called alike
    *,
    seat: str,
    by: str = "",
    reason: str | None = None,
) -> Adjusted:
    """Return what is written where a seat falls vacant on the network's date; a hold that begins later overrides it.

    Raises:
        NotFound: There is no such seat.
    """
    writing = Writing(network)
    post = writing.there(seat, ("post",))
    for row in writing.valid("holds", target=post):
        writing.end(row)
    writing.put(writing.thing(post), vacant=True)
    for row in writing.later("holds", target=post):
        writing.note("hold_later", post=post, person=row["source"], since=row["since"].isoformat())
    return writing.adjusted("vacate", by, reason)
