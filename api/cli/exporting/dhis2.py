"""``linli export dhis2``: places as organisation units, as JSON, or as CSV where the file is called so."""

from __future__ import annotations

from api.cli.exporting.wanted import Wanted


def write(wanted: Wanted) -> None:
    """Write it, and say what is not in it."""
    from graph.exchange import organisation_units

    found = organisation_units(wanted.asked.network, wanted.asked.rules, **wanted.handed)
    wanted.put(found.csv if wanted.path.suffix.lower() == ".csv" else found.json)
    wanted.tell("cli.export.units", written=len(found.units), homes=found.homes)
    if found.off:
        wanted.tell("cli.export.units_off", count=found.off)
