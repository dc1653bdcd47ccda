"""Where a post is asked for people write somebody's name: it is told masked, but to whoever holds the file."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, told

_BASE: dict[str, Any] = {"区域": PLACES, "组织": PARTY, "职务": POSTS}
_NAME = "演示王小明"


def _sheet(name: str, header: str, *, of: tuple[str, ...] = (), said: tuple[str, ...] = ()) -> tuple[str, Cells]:
    return name, [[*of, header], [*said, _NAME]]


class TestNames:
    @pytest.mark.parametrize(
        ("sheet", "rows"),
        [
            _sheet("缺位", "职务", of=("起始日期",), said=("2024-01-01",)),
            _sheet("需求", "提出人", of=("名称", "类别"), said=("缺书", "助餐")),
            _sheet("需求", "涉及", of=("名称", "类别"), said=("缺书", "助餐")),
            _sheet("资源", "提供方", of=("名称", "类别"), said=("演示书", "助餐")),
            _sheet("阵地", "运行方", of=("名称",), said=("演示家",)),
            _sheet("整改单", "责任方", of=("对象", "下达日期"), said=("锦绣园", "2024-01-01")),
            _sheet("供需", "联络人", of=("起点", "终点"), said=("锦绣园//支部", "锦绣园//支部")),
        ],
        ids=lambda one: one if isinstance(one, str) else str(one[0][-1]),
    )
    def test_are_masked_and_shown_to_whoever_holds_the_file(self, desk: Desk, sheet: str, rows: Cells) -> None:
        report = desk.load({**_BASE, sheet: rows})
        (issue,) = [one for one in report.issues if one.code == "not_found" and one.found == "演****"]
        assert (issue.own, _NAME in str(report.to_dict())) == (_NAME, False)

    def test_after_a_path_are_masked_where_a_post_is_asked_for(self, desk: Desk) -> None:
        report = desk.load({**_BASE, "缺位": [["职务", "起始日期"], [f"锦绣园//{_NAME}", "2024-01-01"]]})
        assert [one.found for one in report.issues if one.where.column == "职务"] == ["锦绣园//演****"]

    def test_of_what_is_there_and_does_not_belong_are_told(self, desk: Desk) -> None:
        report = desk.load({**_BASE, "缺位": [["职务", "起始日期"], ["锦绣园", "2024-01-01"]]})
        assert ("other_kind", "缺位", "A2", "区域") in told(report)
