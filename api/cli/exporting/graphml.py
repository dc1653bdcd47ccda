"""``linli export graphml``: see `graph.exchange.graphml`."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write it."""
    from graph.exchange import graphml

    wanted.put(graphml(wanted.asked.network, wanted.asked.rules, **wanted.handed))
