"""Places and venues that have a point, as GeoJSON (RFC 7946) for maps: longitude first, the system said.

One file has points of one system: in 火星坐标 (gcj02) a courtyard is up to 700 m from where GPS puts it, and a map
shows both as if they were alike (SEMANTICS Y3).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.errors import BadInput
from graph.exchange.handed import Handed, handed
from graph.exchange.systems import NAMES
from graph.kinds import things
from graph.network import Network
from graph.rules import Rules
from graph.values.controls import visible_json
from graph.values.point import SYSTEMS, Point, clean_point
from graph.viewing import Showing, outsider
from graph.words.listed import Listed

POINT = "point"


@dataclass(frozen=True)
class Mapped:
    """Places for a map.

    Attributes:
        text: The file.
        written: How many things are in it.
        without: How many things of such kinds have no point.
        other: Things with a point of another system than the one that was asked for, by system.
    """

    text: str
    written: int
    without: int
    other: Mapping[str, int]


def geojson(
    network: Network, rules: Rules, *, crs: str | None = None, showing: Showing | None = None, **asked: Any
) -> Mapped:
    """Return the places and venues that have a point as one FeatureCollection.

    A feature's ``id`` is the public key; its properties are ``kind``, ``label``, ``path`` (of a venue: of the place
    where it is), ``crs`` and the fields that are filled in, days as ISO texts and codes as codes.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what things without a name are called.
        crs: Only points of this system; None = there must be but one.
        showing: Who looks; None = whoever may come to read it, who sees what is open.
        **asked: What else `handed` takes: ``key``, ``depth``, ``lang``, ``every_date``.

    Raises:
        BadInput: Points are of several systems and none was asked for, or there is no such system.
    """
    if crs is not None and crs not in SYSTEMS:
        raise BadInput("export_crs", found=crs, expected=Listed(SYSTEMS))
    showing = showing or Showing(outsider("export"), network)
    kinds = {kind.kind for kind in things() if any(one.value == POINT for one in kind.fields)}
    given = handed(network, rules, showing=showing, kinds=kinds, **asked)
    told = network.told(showing.viewer)
    rows, without = _pointed(given)
    often = Counter(point.crs for _, _, point in rows)
    if crs is None and len(often) > 1:
        raise BadInput("export_several_crs", found=Listed(f"{name} {count:,}" for name, count in sorted(often.items())))
    chosen = crs or next(iter(often), "wgs84")
    features = [_feature(told, given, kind, row, point) for kind, row, point in rows if point.crs == chosen]
    other = {name: count for name, count in often.items() if name != chosen}
    head = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": NAMES[chosen]}}}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    text = f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [\n{lines}\n]}}\n'
    return Mapped(visible_json(text), len(features), without, other)


def _pointed(given: Handed) -> tuple[list[tuple[str, dict[str, Any], Point]], int]:
    """Return the things that have a point, with it, and how many have none."""
    found, without = [], 0
    for kind, rows in given.things:
        for row in rows:
            point = clean_point(row.get(POINT))
            if point is None:
                without += 1
            else:
                found.append((kind, row, point))
    return found, without


def _feature(network: Network, given: Handed, kind: str, row: Mapping[str, Any], point: Point) -> dict[str, Any]:
    key = row["key"]
    at = network.rows.row(key)
    place = -1 if at is None or not network.view.valid[at] else int(network.view.anchor[at])
    fields = {name: _plain(value) for name, value in row.items() if name not in {"key", POINT}}
    about = {"kind": kind, "label": given.labels[key], "path": network.path(place) if place >= 0 else None}
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": [point.lng, point.lat]},
        "properties": {
            name: value for name, value in {**about, "crs": point.crs, **fields}.items() if value is not None
        },
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
