"""Places as the organisation units of DHIS2, JSON for its metadata import or CSV: a tree with names, days and points.

DHIS2 has one parent a unit and knows no axes: it is the one on territory. Homes stay out (SEMANTICS Y4).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from string import ascii_letters, digits
from typing import Any

from graph.exchange.handed import Handed, handed
from graph.forms.sheets import harmless
from graph.network import Network
from graph.pictures.called import Called
from graph.rules import Rules
from graph.values.point import clean_point

#: What DHIS2 itself takes where no opening date is said; read back it says nothing.
UNKNOWN_OPENING = date(1970, 1, 1)
#: The columns of its CSV, which it reads in this order.
COLUMNS = ("name", "uid", "code", "parent", "shortName", "description", "openingDate", "closedDate", "comment",
           "featureType", "coordinates")  # fmt: skip
_HOME, _CRS = "home", "wgs84"
_SHORT = 50  # characters of a short name
_AXES = ("territory", None, "property")  # which parent is the one


@dataclass(frozen=True)
class Units:
    """Organisation units.

    Attributes:
        units: As DHIS2's JSON has them, each after its parent.
        homes: How many homes were left out.
        off: How many points were left out for their system: DHIS2 has WGS 84 alone.
    """

    units: list[dict[str, Any]]
    homes: int
    off: int

    @property
    def json(self) -> str:
        """The file for the import of metadata."""
        return json.dumps({"organisationUnits": self.units}, ensure_ascii=False, indent=1) + "\n"

    @property
    def csv(self) -> str:
        """The table for the import of organisation units."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows([harmless(one) for one in _line(unit)] for unit in self.units)
        return text.getvalue()


def uid(key: str) -> str:
    """Return the identifier of DHIS2 for a public key: a letter and ten letters or digits, the same each time.

    Example:
        >>> uid("place-5222ni5m42r262ec")
        'w5faGFq3oNa'
    """
    left, found = int.from_bytes(sha256(key.encode()).digest(), "big"), ""
    for signs in (ascii_letters, *[ascii_letters + digits] * 10):
        left, at = divmod(left, len(signs))
        found += signs[at]
    return found


def organisation_units(network: Network, rules: Rules, **asked: Any) -> Units:
    """Return the places of a network as organisation units.

    ``code`` is the official code, else the public key; ``description`` is what the level is called.

    Args:
        network: The network; its *within* decides what is in it.
        rules: The rules, for what levels are called.
        **asked: What else `handed` takes: ``key``, ``depth``, ``lang``, ``every_date``, ``showing``.
    """
    given, called = handed(network, rules, kinds=("place",), **asked), Called(network, rules, asked.get("lang", "zh"))
    rows = {row["key"]: row for _, some in given.things for row in some}
    kept = {key: row for key, row in rows.items() if row.get("level") != _HOME}
    above = _parents(given, kept)
    coded: dict[str, str] = {}  # DHIS2 has no two units of one code
    for key, row in kept.items():
        coded.setdefault(row.get("code") or key, key)
    units, off = [], 0
    for depth, key in sorted((_depth(key, above), key) for key in kept):
        unit, row = _unit(kept[key], key if coded[kept[key].get("code") or key] != key else None), kept[key]
        at = network.rows.row(key)
        point = clean_point(row.get("point"))
        off += point is not None and point.crs != _CRS
        if point is not None and point.crs == _CRS:
            unit["geometry"] = {"type": "Point", "coordinates": [point.lng, point.lat]}
        if at is not None and (level := called.what(at)):
            unit["description"] = level
        unit["level"] = depth
        if key in above:
            unit["parent"] = {"id": uid(above[key])}
        units.append(unit)
    return Units(units, len(rows) - len(kept), off)


def _unit(row: Mapping[str, Any], code: str | None) -> dict[str, Any]:
    name, until = row["name"], row.get("until")
    closed = None if until is None else (until - timedelta(days=1)).isoformat()
    found = {
        "id": uid(row["key"]),
        "code": code or row.get("code") or row["key"],
        "name": name,
        "shortName": (row.get("short_name") or name)[:_SHORT],
        "openingDate": (row.get("since") or UNKNOWN_OPENING).isoformat(),
        "closedDate": closed,
        "comment": row.get("note"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _parents(given: Handed, kept: Mapping[str, Any]) -> dict[str, str]:
    """Return by place the one place that it lies in: on territory before property, the latest of several."""
    ties = [row for kind, rows in given.ties if kind == "part_of" for row in rows]
    ties.sort(key=lambda row: (row.get("until") or date.max, row.get("since") or date.min, row["key"]))
    found: dict[str, str] = {}
    for axis in reversed(_AXES):
        found |= {
            row["source"]: row["target"]
            for row in ties
            if row.get("axis") == axis and row["source"] in kept and row["target"] in kept
        }
    return found


def _depth(key: str, above: Mapping[str, str]) -> int:
    depth = 1
    while (upper := above.get(key)) is not None:
        key, depth = upper, depth + 1
    return depth


def _line(unit: Mapping[str, Any]) -> Iterable[Any]:
    """Return a unit as a row of the CSV."""
    place = unit.get("geometry")
    flat = {
        **unit,
        "uid": unit["id"],
        "parent": unit.get("parent", {}).get("id"),
        "featureType": place and "POINT",
        "coordinates": place and json.dumps(place["coordinates"]),
    }
    return [flat.get(name) for name in COLUMNS]
