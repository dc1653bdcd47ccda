"""What systems of coordinates are called in files of other programs; two of China's have no name that others know."""

from __future__ import annotations

#: By our code the name in the ``crs`` of a GeoJSON file; where it says nothing it is WGS 84 (RFC 7946).
NAMES = {
    "wgs84": "urn:ogc:def:crs:OGC:1.3:CRS84",
    "cgcs2000": "urn:ogc:def:crs:EPSG::4490",
    "gcj02": "GCJ-02",
    "bd09": "BD-09",
}
_ALSO = {"EPSG:4326": "wgs84", "urn:ogc:def:crs:EPSG::4326": "wgs84", "EPSG:4490": "cgcs2000"}


def system_named(name: str) -> str | None:
    """Return the code of a system by what a file calls it; None where nobody here knows it.

    Example:
        >>> system_named("urn:ogc:def:crs:OGC:1.3:CRS84"), system_named("GCJ-02"), system_named("EPSG:3857")
        ('wgs84', 'gcj02', None)
    """
    known = {**{said: code for code, said in NAMES.items()}, **_ALSO, **{code: code for code in NAMES}}
    return known.get(name.strip())
