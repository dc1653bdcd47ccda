"""Points, each with the coordinate system it was measured in.

One courtyard is up to 700 m apart in 火星坐标 (gcj02) and in GPS (wgs84), and nothing in two numbers
tells which they are. So a point without its system is refused, never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.values import cell
from graph.values.base import ValueType
from graph.words import caption

SYSTEMS = ("wgs84", "gcj02", "bd09", "cgcs2000")
#: What another system is called that is the same to the centimetre.
ONE = {"cgcs2000": "wgs84"}

_NAMES = {
    **{system: system for system in SYSTEMS},
    "gps": "wgs84",
    **dict.fromkeys(["火星", "火星坐标", "火星坐标系", "高德", "腾讯"], "gcj02"),
    **dict.fromkeys(["百度", "百度坐标", "百度坐标系", "bd09ll"], "bd09"),
    **dict.fromkeys(["国家2000", "国家大地2000", "2000国家大地坐标系", "天地图"], "cgcs2000"),
}
_KEYS = (("lng", "lon", "longitude", "经度"), ("lat", "latitude", "纬度"), ("crs", "坐标系"))
_PAIR = re.compile(r"(?<![\w.+-])([+-]?\d{1,3}(?:\.\d+)?)\s*[,、\s]\s*([+-]?\d{1,3}(?:\.\d+)?)(?![\d.])", re.ASCII)
_BESIDE = re.compile(r"[\s():,_-]+")
_PLACES = 7  # about a centimetre
_CHINA = ((73, 136), (3, 54))
_RADIUS = 6_371_008.8  # metres


@dataclass(frozen=True)
class Point:
    """A longitude and a latitude in degrees, in one of `SYSTEMS`. Its text is ``120.5,36.8 gcj02``.

    Example:
        >>> str(clean_point("120.50，36.8（高德）"))
        '120.5,36.8 gcj02'
    """

    lng: float
    lat: float
    crs: str

    def __str__(self) -> str:
        return f"{_degrees(self.lng)},{_degrees(self.lat)} {self.crs}"


def clean_point(raw: object) -> Point | None:
    """Return a point, from text or from a mapping of lng, lat and crs.

    Raises:
        BadValue: Without a coordinate system, outside the globe, or at 0,0, which stands for none;
            ``swapped_point`` where a point in China has its latitude first.

    Example:
        >>> clean_point({"经度": 120.5, "纬度": "36.8", "坐标系": "WGS-84"})
        Point(lng=120.5, lat=36.8, crs='wgs84')
    """
    if isinstance(raw, Point):
        return raw
    text = _text_of(raw) if isinstance(raw, Mapping) else cell.text(raw)
    if text is None:
        return None
    pair = _PAIR.search(text)
    if pair is None:
        raise cell.refuse(text, "expected.point")
    crs = _NAMES.get(_BESIDE.sub("", text[: pair.start()] + text[pair.end() :]).lower())
    if crs is None:
        raise cell.refuse(text, "expected.crs")
    lng, lat = (round(float(degrees), _PLACES) + 0.0 for degrees in pair.groups())  # + 0.0 makes -0.0 zero
    if _in_china(lat, lng):
        raise cell.refuse(text, str(Point(lat, lng, crs)), "swapped_point")
    if not (-180 <= lng <= 180 and -90 <= lat <= 90) or lng == lat == 0:  # noqa: PLR2004 - the globe
        raise cell.refuse(text, "expected.point")
    return Point(lng, lat, crs)


def _text_of(raw: Mapping[object, object]) -> str | None:
    lng, lat, crs = (next(filter(None, (cell.text(raw.get(key)) for key in keys)), "") for keys in _KEYS)
    return f"{lng},{lat} {crs}" if lng or lat else None


def _in_china(lng: float, lat: float) -> bool:
    return all(low <= degrees <= high for degrees, (low, high) in zip((lng, lat), _CHINA, strict=True))


def _degrees(number: float) -> str:
    return f"{number:.{_PLACES}f}".rstrip("0").rstrip(".")


def _shown(point: Point, lang: str) -> str:
    return caption(
        "point.shown", lang, lng=_degrees(point.lng), lat=_degrees(point.lat), crs=caption(f"crs.{point.crs}", lang)
    )


POINT: ValueType[Point] = ValueType("point", "120.5,36.8 gcj02", clean_point, _shown)


def metres_between(one: Point, other: Point) -> float | None:
    """Return how far two points are from each other along the globe; None where their systems differ.

    CGCS2000 and WGS84 are two names of one: they differ by centimetres.

    Source: the haversine formula, with the mean radius of the earth (IUGG).

    Example:
        >>> round(metres_between(Point(120.5, 36.8, "gcj02"), Point(120.5, 36.809, "gcj02")))
        1001
        >>> metres_between(Point(120.5, 36.8, "cgcs2000"), Point(120.5, 36.8, "wgs84"))
        0.0
    """
    if ONE.get(one.crs, one.crs) != ONE.get(other.crs, other.crs):
        return None
    lat, other_lat = math.radians(one.lat), math.radians(other.lat)
    lng = math.radians(other.lng - one.lng)
    half = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(lng / 2) ** 2
    return 2 * _RADIUS * math.asin(math.sqrt(half))
