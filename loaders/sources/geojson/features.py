"""The features of a GeoJSON file: of each where it is, in which system, and its properties as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.exchange.systems import system_named
from graph.words.listed import Listed
from loaders.identities import tell_identities_in
from loaders.readers.json import json_of
from loaders.readers.named import called
from loaders.report import Report, Where

_OUTLINES = {"Polygon": 1, "MultiPolygon": 2}  # how deep the outer ring lies


@dataclass(frozen=True)
class Feature:
    """One feature.

    Attributes:
        where: Its file and number, from 2 as below a header.
        id: What the file calls it.
        point: Its point as ``lng,lat crs``; None where it has none.
        properties: What else it says, in text.
    """

    where: Where
    id: str
    point: str | None
    properties: Mapping[str, str]


def features_of(path: Path, crs: str, report: Report) -> list[Feature]:
    """Return the features of a file; shapes that have no middle, and outlines of which only that is taken, are told.

    Raises:
        BadInput: It is no FeatureCollection, in a system of coordinates that nobody here knows, or in several.
    """
    said = json_of(path)
    listed = said.get("features") if isinstance(said, dict) and said.get("type") == "FeatureCollection" else None
    if not isinstance(listed, list):
        raise BadInput("geojson_nothing", file=called(path))
    system = _system(said.get("crs"), called(path)) or crs
    found, outlines, others = [], 0, 0
    for row, one in enumerate(listed, 2):
        given = (one.get("properties") or {}) if isinstance(one, dict) else None
        if not isinstance(given, dict) or one.get("type") != "Feature":
            others += 1
            continue
        tell_identities_in({"id": one.get("id"), **given}, Where(called(path), None, row), report)
        properties = {str(name): _text(value) for name, value in given.items()}
        shape = _object(one.get("geometry"))
        kind, middle = str(shape.get("type")), _middle(shape)
        outlines += kind in _OUTLINES and middle is not None
        others += middle is None
        own = properties.get("crs", system)
        point = None if middle is None else f"{middle[0]},{middle[1]} {own}"
        key = str(one.get("id") or properties.get("@id") or "")
        found.append(Feature(Where(called(path), None, row), key, point, {k: v for k, v in properties.items() if v}))
    systems = sorted({one.point.rpartition(" ")[2] for one in found if one.point})
    if len(systems) > 1:
        raise BadInput("geojson_several_crs", file=called(path), found=Listed(systems))
    if outlines:
        report.note("geojson_outlines", Where(called(path)), count=outlines)
    if others:
        report.warn("geojson_no_point", Where(called(path)), count=others)
    return found


def _object(said: Any) -> Mapping[str, Any]:
    """Return an object of JSON; an empty one where something else stands."""
    return said if isinstance(said, dict) else {}


def _system(said: Any, file: str) -> str | None:
    name = _object(_object(said).get("properties")).get("name")
    if name is None:
        return None
    if (found := system_named(str(name))) is None:
        raise BadInput("geojson_crs", file=file, found=str(name))
    return found


def _middle(shape: Mapping[str, Any]) -> tuple[Any, Any] | None:
    """Return a point as it is written, or the middle of an outline; None of any other shape."""
    kind = str(shape.get("type"))
    at: Any = shape.get("coordinates")
    try:
        if kind == "Point":
            return at[0], at[1]
        for _ in range(_OUTLINES.get(kind, 0)):
            at = at[0]
        return _centre(at) if kind in _OUTLINES and at else None
    except (TypeError, ValueError, IndexError, KeyError):
        return None


def _centre(ring: Sequence[Any]) -> tuple[str, str]:
    """Return the centroid of a ring; of one without an area the mean of its corners.

    Source: the shoelace formula, on degrees: outlines here are of a few hundred metres.
    """
    corners = [(float(one[0]), float(one[1])) for one in ring]
    lng0, lat0 = corners[0]
    area = lng = lat = 0.0
    for (x, y), (x2, y2) in _sides([(x - lng0, y - lat0) for x, y in corners]):
        cross = x * y2 - x2 * y
        area, lng, lat = area + cross, lng + (x + x2) * cross, lat + (y + y2) * cross
    if abs(area) < 1e-14:  # noqa: PLR2004 - square degrees: a hand's breadth
        size = len(corners)
        return f"{sum(x for x, _ in corners) / size:.7f}", f"{sum(y for _, y in corners) / size:.7f}"
    return f"{lng0 + lng / (3 * area):.7f}", f"{lat0 + lat / (3 * area):.7f}"


def _sides(
    corners: Sequence[tuple[float, float]],
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    yield from zip(corners, [*corners[1:], corners[0]], strict=True)


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        return ""
    return "" if value is None else str(value).strip()
