"""Division codes: what is taken, what is told, and the real table of a province."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.keys import public_key
from graph.stores import MemoryStore
from loaders import Report, load
from loaders.sources.admin_divisions.codes import short_name
from tests.loaders.books import Cells, Desk, book, told

GOOD = """code,parent,level,name
37,,1,山东省
3702,37,2,青岛市
370285,3702,3,莱西市
370285002,370285,4,望城街道
370285002018,370285002,5,苏州路社区居委会
370285002201,370285002,5,洼里王村委会
"""
#: What a committee is called, and the place that it is the committee of.
COMMITTEES = {
    "甲居委会": "甲",
    "甲村委会": "甲村",
    "甲村村委会": "甲村",
    "甲社区村民委员会": "甲社区",
    "甲村民村民委员会": "甲村",
    "甲类似居委会": "甲",
    "甲居民村民居委会": "甲",
    "甲居委会居委会": "甲居委会",
    "居民居委会": "居民",
    "村民村委会": "村民村",
    "居委会": None,
    "甲居民": None,
}


def _load(
    folder: Path, text: str, store: MemoryStore | None = None, name: str = "区划.csv", **options: object
) -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load("admin_divisions", [path], store or MemoryStore(), by="测试", options=options)


@pytest.mark.parametrize(("committee", "place"), COMMITTEES.items())
def test_a_committee_is_called_after_its_place(committee: str, place: str | None) -> None:
    assert pl.select(short_name(pl.lit(committee))).item() == place


class TestTaken:
    def test_places_with_their_parents_and_no_organisation(self, tmp_path: Path) -> None:
        store = MemoryStore()
        report = _load(tmp_path, GOOD, store)
        assert (told(report), dict(report.accepted)) == ([], {"place": 6, "part_of": 5, "listing": 1})
        tables = store.tables()
        rows = tables["place"].sort("code").select("name", "short_name", "level", "code_source", "code_version").rows()
        assert rows[3:] == [
            ("望城街道", None, "street", "国家统计局", "2023-06"),
            ("苏州路社区居委会", "苏州路社区", "community", "国家统计局", "2023-06"),
            ("洼里王村委会", "洼里王村", "community", "国家统计局", "2023-06"),
        ]
        assert tables["organisation"].height == 0
        assert public_key("place", "370285002", "国家统计局", None, None) in set(tables["part_of"]["target"])

    def test_the_table_is_a_listing_of_its_levels(self, tmp_path: Path) -> None:
        store = MemoryStore()
        _load(tmp_path, GOOD, store)
        listing = store.tables()["listing"].row(0, named=True)
        assert listing["selector"] == "kind=place level=city,community,county,province,street"
        assert listing["within"] == public_key("place", "37", "国家统计局", None, None)
        assert (listing["as_of"], listing["document"]) == (date(2023, 6, 30), "国家统计局2023-06")

    def test_may_be_told_of_another_day_and_of_where_it_is_complete(self, tmp_path: Path) -> None:
        store = MemoryStore()
        _load(tmp_path, GOOD, store, as_of="2024-06", code_version="2024", complete="370285002")
        listing = store.tables()["listing"].row(0, named=True)
        assert (listing["selector"], listing["as_of"]) == ("kind=place level=community,street", date(2024, 6, 30))
        assert _load(tmp_path, GOOD, complete="none").accepted["listing"] == 0
        assert told(_load(tmp_path, GOOD, as_of="昨天")) == [("bad_value", "", "", "昨天")]

    @pytest.mark.slow
    def test_padded_codes_other_headers_a_title_and_a_workbook(self, tmp_path: Path) -> None:
        rows: Cells = [
            ["区划代码表"],
            ["统计用区划代码", "名称"],
            ["370285000000", "莱西市"],
            [370285002000, "望城街道"],
            [370285002018, "苏州路社区"],
        ]
        store = MemoryStore()
        report = load("admin_divisions", [book(tmp_path / "a.xlsx", {"表": rows})], store, by="测试")
        assert told(report) == []
        assert sorted(store.tables()["place"]["code"]) == ["370285", "370285002", "370285002018"]
        text = "\n".join(",".join(map(str, row)) for row in rows)
        assert _load(tmp_path, text, store).added == 0

    def test_the_same_table_again_makes_no_revision_and_keeps_names_given_since(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        _load(tmp_path, GOOD, desk.store)
        desk.good({"区域": [["名称", "层级", "简称", "代码"], ["苏州路社区居委会", "社区", "苏州路", "370285002018"]]})
        report = _load(tmp_path, GOOD, desk.store)
        assert (report.revision, report.changed, report.missing) == (2, 0, 0)

    def test_a_place_that_was_there_without_a_code_gets_it(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(
            {
                "区域": [
                    ["名称", "层级", "代码", "上级区域"],
                    ["望城街道", "街道", "370285002", None],
                    ["苏州路社区", "社区", None, "望城街道"],
                ]
            }
        )
        before = desk.names.resolve("苏州路社区")
        _load(tmp_path, GOOD, desk.store)
        assert desk.names.resolve("莱西市/望城街道/苏州路社区") == before

    def test_a_part_of_the_table_lies_below_what_is_known(self, tmp_path: Path) -> None:
        store = MemoryStore()
        _load(tmp_path, GOOD, store)
        _load(tmp_path, "code,parent,level,name\n370285002019,370285002,5,甲社区居委会\n", store, complete="none")
        new = public_key("place", "370285002019", "国家统计局", None, None)
        above = dict(store.tables()["part_of"].select("source", "target").iter_rows())
        assert above[new] == public_key("place", "370285002", "国家统计局", None, None)

    @pytest.mark.slow
    def test_of_two_known_places_of_one_name_neither_is_given_the_code(self, desk: Desk, tmp_path: Path) -> None:
        rows: Cells = [
            ["名称", "层级", "代码", "上级区域"],
            ["望城街道", "街道", "370285002", None],
            ["苏州路社区", "社区", None, "望城街道"],
            ["南社区", "社区", None, "望城街道"],
        ]
        desk.good({"区域": rows})
        south = desk.names.resolve("南社区")
        desk.good({"区域": [["编号", "名称", "层级"], [south, "苏州路社区", "社区"]]})
        _load(tmp_path, GOOD, desk.store)
        coded = desk.store.tables()["place"].filter(code="370285002018")["key"].to_list()
        assert coded == [public_key("place", "370285002018", "国家统计局", None, None)]

    @pytest.mark.slow
    def test_a_known_place_that_was_taken_out_of_a_street_and_put_back_is_one_place(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        rows: Cells = [
            ["名称", "层级", "代码", "上级区域", "上级区域·起始日期", "上级区域·截止日期"],
            ["望城街道", "街道", "370285002", None, None, None],
            ["苏州路社区", "社区", None, "望城街道", None, "2019-12-31"],
        ]
        assert [code for code, *_ in told(desk.load({"区域": rows}))] == ["put_nowhere"]
        before = desk.names.resolve("苏州路社区")
        desk.good({"区域": [rows[0], ["苏州路社区", "社区", None, "望城街道", "2021-01-01", None]]})
        _load(tmp_path, GOOD, desk.store)
        assert desk.store.tables()["place"].filter(code="370285002018")["key"].to_list() == [before]

    def test_a_division_that_is_gone_is_missing(self, tmp_path: Path) -> None:
        store = MemoryStore()
        _load(tmp_path, GOOD, store)
        report = _load(tmp_path, GOOD.rpartition("370285002201")[0], store)
        assert told(report) == [("missing", "", "2", "山东省/青岛市/莱西市/望城街道/洼里王村委会")]


class TestTold:
    @pytest.mark.parametrize(
        ("line", "issue"),
        [
            ("37028500,370285,4,甲街道", ("bad_value", "A8", "37028500")),
            ("3.70E+11,370285,4,甲街道", ("bad_value", "A8", "3.70E+11")),
            (",370285,4,甲街道", ("required", "A8", None)),
            ("370285003,370285,4, ", ("required", "D8", None)),
            ("370285003,370285,5,甲街道", ("level_differs", "C8", "5")),
            ("370285003,3702,4,甲街道", ("parent_differs", "B8", "3702")),
            ("370286001,370286,4,甲街道", ("parent_missing", "B8", "370286")),
            ("370285002018,370285002,5,甲社区", ("code_twice", "A8", "370285002018")),
        ],
    )
    def test_a_row_that_cannot_be_taken_is_named_with_its_cell(
        self, tmp_path: Path, line: str, issue: tuple[str, str, str | None]
    ) -> None:
        report = _load(tmp_path, GOOD + line + "\n")
        assert [(code, cell, found) for code, _, cell, found in told(report)] == [issue]
        assert (report.failed, report.revision) == (True, 0)

    def test_a_table_without_codes(self, tmp_path: Path) -> None:
        assert told(_load(tmp_path, "甲,乙\n1,2\n")) == [("no_header", "", "", None)]

    def test_an_empty_table(self, tmp_path: Path) -> None:
        report = _load(tmp_path, "code,parent,level,name\n")
        assert (told(report), dict(report.accepted)) == ([("header_alone", "", "", "区划")], {})
        assert told(_load(tmp_path, "")) == [("file_empty", "", "", None)]


class TestReal:
    def test_the_five_counties(self, data_dir: Path) -> None:
        store = MemoryStore()
        report = load("admin_divisions", [data_dir / "admin_divisions" / "seed_districts_tree.csv"], store, by="测试")
        assert (told(report), report.accepted["place"], report.accepted["part_of"]) == ([], 1165, 1163)
        assert store.tables()["listing"].height == 2

    @pytest.mark.slow
    def test_a_whole_province(self, data_dir: Path) -> None:
        store = MemoryStore()
        file = data_dir / "admin_divisions" / "shandong_tree.csv"
        report = load("admin_divisions", [file], store, by="测试")
        assert (told(report), report.accepted["place"], report.accepted["part_of"]) == ([], 64095, 64094)
        levels = dict(store.tables()["place"]["level"].value_counts().iter_rows())
        assert levels == {"province": 1, "city": 16, "county": 151, "street": 1853, "community": 62074}
        again = load("admin_divisions", [file], store, by="测试")
        assert (again.revision, again.unchanged, again.missing) == (1, 128190, 0)
