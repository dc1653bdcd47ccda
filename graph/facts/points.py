"""Where things are on the globe, as arrays; CGCS2000 and WGS84 are one system (SEMANTICS C46)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.errors import BadValue
from graph.facts.homes import Homes
from graph.network import Network
from graph.network.columns import Bools, Ints, Longs
from graph.values.point import ONE, SYSTEMS, clean_point

_KEPT = r"^(?P<lng>-?\d+(?:\.\d+)?),(?P<lat>-?\d+(?:\.\d+)?) (?P<crs>\w+)$"
#: How many starts are measured at once, so that the table of distances stays small.
_AT_ONCE = 4096
_RADIUS = 6_371_008.8  # metres, as of `graph.values.point`
Floats = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True)
class Points:
    """The points of the things of a kind, by line of its block.

    Attributes:
        lng: Longitude in radians.
        lat: Latitude in radians.
        system: Position in ``SYSTEMS``; -1 where there is no point.
    """

    lng: Floats
    lat: Floats
    system: Longs

    @property
    def known(self) -> Bools:
        """Where there is a point."""
        found: Bools = self.system >= 0
        return found

    def take(self, at: Ints | Longs) -> Points:
        """Return some of them."""
        return Points(self.lng[at], self.lat[at], self.system[at])


def points_of(network: Network, kind: str) -> Points:
    """Return the points of a kind. What tables keep is read at once; what somebody wrote otherwise, one by one."""
    written = network.rows.frame(kind)["point"]
    if written.null_count() == written.len():  # of most kinds
        nowhere = np.zeros(written.len())
        return Points(nowhere, nowhere, np.full(written.len(), -1, dtype=np.int64))
    some = written.drop_nulls()
    other = some.filter(~some.str.contains(_KEPT)).unique().to_list()
    kept = written.replace(other, [_clean(one) for one in other]) if other else written
    parts = kept.str.extract_groups(_KEPT).struct.unnest()
    system = parts["crs"].replace(ONE).replace_strict(SYSTEMS, range(len(SYSTEMS)), default=-1, return_dtype=pl.Int64)
    lng, lat = (np.radians(parts[name].cast(pl.Float64).fill_null(0).to_numpy()) for name in ("lng", "lat"))
    return Points(lng, lat, system.fill_null(-1).to_numpy())


def nearest_metres(starts: Points, ends: Points) -> tuple[Floats, Longs]:
    """Return how far each start is from the nearest end along the globe, and which that is; no end: ∞, -1.

    Whatever their systems: who asks looks at these. Source: the haversine formula.
    """
    metres = np.full(starts.lng.size, np.inf)
    which = np.full(starts.lng.size, -1, dtype=np.int64)
    for first in range(0, starts.lng.size if ends.lng.size else 0, _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        lat, lng = starts.lat[part, None], starts.lng[part, None]
        half = np.sin((ends.lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(ends.lat) * np.sin((ends.lng - lng) / 2) ** 2
        which[part] = half.argmin(axis=1)
        metres[part] = 2 * _RADIUS * np.arcsin(np.sqrt(half.min(axis=1)))
    return metres, which


def metres_apart(starts: Points, ends: Points) -> Floats:
    """Return how far each start is from the end on its line, by the same formula."""
    half = np.sin((ends.lat - starts.lat) / 2) ** 2
    half += np.cos(starts.lat) * np.cos(ends.lat) * np.sin((ends.lng - starts.lng) / 2) ** 2
    metres: Floats = 2 * _RADIUS * np.arcsin(np.sqrt(half))
    return metres


def starts_of(network: Network, homes: Homes, levels: Collection[str], points: Points) -> Ints:
    """Return, by place in which households are counted, the place whose point is taken; -1 elsewhere, and for none.

    Args:
        network: The network.
        homes: Its homes.
        levels: The levels of the places whose point is taken.
        points: Of all places.
    """
    view = network.view
    codes, names = network.rows.codes("place", "level")
    marked = view.valid[: view.places] & points.known
    marked &= np.isin(codes, [names.index(level) for level in levels if level in names])
    units = np.flatnonzero(homes.units).astype(np.int32)
    found = np.full(view.places, -1, dtype=np.int32)
    found[units] = view.nearest(marked, units)
    return found


def _clean(written: str) -> str | None:
    try:
        return str(clean_point(written))
    except BadValue:
        return None
