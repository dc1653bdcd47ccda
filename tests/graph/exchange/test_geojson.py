"""GeoJSON: longitude first, one system of coordinates a file, nothing of a person in it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from graph.changes import apply
from graph.errors import BadInput
from graph.exchange import geojson
from graph.network import Network
from graph.rules import Rules
from graph.tables import Tables
from tests.graph.stores.written import changes, row, within


def network(*points: str | None) -> Network:
    things = [
        row("place", f"p{at}", name=f"{at}号楼", level="building", point=point) for at, point in enumerate(points)
    ]
    root = row("place", "a", name="甲社区", level="community")
    rows = changes(root, *things, *(within(f"p{at}", "a") for at in range(len(points))))
    return Network(apply(Tables({}), rows), date(2024, 11, 1))


class TestGeojson:
    def test_a_place_is_a_point_with_its_path(self, rules: Rules) -> None:
        found = geojson(network("120.5,36.8 wgs84", None), rules)
        said = json.loads(found.text)
        [feature] = said["features"]
        assert feature["geometry"] == {"type": "Point", "coordinates": [120.5, 36.8]}
        assert (feature["id"], feature["properties"]["path"]) == ("place-p0", "甲社区/0号楼")
        assert said["crs"]["properties"]["name"] == "urn:ogc:def:crs:OGC:1.3:CRS84"
        assert (found.written, found.without) == (1, 2)

    def test_two_systems_in_one_file_are_refused_by_name(self, rules: Rules) -> None:
        mixed = network("120.5,36.8 wgs84", "120.5,36.8 gcj02")
        with pytest.raises(BadInput) as refused:
            geojson(mixed, rules)
        assert refused.value.params["found"] == "gcj02 1、wgs84 1"
        assert "`linli export geojson --crs`" in str(refused.value.suggestion())  # over HTTP there is no such option
        found = geojson(mixed, rules, crs="gcj02")
        assert (found.written, found.other) == (1, {"wgs84": 1})
        assert json.loads(found.text)["crs"]["properties"]["name"] == "GCJ-02"

    def test_a_system_that_nobody_knows_is_refused(self, rules: Rules) -> None:
        with pytest.raises(BadInput) as refused:
            geojson(network(), rules, crs="web")
        assert refused.value.code == "export_crs"
