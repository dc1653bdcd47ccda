"""GeoJSON, of OpenStreetMap or of ``linli export geojson``: points for places that are known, and places that are new.

A feature whose ``id`` is a public key is that thing; else it is the one place under ``within`` that is called so, else
a new one there. Outlines are never kept, only their middle (SEMANTICS Y3, Y5).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loaders.identities import tell_identities
from loaders.nothing_below import warn_of_nothing
from loaders.readers import Grid
from loaders.readers.json import names_early
from loaders.readers.named import called
from loaders.reading import Context, Reading
from loaders.sources.geojson.features import Feature, features_of
from loaders.sources.geojson.found import found_places
from loaders.sources.placed import grids_of_places
from loaders.sources.workbook import read_grids


def recognises(_grids: Sequence[Grid]) -> bool:
    """Return that no table is GeoJSON."""
    return False


def knows(path: Path) -> bool:
    """Return whether a file of JSON is a collection of features."""
    return names_early(path, "FeatureCollection")


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return the points of what is known, and new places with theirs."""
    crs = str(context.options["crs"])
    features = list[Feature]()
    for file in files:
        found = features_of(file, crs, context.report)
        if not found and not context.report.failed:
            warn_of_nothing(called(file), (), context.report)
        features += found
    grids = grids_of_places(found_places(features, context))
    tell_identities(grids, context.report)
    return Reading() if context.report.failed or not grids else read_grids(grids, context)
