"""The sheets 阵地 资源 需求 协议 项目 供需: they load once, and again unchanged, by numbers or by names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders import load
from tests.loaders.books import Cells, Desk, told

PLACES: Cells = [
    ["名称", "层级", "上级区域", "架构模板"],
    ["甲社区", "社区", None, "suzhoulu"],
    ["锦绣园", "小区", "甲社区", None],
    ["3号楼", "楼栋", "锦绣园", None],
]
UNITS: Cells = [
    ["名称", "组织形式", "负责范围", "所在地"],
    ["甲社区党委", "党委", "甲社区", None],
    ["演示图书馆", "事业单位", None, "甲社区"],
    ["演示书店", "企业", None, "甲社区"],
]
VENUES: Cells = [
    ["名称", "阵地形式", "状态", "所在地", "运行方"],
    ["服务中心", "党群服务中心", "开放", "甲社区", "甲社区党委"],
]
OFFERS: Cells = [
    ["名称", "类别", "每期数量", "单位", "周期", "服务范围", "提供方"],
    ["图书", "图书", 300, "本", "每季度", "甲社区", "演示图书馆"],
    ["图书", "图书", 20, "本", None, "甲社区", "演示书店"],
    ["朗读者", "文艺", None, None, None, None, "演示图书馆"],
]
NEEDS: Cells = [
    ["需求号", "名称", "类别", "数量", "单位", "提出日期", "所在地", "提出人", "渠道", "须同时满足"],
    ["XQ-1", "假期课堂", "假期托管", 6, "人", "2024-10-18", "甲社区", "甲社区党委", "居民信箱", None],
    [None, "课堂用书", "图书", 300, "本", "2024-10-18", "甲社区", "甲社区党委", "居民信箱", "XQ-1"],
    [None, "楼道灯不亮", "设施", None, None, "2024-10-20", "锦绣园/3号楼", None, "城市应用", None],
    [None, "楼道灯不亮", "设施", None, None, "2024-10-29", "锦绣园/3号楼", None, "12345", None],
]
AGREEMENTS: Cells = [
    ["名称", "所在区域", "签订日期", "共建方式", "签约方（甲方）", "签约方（乙方）"],
    ["图书馆共建", "甲社区", "2024-03-01", "资源共享、活动共办", "甲社区党委", "演示图书馆"],
    ["书店共建", "甲社区", "2024-03-01", "资源共享", "甲社区党委", "演示书店"],
]
PROJECTS: Cells = [
    ["项目号", "名称", "类别", "状态", "所在地", "所属协议"],
    ["XM-1", "流动书架", "图书", "进行中", "甲社区", "图书馆共建"],
    [None, "读书会", "图书", "待认领", "甲社区", "图书馆共建"],
    [None, "读书会", "图书", "待认领", "锦绣园", "书店共建"],
]
MEETS: Cells = [
    ["起点", "终点", "数量", "状态", "询问日期", "交付日期"],
    ["演示图书馆//图书", "课堂用书", 300, "已认领", "2024-10-25", "2025-01-15"],
    ["演示书店//图书", "课堂用书", 20, "已婉拒", "2024-10-26", None],
    ["演示图书馆", "XM-1", None, "已认领", "2024-03-02", None],
]
BOOK = {
    "区域": PLACES,
    "组织": UNITS,
    "阵地": VENUES,
    "资源": OFFERS,
    "需求": NEEDS,
    "协议": AGREEMENTS,
    "项目": PROJECTS,
    "供需": MEETS,
}
COUNTS = {"venue": 1, "offer": 3, "need": 4, "agreement": 2, "project": 3, "meets": 3, "party_to": 4, "raises": 2}


def counts(desk: Desk) -> dict[str, int]:
    return {kind: desk.store.tables()[kind].height for kind in COUNTS}


def names_only(sheet: Cells, header: str) -> Cells:
    """A sheet without the column of its numbers, as who keeps none writes it."""
    place = sheet[0].index(header)
    return [[cell for at, cell in enumerate(row) if at != place] for row in sheet]


class TestLoadedTwice:
    @pytest.mark.slow
    def test_a_workbook_makes_one_revision(self, desk: Desk) -> None:
        first, again = desk.good(BOOK), desk.good(BOOK)
        assert counts(desk) == COUNTS
        assert (first.revision, again.revision, again.added, again.changed, again.ended) == (1, 1, 0, 0, 0)

    @pytest.mark.slow
    def test_a_folder_of_tables_makes_none_after_it(self, desk: Desk, tmp_path: Path) -> None:
        desk.good(BOOK)
        folder = tmp_path / "表"
        folder.mkdir()
        for name, rows in BOOK.items():
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8-sig") as file:
                csv.writer(file).writerows(rows)
        again = load("workbook", [folder], desk.store, by="测试")
        assert told(again) == []
        assert (again.revision, again.added, again.changed, again.ended) == (1, 0, 0, 0)

    @pytest.mark.slow
    def test_names_do_where_nobody_numbers(self, desk: Desk) -> None:
        needs = [[cell if cell != "XQ-1" else "假期课堂" for cell in row] for row in names_only(NEEDS, "需求号")]
        meets = [["流动书架" if cell == "XM-1" else cell for cell in row] for row in MEETS]
        book = {**BOOK, "需求": needs, "项目": names_only(PROJECTS, "项目号"), "供需": meets}
        first, again = desk.good(book), desk.good(book)
        assert counts(desk) == COUNTS
        assert (first.revision, again.revision) == (1, 1)

    @pytest.mark.parametrize(
        "sheet", ["资源", *(pytest.param(sheet, marks=pytest.mark.slow) for sheet in ("需求", "协议", "项目"))]
    )
    def test_the_rows_of_a_sheet_may_be_in_another_order(self, desk: Desk, sheet: str) -> None:
        desk.good(BOOK)
        again = desk.good({**BOOK, sheet: [BOOK[sheet][0], *reversed(BOOK[sheet][1:])]})
        assert (again.revision, again.added, again.changed) == (1, 0, 0)


class TestToldApart:
    @pytest.mark.slow
    def test_two_givers_may_each_have_an_offer_of_one_name(self, desk: Desk) -> None:
        desk.good(BOOK)
        given = desk.rows("gives", "source", "target")
        assert len({target for _, target in given}) == 3

    @pytest.mark.slow
    def test_a_need_raised_again_on_another_day_is_another(self, desk: Desk) -> None:
        desk.good(BOOK)
        days = [day for name, day in desk.rows("need", "name", "raised_on") if name == "楼道灯不亮"]
        assert [str(day) for day in days] == ["2024-10-20", "2024-10-29"]

    @pytest.mark.slow
    def test_a_number_alone_finds_what_is_called_otherwise_now(self, desk: Desk) -> None:
        desk.good(BOOK)
        needs = [["寒假课堂" if cell == "假期课堂" else cell for cell in row] for row in NEEDS]
        again = desk.good({**BOOK, "需求": needs})
        assert (again.revision, again.added, again.changed, again.ended) == (2, 0, 1, 0)

    @pytest.mark.slow
    def test_agreements_without_numbers_are_told_apart_by_who_signed(self, desk: Desk) -> None:
        desk.good(BOOK)
        named = [[cell for at, cell in enumerate(row) if at != 0] for row in AGREEMENTS]
        again = desk.good({"区域": PLACES, "组织": UNITS, "协议": named})
        assert (again.added, again.changed, again.ended) == (0, 0, 0)
        assert counts(desk)["agreement"] == 2


class TestNumbers:
    def test_are_as_good_as_a_name_wherever_something_is_named(self, desk: Desk) -> None:
        desk.good(BOOK)
        names = desk.names
        assert names.resolve("xq-1") == names.resolve("甲社区//假期课堂") == names.resolve("甲社区//XQ-1")
        assert [found.name for found in names.find("XM-1")] == ["流动书架"]

    @pytest.mark.slow
    def test_that_are_nearly_right_are_answered_with_the_right_ones(self, desk: Desk) -> None:
        desk.good(BOOK)
        (issue,) = desk.load({**BOOK, "供需": [MEETS[0], ["演示图书馆", "XM-2", None, "已认领", None, None]]}).issues
        assert (issue.code, issue.found) == ("not_found", "XM-2")
        assert "XM-1" in (issue.suggestion("zh") or "")


class TestOverClaimed:
    def test_what_is_claimed_beyond_what_is_wanted_or_offered_is_told_and_loaded(self, desk: Desk) -> None:
        more = ["演示书店//图书", "课堂用书", 25, "已认领", "2024-10-26", None]
        report = desk.load({**BOOK, "供需": [*MEETS[:2], MEETS[3], more]})
        assert told(report) == [
            ("demand_over_claimed", "供需", "4", "325"),
            ("offer_over_claimed", "供需", "4", "25"),
        ]
        assert (report.revision, report.failed) == (1, False)
        assert [one.message() for one in report.issues] == [
            "“课堂用书”只要 300，已认领、已办成的合计 325",
            "“图书”一共 20，已认领、已办成的合计 25",
        ]

    def test_money_is_added_up_whether_in_yuan_or_in_ten_thousand_of_them(self, desk: Desk) -> None:
        offers: Cells = [["名称", "每期数量", "单位", "提供方"], ["善款", 2, "万元", "演示书店"]]
        needs: Cells = [
            ["需求号", "名称", "数量", "单位", "所在地"],
            ["K-1", "添椅子", 16000, "元", "甲社区"],
            ["K-2", "修缮", 1, "万元", "甲社区"],
        ]
        claims: Cells = [
            ["起点", "终点", "数量", "状态"],
            ["演示书店//善款", "K-1", 11000, "已认领"],
            ["演示书店//善款", "K-2", 1, "已认领"],
        ]
        units = {name: BOOK[name] for name in BOOK if name in ("区域", "组织")}
        report = desk.load({**units, "资源": offers, "需求": needs, "供需": claims})
        assert [one.message() for one in report.issues] == ["“善款”一共 2，已认领、已办成的合计 2.1"]

    def test_of_what_is_offered_again_and_again_each_period_counts_by_itself(self, desk: Desk) -> None:
        needs = [[cell if cell != 300 else 900 for cell in row] for row in NEEDS]
        claims = [
            ["演示图书馆//图书", "课堂用书", many, "已认领", "2024-10-25", on]
            for many, on in ((300, "2025-01-15"), (300, "2025-04-01"), (10, "2025-06-30"))
        ]
        report = desk.load({**BOOK, "需求": needs, "供需": [MEETS[0], *claims]})
        assert [(code, found) for code, _, _, found in told(report)] == [("lot_over_claimed", "310")]
        assert report.issues[0].message("en").startswith("Of “图书” there is 300 in the period from 2025-04-01")
