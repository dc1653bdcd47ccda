"""Directories of services: JSON and CSV say the same, and what is not plain is a note."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores import MemoryStore
from loaders import Report, detect, load, read_mapping
from tests.loaders.books import PLACES, Desk

MAPS = Path(__file__).parent / "hsds"

#: A clinic as the API of a directory gives it.
SERVICE: dict[str, Any] = {
    "id": "s-1",
    "name": "演示法律咨询",
    "status": "active",
    "description": "每周一次",
    "organization": {"id": "o-1", "name": "演示法律服务中心", "description": "公益", "email": "a@example.com"},
    "service_areas": [{"id": "a-1", "name": "锦绣园"}, {"id": "a-2", "name": "月亮湾"}],
    "service_at_locations": [{"id": "l-1", "location": {"id": "p-1", "location_type": "physical", "name": "3号楼"}}],
    "schedules": [{"id": "t-1", "freq": "WEEKLY", "byday": "SA,SU", "opens_at": "09:00", "closes_at": "11:30:00"}],
    "cost_options": [{"id": "c-1", "amount": 8, "currency": "CNY"}],
    "attributes": [{"id": "x-1", "taxonomy_term": {"id": "w-1", "name": "普法咨询", "description": ""}}],
    "contacts": [{"id": "n-1", "name": "演示甲", "phones": [{"id": "h-1", "number": "13800138000"}]}],
}

#: The same in tables.
TABLES: dict[str, list[dict[str, Any]]] = {
    "organizations": [{"id": "o-1", "name": "演示法律服务中心", "description": "公益", "email": "a@example.com"}],
    "services": [
        {"id": "s-1", "organization_id": "o-1", "name": "演示法律咨询", "status": "active", "description": "每周一次"}
    ],
    "service_areas": [
        {"id": "a-1", "service_id": "s-1", "name": "锦绣园"},
        {"id": "a-2", "service_id": "s-1", "name": "月亮湾"},
    ],
    "service_at_location": [{"id": "l-1", "service_id": "s-1", "location_id": "p-1"}],
    "locations": [{"id": "p-1", "location_type": "physical", "name": "3号楼"}],
    "schedules": [{**SERVICE["schedules"][0], "service_id": "s-1"}],
    "cost_options": [{**SERVICE["cost_options"][0], "service_id": "s-1"}],
    "attributes": [{"id": "x-1", "link_id": "s-1", "link_entity": "service", "taxonomy_term_id": "w-1"}],
    "taxonomy_terms": [{"id": "w-1", "name": "普法咨询", "description": ""}],
    "contacts": [{"id": "n-1", "service_id": "s-1", "name": "演示甲"}],
}

OFFER = {
    "name": "演示法律咨询",
    "categories": ["legal_advice"],
    "sort": "service",
    "capacity": None,
    "price": 8.0,
    "weekdays": "SA,SU",
    "hours": "09:00-11:30",
    "for_classes": None,
    "status": "active",
    "note": "每周一次",
}


class Directory:
    """A store with some places, and directories that are loaded into it."""

    def __init__(self, desk: Desk) -> None:
        self.folder, self.store = desk.folder, desk.store
        desk.good({"区域": PLACES})

    def json(self, said: Any, **options: str) -> Report:
        path = self.folder / "services.json"
        path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        return load(detect(path), [path], self.store, by="测试", options=options)

    def csv(self, tables: dict[str, list[dict[str, Any]]]) -> Report:
        folder = self.folder / "csv"
        folder.mkdir(exist_ok=True)
        for name, rows in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                made = csv.DictWriter(file, list(rows[0]))
                made.writeheader()
                made.writerows(rows)
        return load("hsds", [folder], self.store, by="测试")

    def offer(self) -> dict[str, Any]:
        return self.store.tables()["offer"].select(list(OFFER)).row(0, named=True)

    def serves(self) -> list[str]:
        tables = self.store.tables()
        return tables["serves"].join(tables["place"], left_on="target", right_on="key")["name"].to_list()


@pytest.fixture
def directory(desk: Desk) -> Directory:
    return Directory(desk)


def warned(report: Report) -> list[tuple[str, Any]]:
    return [(one.code, one.found) for one in report.issues if one.severity != "note"]


class TestAServiceOfADirectory:
    def test_is_an_offer_of_its_organisation_for_the_areas_that_the_ledger_knows(self, directory: Directory) -> None:
        report = directory.json({"contents": [SERVICE]})
        tables = directory.store.tables()
        assert (directory.offer(), directory.serves()) == (OFFER, ["锦绣园"])
        assert tables["organisation"].select("name", "form", "note").rows() == [
            ("演示法律服务中心", "social_organisation", "公益")
        ]
        assert tables["gives"].height == 1
        assert warned(report) == [("hsds_area_unknown", "月亮湾（1）")]

    def test_is_the_same_from_tables_and_another_load_changes_nothing(self, directory: Directory) -> None:
        directory.json(SERVICE)
        report = directory.csv(TABLES)
        assert (report.added, report.changed, report.revision) == (0, 0, 2)
        assert warned(report) == [("hsds_area_unknown", "月亮湾（1）")]

    def test_brings_no_contacts_and_says_which_tables_and_columns_are_left_out(self, directory: Directory) -> None:
        report = directory.csv(TABLES)
        left = {one.code: one.found for one in report.issues if one.where.sheet in (None, "organizations")}
        assert left == {"hsds_tables_left": "contacts", "hsds_columns_left": "email"}
        assert directory.store.tables()["person"].height == 0

    def test_whose_area_is_not_said_is_for_where_it_is_given(self, directory: Directory) -> None:
        directory.json({**SERVICE, "service_areas": []})
        assert directory.serves() == ["3号楼"]

    def test_whose_areas_are_no_places_of_the_ledger_has_no_area_recorded(self, directory: Directory) -> None:
        report = directory.json({**SERVICE, "service_areas": [{"id": "a-2", "name": "月亮湾"}]})
        assert directory.serves() == []
        assert [code for code, _ in warned(report)] == ["hsds_area_unknown", "hsds_area_not_recorded"]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("said", "field", "note"),
        [
            ({"cost_options": [{"id": "c", "amount": 50, "currency": "GBP"}]}, "price", "收费：50 GBP"),
            ({"cost_options": [], "fees_description": "按收入"}, "price", "收费：按收入"),
            (
                {"schedules": [{"id": "t", "freq": "MONTHLY", "byday": "1MO", "description": "每月第一个周一"}]},
                "weekdays",
                "时间：每月第一个周一；时间：FREQ=MONTHLY;BYDAY=1MO",
            ),
            (
                {
                    "schedules": [
                        {"id": "t", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"},
                        {"id": "u", "freq": "WEEKLY", "byday": "TU", "opens_at": "14:00", "closes_at": "15:00"},
                    ]
                },
                "hours",
                "时间：FREQ=WEEKLY;BYDAY=MO 09:00-10:00；时间：FREQ=WEEKLY;BYDAY=TU 14:00-15:00",
            ),
        ],
        ids=["abroad", "a sentence", "monthly", "other hours on other days"],
    )
    def test_has_in_its_note_what_is_not_plain(
        self, directory: Directory, said: dict[str, Any], field: str, note: str
    ) -> None:
        directory.json({**SERVICE, **said})
        assert (directory.offer()[field], directory.offer()["note"]) == (None, f"每周一次；{note}")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("said", "classes"),
        [
            ({"eligibility_description": "60岁及以上"}, ["60岁及以上"]),
            ({"eligibility_description": "住在本区，收入低于标准的人。"}, ["对象见备注"]),
            ({"minimum_age": 18}, ["对象见备注"]),
            ({"minimum_age": 0}, None),
        ],
        ids=["a class", "a sentence", "an age", "no age"],
    )
    def test_is_for_nobody_unseen_where_it_is_said_whom_it_is_for(
        self, directory: Directory, said: dict[str, Any], classes: list[str] | None
    ) -> None:
        directory.json({**SERVICE, **said})
        assert directory.offer()["for_classes"] == classes

    def test_of_an_absent_organisation_is_kept_and_told_until_the_organisation_comes(
        self, directory: Directory
    ) -> None:
        alone = {name: rows for name, rows in TABLES.items() if name != "organizations"}
        report = directory.csv(alone)
        assert ("hsds_giver_absent", "演示法律咨询（o-1）") in warned(report)
        assert (directory.store.tables()["offer"].height, directory.store.tables()["gives"].height) == (1, 0)
        assert directory.csv(TABLES).added == 2

    def test_that_another_organisation_gives_now_has_a_new_giver_from_the_day_of_the_directory(
        self, directory: Directory
    ) -> None:
        directory.json(SERVICE)
        other = {**SERVICE, "organization": {"id": "o-2", "name": "演示公益律师团", "description": ""}}
        assert ("replaced_when", None) in warned(directory.json(other))
        report = directory.json(other, as_of="2024-11-01")
        assert (report.failed, report.ended) == (False, 1)
        gives = directory.store.tables()["gives"].sort("since", nulls_last=False).select("since", "until").rows()
        assert gives == [(None, date(2024, 11, 1)), (date(2024, 11, 1), None)]

    def test_that_is_in_no_file_is_told_where_something_speaks_of_it(self, directory: Directory) -> None:
        strange = [*TABLES["cost_options"], {**TABLES["cost_options"][0], "id": "c-2", "service_id": "s-9"}]
        assert ("hsds_adrift", "s-9") in warned(directory.csv({**TABLES, "cost_options": strange}))


class TestADirectoryThatIsRefused:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("{", "json_broken"),
            ('{"a": 1}', "hsds_nothing"),
            ("[]", "hsds_nothing"),
            ('[{"名称": "演示社区", "层级": "社区"}]', "hsds_nothing"),
            ('[{"id": "s-1", "organization": {"id": "o-1"}}]', "hsds_nothing"),
            ("[" * 100_000, "json_deep"),
            ("[" + "1" * 5000 + "]", "hsds_nothing"),
            (json.dumps([{**SERVICE, "name": "\x1b[2J"}]), "control_character"),
            (json.dumps([{**SERVICE, "description": "11010119900307803X"}]), "identity_number"),
        ],
    )
    def test_leaves_nothing_written(self, directory: Directory, text: str, code: str) -> None:
        path = directory.folder / "services.json"
        path.write_text(text, encoding="utf-8")
        report = load("hsds", [path], directory.store, by="测试")
        assert ([one.code for one in report.issues if one.severity == "error"], report.revision) == ([code], 1)

    def test_a_table_or_column_that_is_none_of_hsds_is_named(self, directory: Directory) -> None:
        report = directory.csv({**TABLES, "opinions": [{"id": "1"}]})
        assert ("hsds_no_such_table", "opinions") in warned(report)
        mood = [{**TABLES["services"][0], "mood": "good"}]
        (directory.folder / "csv" / "opinions.csv").unlink()
        assert ("hsds_column_unknown", "mood") in warned(directory.csv({**TABLES, "services": mood}))


_NAMES = (
    "id",
    "name",
    "organization",
    "service_areas",
    "schedules",
    "attributes",
    "taxonomy_term",
    "contents",
    "location",
)
_LEAVES = st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=4), st.sampled_from(["a", "8", "WEEKLY"]))
_JSON = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES), inner), max_leaves=15
)


@pytest.mark.slow
class TestAnyJson:
    @given(_JSON)
    def test_is_refused_with_words_or_loads_twice_unchanged(self, said: Any) -> None:
        with TemporaryDirectory() as folder:
            path, store = Path(folder, "services.json"), MemoryStore()
            path.write_text(json.dumps(said), encoding="utf-8")
            first, second = (load("hsds", [path], store, by="测试") for _ in range(2))
        assert first.failed == second.failed
        assert (second.added, second.changed) == (0, 0)
        assert all(one.message("zh") and one.message("en") for one in first.issues)


@pytest.mark.slow
class TestTheDirectoryOfIllinois:
    """An older dialect, read by a mapping; four fifths of its services are of organisations that it does not have."""

    def test_keeps_every_service_and_loads_again_unchanged(self, data_dir: Path) -> None:
        store, mapping = MemoryStore(), read_mapping(MAPS / "ilao.map.yaml")
        first = load("hsds", [data_dir / "directory_ilao"], store, by="测试", mapping=mapping)
        assert dict(first.accepted) == {"organisation": 33, "offer": 430, "gives": 89}
        absent = next(one for one in first.issues if one.code == "hsds_giver_absent")
        assert (absent.params["count"], absent.params["of"]) == (341, 430)
        codes = ["hsds_unnamed", "hsds_giver_absent", "hsds_area_unknown", "hsds_area_not_recorded"]
        assert [one.code for one in first.issues if one.severity != "note"] == codes
        offers = store.tables()["offer"]
        assert dict(offers["status"].value_counts().iter_rows()) == {"active": 384, "paused": 43, None: 3}
        assert dict(offers["price"].value_counts().iter_rows()) == {0.0: 282, None: 148}
        again = load("hsds", [data_dir / "directory_ilao"], store, by="测试", mapping=mapping)
        assert (again.added, again.changed, again.revision) == (0, 0, 1)
