"""A later file about the same things: which known place, post or person a row means, and when it is another one."""

from __future__ import annotations

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.keys import public_key
from graph.stores import MemoryStore
from tests.loaders.books import PLACES, Cells, Desk, told


class TestPlaces:
    def test_of_one_name_two_codes_are_two_places(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "层级", "上级区域", "代码"],
            ["演示街道", "街道", None, "370285002"],
            ["甲社区", "社区", "演示街道", "370285002018"],
        ]
        desk.good({"区域": rows})
        desk.good({"区域": [rows[0], ["甲社区", "社区", "演示街道", "370285002019"]]})
        assert desk.rows("place", "code") == [("370285002",), ("370285002018",), ("370285002019",)]


class TestOrganisationsByName:
    HEADER = ("名称", "组织形式", "负责范围")

    def test_one_that_says_nothing_of_where_it_is_is_the_known_one_of_its_name(self, desk: Desk) -> None:
        others = [[f"演示{sign}局", "机关", "锦绣园"] for sign in "甲乙"]
        desk.good({"区域": PLACES, "组织": [[*self.HEADER], ["演示物业", "物业公司", "锦绣园"], *others]})
        tied = {"负责": [["起点", "终点"], ["演示物业", "锦绣园"]]}
        report = desk.load({"组织": [[*self.HEADER], ["演示物业", "物业公司", None], *others], **tied})
        assert told(report) == [("thing_by_name", "组织", "A2", "演示物业")]
        assert (report.added, report.changed, report.revision) == (0, 0, 1)

    def test_of_two_of_that_name_it_is_neither(self, desk: Desk) -> None:
        two = [["演示物业", "物业公司", "锦绣园/3号楼"], ["演示物业", "物业公司", "锦绣园/5号楼"]]
        desk.good({"区域": PLACES, "组织": [[*self.HEADER], *two]})
        report = desk.good({"组织": [[*self.HEADER], ["演示物业", "物业公司", None], *two]})
        assert (report.added, desk.store.tables()["organisation"].height) == (1, 3)

    def test_another_of_another_form_is_another(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": [[*self.HEADER], ["演示物业", "物业公司", "锦绣园"]]})
        report = desk.good({"组织": [[*self.HEADER], ["演示物业", "机关", None], ["演示甲局", "机关", "锦绣园"]]})
        assert report.added == 3  # two organisations, and where one is


class TestPosts:
    def test_another_seat_of_a_role_is_another_post(self, desk: Desk) -> None:
        header = ["职务名称", "岗位号", "所属", "负责范围"]
        desk.good({"区域": PLACES, "职务": [header, ["网格员", 1, "苏州路社区", "一网格"]]})
        desk.good({"职务": [header, ["网格员", 2, "苏州路社区", "一网格"]]})
        assert desk.rows("post", "seat") == [(1,), (2,)]

    def test_one_head_of_two_buildings_may_become_two_heads(self, desk: Desk) -> None:
        header = ["职务名称", "负责范围"]
        desk.good({"区域": PLACES, "职务": [header, ["楼栋长", "锦绣园/3号楼、锦绣园/5号楼"]]})
        report = desk.good({"职务": [header, ["楼栋长", "锦绣园/3号楼"], ["楼栋长", "锦绣园/5号楼"]]})
        assert (report.failed, desk.store.tables()["post"].height) == (False, 2)

    @pytest.mark.parametrize("vacant", ["空缺", "演示甲"])
    def test_a_column_of_vacancies_and_one_of_holders_must_agree(self, desk: Desk, vacant: str) -> None:
        said = "否" if vacant == "空缺" else "是"
        rows: Cells = [["职务名称", "负责范围", "现任", "空缺"], ["楼栋长", "锦绣园/3号楼", vacant, said]]
        assert told(desk.load({"区域": PLACES, "职务": rows})) == [("vacant_contradicts", "职务", "C2", None)]


class TestOrganisations:
    def test_one_that_lies_nowhere_here_is_found_by_its_natural_key(self, desk: Desk) -> None:
        rows: Cells = [["名称", "组织形式", "负责范围", "起始日期"], ["演示物业", "物业", "锦绣园", "2021-01-01"]]
        desk.good({"区域": PLACES, "组织": rows})
        key = desk.store.tables()["organisation"]["key"].item()
        desk.store = MemoryStore()  # which has it from an export of a day on which it answered for nothing
        desk.good({"区域": PLACES, "组织": [["名称", "组织形式", "编号"], ["演示物业", "物业", key]]})
        desk.good({"组织": rows})
        assert desk.store.tables()["organisation"]["key"].to_list() == [key]


class TestPeople:
    def test_one_on_two_rows_with_one_number_is_no_two(self, desk: Desk) -> None:
        key = public_key("person", "x")
        desk.good({"区域": PLACES, "人员": [["姓名", "编号"], ["演示甲", key]]})
        people: Cells = [["姓名", "出生年", "编号"], ["演示甲", 1960, key], ["演示甲", 1960, key]]
        seats: Cells = [["职务名称", "负责范围", "现任"], ["楼栋长", "锦绣园/3号楼", "演示甲"]]
        desk.good({"人员": people, "职务": seats})
        assert desk.rows("holds", "source") == [("演示甲",)]

    def test_two_of_one_name_in_one_home_are_two_though_one_was_known(self, desk: Desk) -> None:
        header = ["姓名", "出生年", "居住地"]
        desk.good({"区域": PLACES, "人员": [header[::2], ["演示甲", "锦绣园/3号楼"]]})
        rows = [["演示甲", 1960, "锦绣园/3号楼"], ["演示甲", 1990, "锦绣园/3号楼"]]
        desk.good({"人员": [header, *rows]})
        assert desk.rows("person_personal", "birth_year") == [(1960,), (1990,)]

    def test_who_has_the_same_name_and_year_but_another_home_is_another_person_and_told(self, desk: Desk) -> None:
        header = ["姓名", "出生年", "居住地"]
        desk.good({"区域": PLACES, "人员": [header, ["演示甲", 1960, "锦绣园/3号楼"]]})
        report = desk.load({"人员": [header, ["演示甲", 1960, "锦绣园/5号楼"]]})
        assert told(report) == [("person_of_same_name", "人员", "A2", "演**")]
        assert desk.store.tables()["person"].height == 2


class TestFigures:
    def test_is_known_by_what_it_says_though_its_key_was_made_otherwise(self, desk: Desk) -> None:
        header = ["对象", "统计口径", "数值", "单位", "截至"]
        desk.good({"区域": PLACES, "公开数": [header, ["锦绣园", "count kind=post", 3, "个", "2024-11-01"]]})
        figure = desk.store.tables()["figure"]
        older = figure.with_columns(key=pl.lit("figure-aaaaaaaaaaaaaaaa"))
        gone = figure.with_columns(op=pl.lit("remove"))
        desk.store.commit(ChangeSet({"figure": pl.concat([gone, older], how="diagonal")}))

        again = desk.good({"公开数": [header, ["锦绣园", "count kind=post", 4, "个", "2024-11-01"]]})
        assert (again.added, again.changed) == (0, 1)
        assert desk.store.tables()["figure"].select("key", "value").rows() == [("figure-aaaaaaaaaaaaaaaa", 4)]


class TestWords:
    def test_the_words_for_a_membership_may_stand_for_its_relation(self, desk: Desk) -> None:
        rows: Cells = [
            ["对象", "统计口径", "数值", "单位"],
            ["锦绣园", "distinct person through member_of of kind=organisation 组织关系=流动", 3, "人"],
        ]
        desk.good({"区域": PLACES, "公开数": rows})
        assert desk.rows("figure", "measure") == [
            ("distinct person through member_of of kind=organisation relation=floating",)
        ]
