"""Files of other programs, and ours for them: what is written and loads once loads again unchanged."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from api.naming import names_of
from graph.adjusting.asking import adjusted
from graph.exchange import geojson, organisation_units
from graph.exchange.dhis2 import uid
from graph.rules import load_rules
from graph.stores import MemoryStore, Store, open_store
from graph.viewing import Showing, owner
from loaders import Report, detect, load
from loaders.ledger import over_by, write_ledger_folder
from tests.examples import EXAMPLES
from tests.loaders.books import Desk, Sheets
from tests.loaders.test_ledger import stored
from tests.networks import DAYS, Drawn, networks

RULES = load_rules()
ON = date(2024, 11, 1)
PLACES: Sheets = {
    "区域": [
        ["名称", "层级", "上级区域", "坐标", "代码", "代码来源", "开始日期", "备注"],
        ["演示社区", "社区", None, None, "370102010001", "国家统计局", None, None],
        ["甲小区", "小区", "演示社区", "117.01,36.66 wgs84", None, None, "2020-05-01", "演示"],
        ["1号楼", "楼栋", "演示社区/甲小区", "117.011,36.66 gcj02", None, None, None, None],
        ["101", "户室", "演示社区/甲小区/1号楼", None, None, None, None, None],
    ]
}


def put(path: Path, said: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return path


def unchanged(report: Report, revision: int = 1) -> bool:
    assert [one.message() for one in report.issues if one.severity == "error"] == []
    return (report.revision, report.added, report.changed, report.ended) == (revision, 0, 0, 0)


_ID = "370102195703121234"


class TestWhatNobodyKeeps:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            (
                "a.geojson",
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"备注": _ID}}]},
            ),
            ("a.json", {"organisationUnits": [{"id": "abcdefghij1", "name": "演示站", "contact": {"phones": [_ID]}}]}),
        ],
        ids=["geojson", "dhis2"],
    )
    def test_an_identity_number_in_a_part_that_is_not_read_is_refused(
        self, tmp_path: Path, name: str, said: Mapping[str, Any]
    ) -> None:
        path = put(tmp_path / name, said)
        report = load(detect(path), [path], MemoryStore(), by="测试")
        found = [(one.where.row, one.found) for one in report.issues if one.code == "identity_number"]
        assert (found, _ID in str(report.to_dict())) == ([(2, "3*****************")], False)

    def test_in_a_table_of_units_is_refused_at_its_cell(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f"id,name,note\nabcdefghij1,演示站,{_ID}\n", encoding="utf-8")
        report = load("dhis2", [path], MemoryStore(), by="测试")
        assert [one.where.cell for one in report.issues if one.code == "identity_number"] == ["C2"]


class TestPartsOfAnotherSort:
    @pytest.mark.parametrize("odd", ["x", 0, [], [{}], {"type": []}, True])
    @pytest.mark.parametrize("part", ["properties", "geometry"])
    def test_of_a_feature_are_told_and_break_nothing(self, tmp_path: Path, part: str, odd: object) -> None:
        feature = {"type": "Feature", "properties": {"name": "演示站"}, part: odd}
        path = put(
            tmp_path / "a.geojson", {"type": "FeatureCollection", "features": [feature], "crs": {"properties": odd}}
        )
        report = load("geojson", [path], MemoryStore(), by="测试")
        assert "geojson_no_point" in {one.code for one in report.issues}


class TestCsvFolder:
    @pytest.mark.slow
    @pytest.mark.thorough
    @settings(max_examples=max(EXAMPLES // 10, 2))  # the rows are those of the workbook, which test_ledger tries
    @given(networks(), st.booleans())
    def test_a_random_network_makes_no_revision(self, drawn: Drawn, every_date: bool) -> None:  # noqa: FBT001
        store = stored(drawn)
        with tempfile.TemporaryDirectory() as folder:
            network = graph.open(store, on=DAYS[2])
            write_ledger_folder(Path(folder), network, RULES, Showing(owner("t", "t"), network), every_date=every_date)
            assert unchanged(load("workbook", [folder], store, by="测试", rules=RULES))

    def test_a_text_that_begins_like_a_formula_stays_a_text(self, desk: Desk, tmp_path: Path) -> None:
        desk.good({"区域": [["名称", "层级", "备注"], ["演示社区", "社区", "@演示"], ["乙社区", "社区", "'演示'"]]})
        network = graph.open(desk.store, on=ON)
        write_ledger_folder(tmp_path, network, RULES, Showing(owner("t", "t"), network))
        assert "'@演示" in (tmp_path / "区域.csv").read_text(encoding="utf-8-sig")
        assert unchanged(load("workbook", [tmp_path / "区域.csv"], desk.store, by="测试", rules=RULES))

    def test_what_has_ended_is_counted_since_it_is_left_out(self, desk: Desk) -> None:
        desk.good(
            {"区域": [["名称", "层级", "截止日期"], ["演示社区", "社区", None], ["旧社区", "社区", "2020-12-31"]]}
        )
        assert over_by(graph.open(desk.store, on=ON)) == {"place": 1}
        assert over_by(graph.open(desk.store, on=date(2020, 12, 31))) == {}


class TestDhis2:
    @pytest.mark.parametrize("ending", ["json", "csv"])
    def test_our_own_file_loads_unchanged_where_it_came_from_and_twice_elsewhere(
        self, desk: Desk, tmp_path: Path, ending: str
    ) -> None:
        desk.good(PLACES)
        units = organisation_units(graph.open(desk.store, on=ON), RULES)
        assert (len(units.units), units.homes, units.off) == (3, 1, 1)
        file = tmp_path / f"units.{ending}"
        file.write_text(getattr(units, ending), encoding="utf-8")
        assert detect(file).name == "dhis2"
        assert unchanged(load("dhis2", [file], desk.store, by="测试", rules=RULES))
        other = MemoryStore()
        load("dhis2", [file], other, by="测试", rules=RULES, options={"profile": "suzhoulu"})
        assert paths(other) == ["演示社区", "演示社区/甲小区", "演示社区/甲小区/1号楼"]
        assert unchanged(load("dhis2", [file], other, by="测试", rules=RULES))

    def test_a_unit_has_what_dhis2_asks_of_it(self, desk: Desk) -> None:
        desk.good(PLACES)
        first, second, _ = organisation_units(graph.open(desk.store, on=ON), RULES).units
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9]{10}", one["id"]) for one in (first, second))
        assert first["code"] == "370102010001"
        assert second == {
            "id": uid(second["code"]),
            "code": second["code"],
            "name": "甲小区",
            "shortName": "甲小区",
            "openingDate": "2020-05-01",
            "comment": "演示",
            "geometry": {"type": "Point", "coordinates": [117.01, 36.66]},
            "description": "小区",
            "level": 2,
            "parent": {"id": first["id"]},
        }

    def test_levels_by_depth_and_what_cannot_be_is_told(self, desk: Desk, tmp_path: Path) -> None:
        one = {"id": "A0000000001", "name": "演示社区"}
        two = {"id": "A0000000002", "name": "甲小区", "parent": {"id": "A0000000001"}}
        lost = {"id": "A0000000003", "name": "乙小区", "parent": {"id": "A0000000009"}}
        file = put(tmp_path / "a.json", {"organisationUnits": [one, two]})
        report = load("dhis2", [file], desk.store, by="测试", options={"levels": "1=社区"})
        assert [issue.code for issue in report.issues] == ["dhis2_level"]
        report = load("dhis2", [file], desk.store, by="测试", options={"levels": "1=社区,2=小区"})
        assert [(issue.severity, issue.code) for issue in report.issues] == [("note", "dhis2_renamed")]
        report = load("dhis2", [put(file, {"organisationUnits": [one, two, lost]})], desk.store, by="测试",
                      options={"levels": "1=社区,2=小区"})  # fmt: skip
        assert [(issue.code, issue.found) for issue in report.issues] == [("dhis2_parent", "A0000000009")]

    def test_another_parent_is_told_and_not_taken(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        units = organisation_units(graph.open(desk.store, on=ON), RULES).units
        units[2]["parent"] = {"id": units[0]["id"]}
        report = load("dhis2", [put(tmp_path / "a.json", {"organisationUnits": units})], desk.store, by="测试")
        assert [issue.code for issue in report.issues] == ["dhis2_moved"]
        assert str(report.issues[0].suggestion()).startswith(
            "若确已划转：`linli move 演示社区/甲小区/1号楼 --to 演示社区 --on"
        )
        assert unchanged(report)

    def test_once_it_is_moved_nothing_is_told(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        units = organisation_units(graph.open(desk.store, on=ON), RULES).units
        units[2]["parent"] = {"id": units[0]["id"]}
        network, names = (
            graph.open(desk.store, on=ON),
            dict(desk.store.tables()["place"].select("name", "key").iter_rows()),
        )
        said = {"thing": names["1号楼"], "to": names["演示社区"]}
        desk.store.commit(adjusted("move", network, RULES, said, by="测试", reason="划转").changes)
        report = load("dhis2", [put(tmp_path / "a.json", {"organisationUnits": units})], desk.store, by="测试")
        assert [issue.code for issue in report.issues] == []
        assert unchanged(report, 2)


class TestGeojson:
    def test_our_own_file_loads_unchanged(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        for crs in ("wgs84", "gcj02"):
            file = tmp_path / f"{crs}.geojson"
            file.write_text(geojson(graph.open(desk.store, on=ON), RULES, crs=crs).text, encoding="utf-8")
            assert detect(file).name == "geojson"
            assert unchanged(load("geojson", [file], desk.store, by="测试", rules=RULES))

    def test_houses_of_a_map_are_known_by_name_or_new(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        file = put(tmp_path / "osm.geojson", {"type": "FeatureCollection", "features": OSM})
        report = load("geojson", [file], desk.store, by="测试", options={"within": "演示社区/甲小区"})
        assert [one.code for one in report.issues] == ["geojson_unnamed", "geojson_outlines", "geojson_left"]
        points = dict(desk.store.tables()["place"].select("name", "point").iter_rows())
        assert points["1号楼"] == "117,36.66 wgs84"
        assert points["演示路12号"] == "117.001,36.661 wgs84"
        assert unchanged(load("geojson", [file], desk.store, by="测试", options={"within": "演示社区/甲小区"}), 2)

    def test_a_venue_of_a_map_is_known_by_its_name_where_it_is_or_new_there(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        file = put(tmp_path / "v.geojson", {"type": "FeatureCollection", "features": VENUES})
        report = load("geojson", [file], desk.store, by="测试", options={"within": "演示社区"}, rules=RULES)
        assert [one.message() for one in report.issues if one.severity == "error"] == []
        network = graph.open(desk.store, on=ON)
        names = names_of(network, RULES)
        assert {names.path_of(key) for key in desk.store.tables()["venue"]["key"]} == {
            "演示社区//演示驿站",
            "演示社区/甲小区//演示党群之家",
        }
        rows = desk.store.tables()["venue"].sort("name").select("name", "point").rows()
        assert rows == [("演示党群之家", "117.01,36.662 wgs84"), ("演示驿站", "117.02,36.66 wgs84")]
        assert unchanged(load("geojson", [file], desk.store, by="测试", options={"within": "演示社区"}, rules=RULES), 2)

    def test_points_of_several_systems_in_one_file_are_refused(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        other = {**VENUES[0], "properties": {**VENUES[0]["properties"], "name": "另一处", "crs": "gcj02"}}
        file = put(tmp_path / "v.geojson", {"type": "FeatureCollection", "features": [*VENUES, other]})
        report = load("geojson", [file], desk.store, by="测试", options={"within": "演示社区"}, rules=RULES)
        assert [(one.code, one.found) for one in report.issues] == [("geojson_several_crs", "gcj02、wgs84")]
        assert report.revision == 1

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"type": "Feature"}, "geojson_nothing"),
            (
                {"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "EPSG:3857"}}},
                "geojson_crs",
            ),
        ],
    )
    def test_what_is_no_map_of_ours_is_refused(
        self, desk: Desk, tmp_path: Path, said: Mapping[str, Any], code: str
    ) -> None:
        report = load("geojson", [put(tmp_path / "a.geojson", said)], desk.store, by="测试")
        assert [one.code for one in report.issues] == [code]

    def test_what_is_kept_of_nobody_is_refused_by_its_name(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(PLACES)
        features = [{**OSM[0], "properties": {"name": "1号楼", "身份证号": "演示"}}]
        file = put(tmp_path / "a.geojson", {"type": "FeatureCollection", "features": features})
        report = load("geojson", [file], desk.store, by="测试", options={"within": "演示社区"})
        assert "refused_column" in [one.code for one in report.issues]
        assert report.failed


VENUES: list[dict[str, Any]] = [
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [117.02, 36.66]},
        "properties": {"name": "演示驿站", "form": "红旗驿站"},
    },
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [117.01, 36.662]},
        "properties": {"name": "演示党群之家", "kind": "venue", "path": "演示社区/甲小区"},
    },
]
OSM: list[dict[str, Any]] = [
    {
        "type": "Feature",
        "id": "node/1",
        "properties": {"building": "yes", "name": "1号楼", "amenity": "bench"},
        "geometry": {"type": "Point", "coordinates": [117.0, 36.66]},
    },
    {
        "type": "Feature",
        "id": "way/2",
        "properties": {"building": "yes", "addr:street": "演示路", "addr:housenumber": "12号"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[117.0, 36.66], [117.002, 36.66], [117.002, 36.662], [117.0, 36.662], [117.0, 36.66]]],
        },
    },
    {
        "type": "Feature",
        "id": "way/3",
        "properties": {"building": "yes"},
        "geometry": {"type": "Point", "coordinates": [117.01, 36.66]},
    },
]


def paths(store: Store) -> list[str]:
    network = graph.open(store, on=ON)
    return sorted(network.path(row) for row in range(network.view.places))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["yanshan"])
def test_units_of_a_sample_load_unchanged(sample_store: Any, tmp_path: Path, name: str) -> None:
    with open_store(str(sample_store(name))) as store:
        network = graph.open(store, on=ON)
        file = tmp_path / "a.json"
        file.write_text(organisation_units(network, RULES).json, encoding="utf-8")
        report = load("dhis2", [file], store, by="测试", dry_run=True)
        assert (report.added, report.changed, report.ended, report.failed) == (0, 0, 0, False)
