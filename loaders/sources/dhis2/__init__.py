"""Organisation units of DHIS2 as places, also those that ``linli export dhis2`` wrote (SEMANTICS Y4, Y5).

A unit is known again by its identifier, which is derived of our key, else by its code: a key or an official one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.identities import tell_identities
from loaders.readers import Grid
from loaders.readers.json import names_early
from loaders.reading import Context, Reading
from loaders.sources.dhis2.found import found_units
from loaders.sources.dhis2.units import LIST, units_of
from loaders.sources.placed import grids_of_places
from loaders.sources.workbook import read_grids

_HEADER = {"name", "parent"}
_ID = {"uid", "openingdate", "opening date"}


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether a table is headed as DHIS2's CSV of organisation units is."""
    heads = [{str(one).strip().casefold() for one in grid.rows[0]} for grid in grids if grid.rows]
    return any(head >= _HEADER and head & _ID for head in heads)


def knows(path: Path) -> bool:
    """Return whether a file of JSON has organisation units."""
    return names_early(path, LIST)


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return the places that the units are."""
    units = [one for file in files for one in units_of(file, context.report)]
    grids = grids_of_places(found_units(units, context))
    tell_identities(grids, context.report)
    return Reading() if context.report.failed or not grids else read_grids(grids, context)
