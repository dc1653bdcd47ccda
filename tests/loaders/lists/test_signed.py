"""认领表 signed and taken back: claims and declines, none beyond what is left (SEMANTICS M44)."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest

from graph.network import Network
from graph.steps.asked import Asked
from graph.steps.committing import carried_out
from graph.steps.stepping import taken
from loaders import load
from tests.loaders.books import Cells, book, told
from tests.loaders.lists.around import RULES, Hall, filled

BOOKS, PICTURES, SHELF = "课堂用书", "绘本", "流动书架"
Line = tuple[dict[str, Any], dict[str, Any]]


def yes(demand: str, offer: str, quantity: int | None = None, **more: Any) -> Line:
    """A signed line."""
    signed = {"认领": "√", "签字人": "演示甲", "签字日期": date(2024, 11, 4), "认领数量": quantity}
    return {"需求或项目": demand, "资源": offer}, {**signed, **more}


def no(demand: str, offer: str, reason: str | None = "人手已满") -> Line:
    """A line that was declined."""
    return {"需求或项目": demand, "资源": offer}, {"不认领": "√", "不认领的理由": reason}


def take(hall: Hall, *lines: Line) -> Any:
    """Sign a claim sheet and take it back."""
    return hall.take(filled(hall.write("claims"), "认领表", *lines))


@pytest.mark.slow
class TestSigned:
    def test_a_signature_is_a_claim_and_a_refusal_a_decline(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 10), no(SHELF, "新书"))
        assert (told(report), report.revision) == ([], 2)
        assert hall.states() == {
            ("馆藏", BOOKS): "asked",
            ("馆藏", SHELF): "claimed",
            ("新书", PICTURES): "claimed",
            ("新书", SHELF): "declined",
        }
        rows = hall.store.tables()["meets"].select("state", "quantity", "since", "on", "reason").rows()
        assert ("claimed", 10, date(2024, 11, 4), date(2024, 11, 4), None) in rows
        assert [row[4] for row in rows if row[0] == "declined"] == ["人手已满"]

    def test_a_tick_is_a_tick_and_a_quantity_may_have_the_unit_of_its_line(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 认领="V", 认领数量="10 本"))
        assert (told(report), report.revision) == ([], 2)
        assert hall.store.tables()["meets"].filter(state="claimed", quantity=10).height == 1

    def test_a_quantity_in_another_unit_than_that_of_its_line_is_refused(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 认领数量="10 箱"))
        assert [one.code for one in report.issues if one.severity == "error"] == ["bad_value"]

    def test_what_was_asked_is_claimed_by_the_same_tie(self, hall: Hall) -> None:
        take(hall, yes(BOOKS, "馆藏"))
        rows = hall.store.tables()["meets"].filter(state="claimed", quantity=100)
        assert rows.select("asked_on", "on").rows() == [(date(2024, 10, 30), date(2024, 11, 4))]
        assert hall.store.tables()["meets"].height == 2

    def test_a_claim_that_fills_a_need_withdraws_what_others_were_asked(self, hall: Hall) -> None:
        tables = hall.store.tables()
        need, offer = (
            dict(tables[kind].select("name", "key").iter_rows())[name]
            for kind, name in (("need", PICTURES), ("offer", "新书"))
        )
        carried_out(
            hall.store,
            lambda: Network(hall.store.tables(), date(2024, 11, 1)),
            lambda seen: taken(seen, RULES, Asked("ask", need, offer)),
        )
        report = take(hall, yes(PICTURES, "馆藏", 30))
        assert [issue.found for issue in report.issues if issue.code == "lists_withdrawn"] == ["演示书店"]
        (gone,) = hall.store.tables()["meets"].filter(source=offer).to_dicts()
        assert (gone["state"], gone["until"], gone["reason"]) == ("asked", date(2024, 11, 4), "已由他人认满，撤回")

    def test_who_signed_is_not_kept(self, hall: Hall) -> None:
        take(hall, yes(PICTURES, "新书", 10))
        assert "演示甲" not in str(hall.store.tables()["meets"].rows())

    def test_the_same_sheet_twice_writes_once(self, hall: Hall) -> None:
        path = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 10), no(BOOKS, "馆藏"))
        assert hall.take(path).revision == 2
        again = hall.take(path)
        assert (told(again), again.revision) == ([], 2)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            (yes(PICTURES, "新书", 签字人=None), "lists_unsigned"),
            (yes(PICTURES, "新书", 不认领="√"), "lists_both"),
            (yes(PICTURES, "新书", 认领=None), "lists_no_tick"),
            (yes(PICTURES, "新书", 签字日期=date(2024, 10, 31)), "lists_signed_when"),
            (yes(PICTURES, "新书", 签字日期=date(2199, 11, 4)), "lists_signed_when"),
        ],
        ids=["nobody signed", "both", "no tick", "before it was made", "in a year to come"],
    )
    def test_a_line_that_cannot_be_taken_is_told_and_the_others_are_written(
        self, hall: Hall, line: Line, code: str
    ) -> None:
        report = take(hall, line, no(SHELF, "新书"))
        assert ([issue[:3] for issue in told(report)], report.skipped) == ([(code, "认领表", "7")], 1)
        assert ("新书", PICTURES) not in hall.states()
        assert hall.states()["新书", SHELF] == "declined"

    def test_without_a_day_it_was_signed_on_the_day_of_the_sheet(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 5, 签字日期=None))
        assert told(report) == [("lists_date_assumed", "认领表", "7", None)]
        assert date(2024, 11, 1) in hall.store.tables()["meets"]["since"].to_list()


@pytest.mark.slow
class TestSince:
    def taken(self, hall: Hall, **sheets: Cells) -> list[Any]:
        path = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 5))
        assert not load("workbook", [book(hall.folder / "s.xlsx", sheets)], hall.store, by="另一人").failed
        return told(hall.take(path))

    def test_what_another_one_gives_by_now_is_not_claimed_by_who_gave_it(self, hall: Hall) -> None:
        over: Cells = [["起点", "终点", "截止日期"], ["演示书店", "演示书店//新书", "2024-11-02"]]
        assert [issue[0] for issue in self.taken(hall, 提供=over)] == ["lists_other_giver"]
        assert ("新书", PICTURES) not in hall.states()

    def test_nor_if_its_giver_is_no_more(self, hall: Hall) -> None:
        gone: Cells = [["名称", "截止日期"], ["演示书店", "2024-11-02"]]
        assert [issue[0] for issue in self.taken(hall, 组织=gone)] == ["lists_other_giver"]

    def test_what_speaks_against_it_is_told(self, hall: Hall) -> None:
        paused: Cells = [["名称", "提供方", "状态"], ["新书", "演示书店", "暂停"]]
        assert self.taken(hall, 资源=paused) == [("lists_doubt", "认领表", "7", "提醒：这项资源已暂停")]
        assert hall.states()["新书", PICTURES] == "claimed"


class TestTooMuch:
    def test_two_signatures_on_more_than_is_left_are_told_and_none_is_written(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 20), yes(PICTURES, "馆藏", 20), no(SHELF, "新书"))
        assert told(report) == [("lists_too_much", "认领表", "7", "40"), ("lists_too_much", "认领表", "8", "40")]
        assert {pair for pair in hall.states() if pair[1] == PICTURES} == set()
        assert hall.states()["新书", SHELF] == "declined"

    @pytest.mark.slow
    def test_two_that_fit_are_both_written(self, hall: Hall) -> None:
        assert told(take(hall, yes(PICTURES, "新书", 20), yes(PICTURES, "馆藏", 10))) == []

    @pytest.mark.slow
    def test_what_was_claimed_meanwhile_counts(self, hall: Hall) -> None:
        path = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 20))
        rows: Cells = [
            ["起点", "终点", "数量", "状态", "询问日期"],
            ["演示图书馆//馆藏", PICTURES, 25, "已认领", "2024-11-02"],
        ]
        load("workbook", [book(hall.folder / "m.xlsx", {"供需": rows})], hall.store, by="另一人")
        report = hall.take(path)
        assert told(report) == [("lists_too_much", "认领表", "7", "20")]
        assert report.issues[0].expected == "5"

    @pytest.mark.slow
    def test_an_offer_gives_no_more_than_its_lot_has(self, hall: Hall) -> None:
        report = take(hall, yes(PICTURES, "新书", 15), yes(SHELF, "新书", 10))
        assert told(report) == [("lists_lot", "认领表", "7", "25"), ("lists_lot", "认领表", "11", "25")]

    @pytest.mark.slow
    def test_what_was_released_since_is_not_claimed_again_by_an_old_sheet(self, hall: Hall) -> None:
        path = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 10))
        hall.take(path)
        key = hall.store.tables()["meets"].filter(quantity=10)["key"].item()
        source, target = hall.store.tables()["meets"].filter(key=key).select("source", "target").row(0)
        rows = [["起点", "终点", "状态", "编号"], [source, target, "已退回", key]]
        load("workbook", [book(hall.folder / "r.xlsx", {"供需": rows})], hall.store, by="另一人")
        assert [issue[0] for issue in told(hall.take(path))] == ["lists_claimed"]
        assert hall.states()["新书", PICTURES] == "released"

    @pytest.mark.slow
    def test_who_signs_after_the_day_on_the_sheet_claims_of_the_lot_to_come(self, hall: Hall) -> None:
        weekly = {"周期": "每周", "每期数量": 40}
        assert hall.take(filled(hall.write(), "资源清单", ({"名称": "馆藏"}, weekly))).revision == 2
        path = filled(
            hall.write("claims"), "认领表", yes(PICTURES, "馆藏", 30)
        )  # of the week of 1 November, signed after
        assert hall.take(filled(hall.write(), "资源清单", ({"名称": "馆藏"}, {"每期数量": 10}))).revision == 3
        report = hall.take(path)
        assert [issue[0] for issue in told(report)] == ["lists_lot"]
        assert report.issues[0].expected == "10"

    @pytest.mark.slow
    def test_who_has_claimed_a_part_may_claim_the_rest(self, hall: Hall) -> None:
        path = filled(hall.write("claims"), "认领表", yes(SHELF, "馆藏", 30))
        assert told(hall.take(path)) == []
        claimed = hall.store.tables()["meets"].filter(target=hall.value("project", SHELF, "key"))
        assert sorted(claimed["quantity"].to_list()) == [20, 30]
        assert (told(hall.take(path)), hall.store.revision().number) == ([], 2)

    @pytest.mark.slow
    def test_a_line_on_two_sheets_is_claimed_once(self, hall: Hall) -> None:
        path = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 5))
        copied = openpyxl.load_workbook(path)
        copied.copy_worksheet(copied["认领表"])
        copied.save(path)
        assert told(hall.take(path)) == []
        assert hall.store.tables()["meets"].filter(quantity=5).height == 1

    @pytest.mark.slow
    def test_who_signed_two_lists_otherwise_is_told(self, hall: Hall) -> None:
        one = filled(hall.write("claims"), "认领表", yes(PICTURES, "新书", 5))
        other = filled(hall.write("partner", partner="演示书店"), "对接表", yes(PICTURES, "新书", 6))
        report = load("lists", [one, other], hall.store, by="测试", rules=RULES)
        assert [issue[:2] for issue in told(report)] == [("lists_claimed", "对接表"), ("lists_whose", "")]
        assert (report.skipped, hall.store.tables()["meets"].filter(quantity=6).height) == (1, 0)

    @pytest.mark.slow
    def test_two_lists_loaded_together_are_counted_together(self, hall: Hall) -> None:
        one = filled(hall.write("partner", partner="演示书店"), "对接表", yes(PICTURES, "新书", 20))
        other = filled(hall.write("partner"), "对接表", yes(PICTURES, "馆藏", 20))
        report = load("lists", [one, other], hall.store, by="测试", rules=RULES)
        assert [issue[0] for issue in told(report)].count("lists_too_much") == 2
        assert report.revision == 1
