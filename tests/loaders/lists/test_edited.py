"""The three lists come back: what a clerk changed is written, all else is told and left (SEMANTICS M40, M41)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.steps.rows import frame_of
from loaders import detect, load
from tests.loaders.books import Cells, book, told
from tests.loaders.lists.around import Hall, Sheet, edited, filled, rows_of

PICTURE_BOOKS = {"名称": "绘本"}


def lamp(**more: Any) -> dict[str, Any]:
    """A new need."""
    return {"名称": "楼道灯不亮", "类别": "水电维修", "所在地": "甲社区/锦绣园", "数量": 2, **more}


class TestUnchanged:
    @pytest.mark.parametrize("what", ["lists", "claims", "partner"])
    def test_what_nobody_touched_makes_no_revision(self, hall: Hall, what: str) -> None:
        report = hall.take(hall.write(what))
        assert [issue for issue in told(report) if issue[0] != "lists_whose"] == []
        assert (report.revision, report.added, report.changed) == (1, 0, 0)

    @pytest.mark.slow
    def test_it_is_known_for_what_it_is(self, hall: Hall) -> None:
        assert [detect(hall.write(what)).name for what in ("lists", "claims", "partner")] == ["lists"] * 3


class TestOwnFields:
    def test_what_was_changed_is_written_and_all_else_stays(self, hall: Hall) -> None:
        path = filled(
            hall.write(), "需求清单", (PICTURE_BOOKS, {"数量": 40, "紧急程度": "紧急", "最早日期": "2024-12-01"})
        )
        report = hall.take(path)
        assert (told(report), report.changed, report.revision) == ([], 1, 2)
        row = hall.store.tables()["need"].filter(name="绘本").row(0, named=True)
        assert (row["quantity"], row["priority"], row["from"]) == (40, "urgent", date(2024, 12, 1))
        assert (row["unit"], row["category"], row["raised_on"]) == ("copies", "books", date(2024, 10, 20))

    @pytest.mark.slow
    def test_an_emptied_cell_empties_the_field_of_its_row_alone(self, hall: Hall) -> None:
        hall.take(filled(hall.write(), "需求清单", (PICTURE_BOOKS, {"期限": None})))
        assert hall.value("need", "绘本", "due") is None
        assert hall.value("need", "课堂用书", "due") == date(2024, 12, 20)

    @pytest.mark.slow
    def test_what_must_be_there_is_not_emptied(self, hall: Hall) -> None:
        report = hall.take(filled(hall.write(), "需求清单", (PICTURE_BOOKS, {"名称": None})))
        assert told(report) == [("lists_never_empty", "需求清单", "E6", None)]

    def test_a_value_that_cannot_be_is_told_with_its_cell_and_nothing_is_written(self, hall: Hall) -> None:
        rows = ({"名称": "课堂用书"}, {"数量": 90}), (PICTURE_BOOKS, {"数量": "几本"})
        report = hall.take(filled(hall.write(), "需求清单", *rows))
        assert (told(report), report.revision) == ([("bad_value", "需求清单", "H6", "几本")], 1)
        assert hall.value("need", "课堂用书", "quantity") == 100

    @pytest.mark.slow
    def test_an_offer_and_a_project_are_changed_on_their_own_lists(self, hall: Hall) -> None:
        path = filled(hall.write(), "资源清单", ({"名称": "新书"}, {"状态": "暂停", "每期数量": "不限"}))
        path = filled(path, "项目清单", ({"名称": "读书会"}, {"状态": "已完成"}))
        assert told(hall.take(path)) == []
        assert (hall.value("offer", "新书", "status"), hall.value("offer", "新书", "capacity")) == (
            "paused",
            "unbounded",
        )
        assert hall.value("project", "读书会", "status") == "done"


@pytest.mark.slow
class TestNumbers:
    def test_a_number_that_another_need_has_is_refused(self, hall: Hall) -> None:
        report = hall.take(filled(hall.write(), "需求清单", (PICTURE_BOOKS, {"需求号": "XQ-1"})))
        assert (told(report), report.revision) == ([("lists_number_taken", "需求清单", "D6", "XQ-1")], 1)
        assert "“课堂用书”" in report.issues[0].message()

    def test_a_number_given_twice_is_refused(self, hall: Hall) -> None:
        rows = (PICTURE_BOOKS, {"需求号": "XQ-7"}), ({"名称": "上门理发"}, {"需求号": "XQ-7"})
        report = hall.take(filled(hall.write(), "需求清单", *rows))
        assert [issue[0] for issue in told(report)] == ["lists_number_taken"] * 2

    def test_a_number_may_be_given_and_changed(self, hall: Hall) -> None:
        rows = (PICTURE_BOOKS, {"需求号": "XQ-1"}), ({"名称": "课堂用书"}, {"需求号": "XQ-2"})
        assert told(hall.take(filled(hall.write(), "需求清单", *rows))) == []


class TestTold:
    def test_what_is_worked_out_is_ignored_on_purpose_and_the_cell_is_named(self, hall: Hall) -> None:
        row = {"还差": 5, "最合适的三家": "演示书店", "所在地": "甲社区"}
        report = hall.take(filled(hall.write(), "需求清单", (PICTURE_BOOKS, row)))
        assert sorted(told(report)) == [
            ("lists_new_only", "需求清单", "G6", "甲社区"),
            ("lists_told", "需求清单", "I6", "5"),
            ("lists_told", "需求清单", "S6", "演示书店"),
        ]
        assert report.revision == 1

    def test_a_project_is_not_changed_on_the_list_of_demands(self, hall: Hall) -> None:
        report = hall.take(filled(hall.write(), "需求清单", ({"名称": "流动书架"}, {"数量": 60})))
        assert told(report) == [("lists_other_list", "需求清单", "H9", "60")]

    def test_a_deleted_row_ends_nothing_and_says_so(self, hall: Hall) -> None:
        path = edited(hall.write(), "需求清单", lambda one: one.cells.delete_rows(one.row(**PICTURE_BOOKS)))
        report = hall.take(path)
        assert (told(report), report.ended, report.revision) == ([("lists_left_out", "需求清单", "", "绘本")], 0, 1)

    def test_a_list_that_is_not_there_ends_nothing_either(self, hall: Hall) -> None:
        path = edited(hall.write(), "项目清单", lambda one: one.cells.parent.remove(one.cells))
        assert told(hall.take(path)) == [("lists_left_out", "项目清单", "", "流动书架、读书会")]


@pytest.mark.slow
class TestNew:
    def test_a_row_without_an_id_is_a_new_need(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", ({}, lamp()))
        report = hall.take(path)
        assert (told(report), report.revision) == ([], 2)
        assert hall.value("need", "楼道灯不亮", "quantity") == 2
        assert hall.take(path).revision == 2  # the same list again says what is known

    def test_a_new_offer_has_its_giver_and_area(self, hall: Hall) -> None:
        new = {"名称": "绘本角", "类别": "图书", "提供方": "演示书店", "服务范围": "甲社区", "每期数量": 9}
        assert told(hall.take(filled(hall.write(), "资源清单", ({}, new)))) == []
        tables = hall.store.tables()
        key = hall.value("offer", "绘本角", "key")
        assert tables["gives"].filter(target=key).height == tables["serves"].filter(source=key).height == 1

    def test_one_that_is_there_already_is_refused(self, hall: Hall) -> None:
        new = lamp(名称="课堂用书", 类别="图书", 所在地="甲社区/锦绣园/3号楼", 需求号="XQ-1")
        report = hall.take(filled(hall.write(), "需求清单", ({}, new)))
        assert [issue[:3] for issue in told(report)] == [("lists_known", "需求清单", "10")]

    def test_a_project_is_not_new_on_the_list_of_demands(self, hall: Hall) -> None:
        report = hall.take(filled(hall.write(), "需求清单", ({}, lamp(种类="项目"))))
        assert (told(report), report.revision) == ([("lists_new_project", "需求清单", "C10", "项目")], 1)

    def test_what_is_wrong_in_it_is_told_where_it_stands(self, hall: Hall) -> None:
        report = hall.take(filled(hall.write(), "需求清单", ({}, lamp(所在地="乙园"))))
        assert [issue[:3] for issue in told(report)] == [("not_found", "需求清单", "G10")]


class TestIds:
    def refused(self, hall: Hall, change: Any) -> list[Any]:
        report = hall.take(edited(hall.write(), "需求清单", change))
        assert report.revision == 1
        return told(report)

    def test_an_id_that_is_nowhere_is_refused(self, hall: Hall) -> None:
        found = self.refused(hall, lambda one: one.put(6, **{"#需求清单": "need-aaaaaaaaaaaaaaaa"}))
        assert found[0] == ("lists_no_such_row", "需求清单", "6", "need-aaaaaaaaaaaaaaaa")

    def test_a_row_that_is_there_twice_is_refused(self, hall: Hall) -> None:
        def copy(one: Sheet) -> None:
            one.cells.append([cell.value for cell in one.cells[6]])

        assert self.refused(hall, copy) == [("lists_twice", "需求清单", "10", None)]

    @pytest.mark.slow
    def test_ids_that_changed_places_are_refused(self, hall: Hall) -> None:
        def swap(one: Sheet) -> None:
            first, second = one.cells["A5"], one.cells["A6"]
            first.value, second.value = second.value, first.value

        assert [issue[:3] for issue in self.refused(hall, swap)] == [
            ("lists_row_moved", "需求清单", "5"),
            ("lists_row_moved", "需求清单", "6"),
        ]


class TestBothSides:
    def meanwhile(self, hall: Hall, **fields: Any) -> None:
        """Somebody else changes the need in the ledger."""
        key = hall.value("need", "绘本", "key")
        path = book(hall.folder / "ledger.xlsx", {"需求": [["编号", *fields], [key, *fields.values()]]})
        assert load("workbook", [path], hall.store, by="另一人").revision == 2

    @pytest.mark.slow
    def test_both_values_are_told_and_nothing_of_the_row_is_written(self, hall: Hall) -> None:
        rows = (PICTURE_BOOKS, {"数量": 40, "紧急程度": "紧急"}), ({"名称": "课堂用书"}, {"数量": 90})
        path = filled(hall.write(), "需求清单", *rows)
        self.meanwhile(hall, 数量=35)
        report = hall.take(path)
        assert told(report) == [("lists_conflict", "需求清单", "H6", "40")]
        assert report.issues[0].message() == (
            "“数量”两边都改了：清单里是“40”，库里现在是“35”，写出时是“30”；这一行没有写"
        )
        assert (hall.value("need", "绘本", "quantity"), hall.value("need", "绘本", "priority")) == (35, None)
        assert (hall.value("need", "课堂用书", "quantity"), report.skipped) == (90, 1)

    @pytest.mark.slow
    def test_other_fields_of_the_row_do_not_stand_against_each_other(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", (PICTURE_BOOKS, {"紧急程度": "紧急"}))
        self.meanwhile(hall, 数量=35)
        assert told(hall.take(path)) == []
        assert (hall.value("need", "绘本", "quantity"), hall.value("need", "绘本", "priority")) == (35, "urgent")

    @pytest.mark.slow
    def test_the_same_change_on_both_sides_is_none(self, hall: Hall) -> None:
        path = filled(hall.write(), "需求清单", (PICTURE_BOOKS, {"数量": 35}))
        self.meanwhile(hall, 数量=35)
        assert (told(hall.take(path)), hall.store.revision().number) == ([], 2)

    def test_a_list_of_old_does_not_bring_old_values_back(self, hall: Hall) -> None:
        path = hall.write()
        self.meanwhile(hall, 数量=35)
        assert (told(hall.take(path)), hall.value("need", "绘本", "quantity")) == ([], 35)


class TestWhatIsListed:
    def test_the_lists_have_what_a_clerk_looks_for(self, hall: Hall) -> None:
        path: Path = hall.write()
        demands = {row["名称"]: row for row in rows_of(path, "需求清单")}
        assert list(demands) == ["课堂用书", "绘本", "夜里睡不着", "上门理发", "流动书架"]
        shelf = demands["流动书架"]
        assert (shelf["种类"], shelf["还差"], shelf["状态"]) == ("项目", 30, "部分认领")
        assert demands["课堂用书"]["询问中"] == 100
        assert demands["夜里睡不着"]["最合适的三家"] == "演示医院的“门诊”（很合适，11月1日起）"
        books = next(row for row in rows_of(path, "资源清单") if row["名称"] == "馆藏")
        assert (books["本期还有"], books["下期还有"], books["询问中"]) == (280, 300, 100)
        assert rows_of(path, "项目清单")[0]["提供方"] == "演示图书馆"

    @pytest.mark.slow
    def test_who_gives_is_who_does_on_the_day_and_of_what_is_done_who_did_then(self, hall: Hall) -> None:
        tables = hall.store.tables()
        offer, shop = hall.names.resolve("演示图书馆//馆藏"), hall.names.resolve("演示书店")
        now = tables["gives"].filter(target=offer)
        ended = now.with_columns(until=date(2024, 10, 31), op=pl.lit("put"))
        new = {
            "key": "gives-new",
            "source": shop,
            "target": offer,
            "since": date(2024, 10, 31),
            "until": date(2025, 6, 1),
        }
        claimed = tables["meets"].filter(pl.col("state") == "claimed")
        project = tables["project"].filter(name="读书会")["key"][0]
        done = claimed.with_columns(
            key=pl.lit("meets-done"),
            target=pl.lit(project),
            state=pl.lit("done"),
            on=date(2024, 10, 30),
            op=pl.lit("put"),
        )
        hall.store.commit(ChangeSet({"gives": pl.concat([ended, frame_of("gives", [new])]), "meets": done}, by="测试"))
        path = hall.write()
        givers = {row["名称"]: row["提供方"] for row in rows_of(path, "项目清单")}
        assert givers == {"流动书架": "演示书店", "读书会": "演示图书馆"}
        offers = {row["名称"]: row["提供方"] for row in rows_of(path, "资源清单")}
        assert (offers["馆藏"], offers["新书"]) == ("演示书店", "演示书店")

    @pytest.mark.slow
    def test_a_need_that_a_project_gave_back_is_none_that_it_is_there_for(self, hall: Hall) -> None:
        rows: Cells = [
            ["起点", "终点", "数量", "状态", "询问日期"],
            ["XM-1", "绘本", 30, "已认领", "2024-10-25"],
            ["XM-1", "XQ-1", 20, "已退回", "2024-10-25"],
        ]
        load("workbook", [book(hall.folder / "m.xlsx", {"供需": rows})], hall.store, by="测试")
        found = {row["名称"]: row.get("满足的需求") for row in rows_of(hall.write(), "项目清单")}
        assert found["流动书架"] == "绘本"

    @pytest.mark.slow
    def test_what_is_wholly_done_is_on_it_no_more_and_what_is_claimed_still_is(self, hall: Hall) -> None:
        rows: Cells = [
            ["起点", "终点", "数量", "状态", "询问日期", "交付日期"],
            ["演示医院//门诊", "夜里睡不着", 1, "已完成", "2024-10-25", "2024-10-30"],
            ["演示医院//理发", "上门理发", 1, "已认领", "2024-10-25", "2024-11-20"],
        ]
        load("workbook", [book(hall.folder / "m.xlsx", {"供需": rows})], hall.store, by="测试")
        demands = {row["名称"]: row["状态"] for row in rows_of(hall.write(), "需求清单")}
        assert "夜里睡不着" not in demands
        assert (demands["上门理发"], demands["绘本"]) == ("已认领", "待认领")
