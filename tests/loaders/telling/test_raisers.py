"""Who raised a need of a file: no child is named, and no step tells who it was."""

from __future__ import annotations

import pytest

from tests.loaders.books import Cells, Desk
from tests.loaders.test_matching_sheets import PLACES


def people(year: int | None) -> Cells:
    return [["姓名", "出生年"], ["演示小明", year]]


NEEDS: Cells = [
    ["名称", "类别", "提出日期", "所在地", "提出人"],
    ["想要一套绘本", "图书", "2024-11-01", "甲社区", "演示小明"],
]


class TestChild:
    @pytest.mark.parametrize(("year", "refused"), [(2015, True), (2010, True), (2009, False), (None, False)])
    def test_is_not_named_as_who_raised_something(self, desk: Desk, year: int | None, *, refused: bool) -> None:
        report = desk.load({"区域": PLACES, "人员": people(year), "需求": NEEDS})
        found = [one for one in report.issues if one.code == "need_child"]
        assert [(one.severity, one.where.sheet, one.where.row) for one in found] == [("error", "需求", 2)] * refused
        assert report.failed is refused
        assert "2015" not in str(report.to_dict("zh"))


STEPS: Cells = [
    ["需求", "第几步", "环节", "时间", "经办", "之后的状态"],
    ["XQ-1", 1, "登记", "2024-11-01", "演示小明", "待受理"],
]


class TestStep:
    def test_is_not_taken_by_the_person_who_raised_it(self, desk: Desk) -> None:
        needs = [["需求号", *NEEDS[0]], ["XQ-1", *NEEDS[1]]]
        report = desk.load({"区域": PLACES, "人员": people(1960), "需求": needs, "环节": STEPS})
        found = [one for one in report.issues if one.code == "step_by_raiser"]
        assert [(one.where.sheet, one.where.row, one.where.column) for one in found] == [("环节", 2, "经办")]
        assert report.failed
