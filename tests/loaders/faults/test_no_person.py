"""What stands where a name should and is none makes no person; what says that there is nobody makes a vacancy."""

from __future__ import annotations

from typing import Any

import pytest

from graph.keys import public_key
from tests.loaders.books import PARTY, PLACES, Desk, told


def seat(holder: Any) -> dict[str, Any]:
    """One seat, and what stands under 现任."""
    return {
        "区域": PLACES,
        "组织": PARTY,
        "职务": [["职务名称", "所属", "现任"], ["书记", "苏州路社区//社区党委", holder]],
    }


class TestNoName:
    @pytest.mark.parametrize("said", ["待定", "见附表", "—", "/", "3", 3.0, "未知"])
    def test_makes_no_person(self, desk: Desk, said: object) -> None:
        report = desk.load(seat(said))
        shown = "3" if said == 3.0 else said
        assert told(report) == [("no_name", "职务", "C2", shown)]
        assert report.issues[0].suggestion() == "确实没有人的，写“空缺”；不知道是谁，就留空"

    @pytest.mark.parametrize("said", ["演示甲/演示乙", "演示甲｜演示乙", "演示甲等3人", "演示甲等人"])
    def test_several_people_are_no_one(self, desk: Desk, said: str) -> None:
        report = desk.load(seat(said))
        assert [one[:3] for one in told(report)] == [("several_names", "职务", "C2")]
        assert (report.issues[0].found or "").strip("*") == "演"

    @pytest.mark.parametrize("said", ["演示甲 13900000000", "演示甲（0531-88888888）"])
    def test_a_telephone_in_a_name_is_told_and_read(self, desk: Desk, said: str) -> None:
        report = desk.load(seat(said))
        assert [one[:3] for one in told(report)] == [("name_and_telephone", "职务", "C2")]
        assert (report.issues[0].severity, desk.store.tables()["person"].height) == ("warning", 1)
        assert not any(sign.isdigit() for sign in report.issues[0].message())

    def test_on_the_sheet_of_people_too(self, desk: Desk) -> None:
        report = desk.load({"人员": [["姓名"], ["待定"], ["演示甲/演示乙"], ["演示丙、13900000000"], ["演示丁"]]})
        assert [one[:3] for one in told(report)] == [
            ("no_name", "人员", "A2"),
            ("several_names", "人员", "A3"),
            ("name_and_telephone", "人员", "A4"),
        ]

    def test_who_went_out_of_a_store_under_such_a_name_comes_in_again(self, desk: Desk) -> None:
        sheets = {"人员": [["姓名", "编号"], ["待定", public_key("person", "x")]]}
        desk.good(sheets)
        report = desk.good({**seat("待定"), **sheets})
        assert (desk.rows("holds", "source"), report.revision) == ([("待定",)], 2)

    def test_what_is_a_name_stays_one(self, desk: Desk) -> None:
        names = ["演示·甲", "演示乙（女）", "演示丙（1960）", "Yanshi Ding", "演示等", "演示和"]
        desk.good({"人员": [["姓名"], *([name] for name in names)]})
        assert sorted(desk.store.tables()["person_personal"]["name"].to_list()) == sorted(names)


class TestNobody:
    @pytest.mark.parametrize("said", ["（空缺）", "【空缺】", "[暂无]", "空", "待聘", "( 空缺 )"])
    def test_is_a_vacancy(self, desk: Desk, said: str) -> None:
        desk.good(seat(said))
        assert desk.store.tables()["person"].height == 0
        assert desk.rows("post", "vacant") == [(True,)]
