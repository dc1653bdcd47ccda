"""A need that names a child as who raised it: refused, by the row that says so."""

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
