"""``linli export geojson``: places and venues for a map; see `graph.exchange.geojson`."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write it, and say which things are not on it."""
    from graph.exchange import geojson

    found = geojson(wanted.asked.network, wanted.asked.rules, crs=wanted.crs, **wanted.handed)
    wanted.put(found.text)
    wanted.tell("cli.export.points", written=found.written, without=found.without)
    for crs, count in sorted(found.other.items()):
        wanted.tell("cli.export.points_other", crs=crs, count=count)
