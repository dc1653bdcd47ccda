"""Hospitals of Hubei in February 2020: what they lacked, who could give it where, and why the rest is not met."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from graph.network import Network
from graph.questions.match import match
from graph.rules import load_rules
from graph.stores import MemoryStore
from loaders import load, read_mapping

MAP = Path(__file__).with_name("wuhan.map.yaml")
MOST, THOUSAND = 27_720, 1_000


class Wants(NamedTuple):
    """What is wanted of an item where: in a district, or in a city where no district is written."""

    item: str
    unit: str
    place: str


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: (said or "").strip() for name, said in row.items()} for row in csv.DictReader(file)]


def write(path: Path, made: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(made[0]))
        writer.writeheader()
        writer.writerows(made)


def put_beside(data: Path, folder: Path) -> None:
    """Write the tables with the columns that a mapping cannot say: where a hospital lies, and larger units."""
    hospitals, needs = rows(data / "hospitals.csv"), rows(data / "needs.csv")
    for row in hospitals:
        row |= {"where": "/".join(filter(None, (row["city"], row["district"]))), "level": "楼栋"}
    for row in needs:
        many = int(row["quantity_or_flag"])
        amount, unit = (many // THOUSAND, "千件") if many > MOST else (many, "件")
        row |= {"name": row["item"], "quantity": str(amount), "unit": unit}
    cities = dict.fromkeys(row["city"] for row in hospitals)
    pairs = dict.fromkeys((row["city"], row["district"]) for row in hospitals if row["district"])
    places = [{"名称": city, "层级": "市", "上级区域": "", "架构模板": "suzhoulu"} for city in cities]
    places += [{"名称": name, "层级": "区县", "上级区域": city, "架构模板": ""} for city, name in pairs]
    write(folder / "区域.csv", places)
    write(folder / "hospitals.csv", hospitals)
    write(folder / "needs.csv", needs)


def wanted(store: MemoryStore) -> dict[str, tuple[Wants, int]]:
    """Return what each need wants and how much of it."""
    tables = store.tables()
    above = dict(tables["part_of"].select("source", "target").iter_rows())
    at = dict(tables["located_at"].select("source", "target").iter_rows())
    needs = tables["need"].select("key", "category", "unit", "quantity").iter_rows()
    return {key: (Wants(item, unit, above[at[key]]), many) for key, item, unit, many in needs}


def district_keys(store: MemoryStore) -> set[str]:
    """Return the districts: what lies in a city and is no hospital."""
    return set(store.tables()["place"].filter(pl.col("level") == "county")["key"])


def summed(needs: dict[str, tuple[Wants, int]]) -> Counter[Wants]:
    """Return how much is wanted of each item in each district."""
    found: Counter[Wants] = Counter()
    for wants, many in needs.values():
        found[wants] += many
    return found


def offered(by: Counter[Wants], districts: set[str]) -> dict[Wants, int]:
    """Return offers of all that a district wants, one by one, up to three fifths of the demand of an item."""
    total: Counter[tuple[str, str]] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    for wants, many in by.items():
        total[wants.item, wants.unit] += many
    found: dict[Wants, int] = {}
    for wants in sorted(by):
        of = (wants.item, wants.unit)
        if wants.place in districts and (given[of] + by[wants]) * 5 <= total[of] * 3:
            given[of] += by[wants]
            found[wants] = by[wants]
    return found


def reason(wants: Wants, offers: dict[Wants, int]) -> str:
    """Return at which filter the last offer fails, told from the offers alone."""
    same = [one for one in offers if one.item == wants.item]
    if not same:
        return "category"
    return "unit" if any(one.place == wants.place for one in same) else "area"


def put_on_offer(store: MemoryStore, offers: dict[Wants, int], folder: Path) -> None:
    """Load what is offered, an offer an item and place."""
    columns = ("名称", "类别", "资源形态", "每期数量", "单位", "服务范围")
    made = [
        (f"演示物资{number}", one.item, "物资", str(many), one.unit, one.place)
        for number, (one, many) in enumerate(offers.items(), 1)
    ]
    write(folder / "资源.csv", [dict(zip(columns, row, strict=True)) for row in made])
    report = load("workbook", [folder / "资源.csv"], store, by="测试")
    assert (report.failed, report.accepted["offer"]) == (False, len(offers))


@pytest.fixture(scope="module")
def hubei(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tables as they are loaded."""
    folder = tmp_path_factory.mktemp("wuhan")
    put_beside(data_dir / "needs_wuhan2020", folder)
    return folder


@pytest.mark.slow
class TestHospitalsOfHubei:
    def test_have_every_need_of_theirs_in_the_ledger_and_load_again_unchanged(self, hubei: Path) -> None:
        store = MemoryStore()
        first = load("workbook", [hubei], store, by="测试", mapping=read_mapping(MAP))
        tables = store.tables()
        assert {one.code for one in first.issues if one.severity != "note"} == {"unknown_word_kept"}
        assert (tables["place"].height, tables["need"].height) == (16 + 73 - 1 + 235, 2160)
        assert tables["located_at"]["target"].n_unique() == 222  # the others are listed, and lack nothing
        assert tables["need"]["category"].n_unique() == 23
        units = dict(tables["need"]["unit"].value_counts().iter_rows())
        assert units == {"cases": 2127, "千件": 33}  # 件, and thousands of them
        assert (tables["need"]["quantity"] == 1).sum() == 1893
        again = load("workbook", [hubei], store, by="测试", mapping=read_mapping(MAP))
        assert (again.added, again.changed, again.revision) == (0, 0, 1)

    def test_are_offered_what_reaches_them_and_told_why_of_the_rest_by_item_and_district(
        self, hubei: Path, tmp_path: Path
    ) -> None:
        """Offers are whole districts', so each need is either within reach of enough, or of none: no plan is needed."""
        store = MemoryStore()
        load("workbook", [hubei], store, by="测试", mapping=read_mapping(MAP))
        needs, districts = wanted(store), district_keys(store)
        by = summed(needs)
        offers = offered(by, districts)
        put_on_offer(store, offers, tmp_path)

        answer = match(Network(store.tables(), date(2020, 2, 8)), load_rules())
        states = answer.frames["rows"].select(pl.col("demand").struct.field("id"), "state", "quantity").rows()
        left = answer.frames["unmet"].select(pl.col("demand").struct.field("id"), "missing", "why").rows()
        assert {key: (many, state) for key, state, many in states} == {
            key: (many, "eligible") for key, (wants, many) in needs.items() if wants in offers
        }
        assert {key: (missing, why) for key, missing, why in left} == {
            key: (many, reason(wants, offers)) for key, (wants, many) in needs.items() if wants not in offers
        }
        missing = summed({key: (needs[key][0], many) for key, many, _ in left})
        assert missing == +Counter({wants: many - offers.get(wants, 0) for wants, many in by.items()})
        assert {why for *_, why in left} == {"area", "unit"}
        assert answer.totals["met_by"] == {
            "eligible": len(states),
            "pending": 0,
            "area_not_recorded": 0,
            "nobody": len(left),
        }
        assert (sum(offers.values()), sum(by.values())) == (661_330, 1_183_288)  # flags count as one

    def test_are_given_by_a_plan_exactly_what_three_fifths_of_their_demand_allow(
        self, hubei: Path, tmp_path: Path
    ) -> None:
        store = MemoryStore()
        load("workbook", [hubei], store, by="测试", mapping=read_mapping(MAP))
        needs, districts = wanted(store), district_keys(store)
        by = summed(needs)
        offers = {wants: many * 3 // 5 for wants, many in by.items() if wants.place in districts and many * 3 // 5}
        put_on_offer(store, offers, tmp_path)

        answer = match(Network(store.tables(), date(2020, 2, 8)), load_rules(), plan=True)
        given: Counter[Wants] = Counter()
        for key, many in answer.rows.select(pl.col("demand").struct.field("id"), "quantity").iter_rows():
            given[needs[key][0]] += many
        assert given == offers
        left = answer.frames["unmet"].select(pl.col("demand").struct.field("id"), "missing", "why").rows()
        missing = summed({key: (needs[key][0], many) for key, many, _ in left})
        assert missing == Counter({wants: many - offers.get(wants, 0) for wants, many in by.items()})
        within_reach = {why for key, _, why in left if needs[key][0] in offers}
        assert within_reach == {"taken", "too_small"}
        assert {why for key, _, why in left if needs[key][0] not in offers} <= {"area", "unit", "category"}
        assert (sum(given.values()), sum(missing.values())) == (709_555, 473_733)
