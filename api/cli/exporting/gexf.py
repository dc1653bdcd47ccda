"""``linli export gexf``: see `graph.exchange.gexf`."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write it."""
    from graph.exchange import gexf

    wanted.put(gexf(wanted.asked.network, wanted.asked.rules, **wanted.handed))
