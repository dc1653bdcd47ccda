"""``linli export cypher``: see `graph.exchange.cypher`."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write it."""
    from graph.exchange import cypher

    wanted.put(cypher(wanted.asked.network, wanted.asked.rules, **wanted.handed))
