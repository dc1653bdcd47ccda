"""A partner's own workbook: what concerns it and no more, before a claim and after (SEMANTICS M42, M43)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.changes import ChangeSet
from graph.errors import BadInput, NotFound
from graph.keys import public_key
from graph.steps.rows import frame_of
from loaders import load
from tests.loaders.books import Cells, book, told
from tests.loaders.lists.around import DOOR, NOT_BEFORE, Hall, Sheet, edited, everything_in, filled, rows_of

SIGNED = {"认领": "√", "签字人": "演示甲", "签字日期": date(2024, 11, 1)}


def taken(hall: Hall, path: Path) -> list[Any]:
    """Take a workbook back, and return what was told but whose it is."""
    return [issue for issue in told(hall.take(path)) if issue[0] != "lists_whose"]


class TestBeforeAClaim:
    @pytest.mark.parametrize("partner", ["演示图书馆", "演示书店", "演示医院"])
    def test_no_cell_comment_or_hidden_sheet_tells_door_building_raiser_or_class(
        self, hall: Hall, partner: str
    ) -> None:
        text = everything_in(hall.write("partner", partner=partner))
        assert [word for word in NOT_BEFORE if word in text] == []

    def test_a_claim_sheet_tells_no_more(self, hall: Hall) -> None:
        text = everything_in(hall.write("claims"))
        assert [word for word in NOT_BEFORE if word in text] == []

    @pytest.mark.slow
    def test_a_row_is_high_enough_to_sign_in_and_word_lists_are_not_printed(self, hall: Hall) -> None:
        book = openpyxl.load_workbook(hall.write("partner", partner="演示图书馆"))
        sheet = book["对接表"]
        first = int(str(sheet.freeze_panes)[1:])
        assert all(sheet.row_dimensions[row].height >= 27 for row in range(first, sheet.max_row + 1))
        assert book["#词表"].sheet_state == "hidden"

    def test_no_id_of_a_need_is_in_it_though_no_door_can_be_tried_against_one(self, hall: Hall) -> None:
        need = hall.store.tables()["need"].filter(name="绘本").row(0, named=True)
        door = hall.names.resolve("锦绣园/3号楼/201室")
        assert need["key"] != public_key("need", None, door, "绘本", need["raised_on"])  # of a ledger of today
        for what in ("claims", "partner"):
            assert "need-" not in everything_in(hall.write(what))

    def test_of_a_sensitive_need_only_the_category_is_told(self, hall: Hall) -> None:
        rows = rows_of(hall.write("partner", partner="演示医院"), "对接表")
        found = [(row["需求或项目"], row["所在地"]) for row in rows if row["类别"] == "助医"]
        assert found == [("助医", "甲社区")]

    @pytest.mark.slow
    def test_a_name_that_says_where_is_told_by_its_category(self, hall: Hall) -> None:
        names = ({"名称": "绘本"}, {"名称": "３号楼的绘本"}), ({"名称": "课堂用书"}, {"名称": "二年级用书"})
        hall.take(filled(hall.write(), "需求清单", *names))
        rows = rows_of(hall.write("partner"), "对接表")
        assert [row["需求或项目"] for row in rows if row["类别"] == "图书"] == ["二年级用书", "流动书架", "图书"]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("演示赵一家要书", DOOR),  # who lives there
            ("替演示小学要书", "甲社区"),  # who raised it
            ("要书，电13912345678", "甲社区"),
            ("5号楼2单元要书", "甲社区"),  # no place of the ledger
            ("要书送3-2-201", "甲社区"),
        ],
    )
    def test_a_name_that_says_who_or_which_door_is_told_by_its_category(
        self, hall: Hall, name: str, place: str
    ) -> None:
        needs: Cells = [
            ["名称", "类别", "数量", "单位", "提出日期", "所在地", "提出人"],
            [name, "图书", 9, "本", "2024-10-25", place, "演示小学"],
        ]
        people: Cells = [["姓名", "居住地"], ["演示赵一", DOOR]]
        load("workbook", [book(hall.folder / "o.xlsx", {"人员": people, "需求": needs})], hall.store, by="测试")
        for what in ("claims", "partner"):
            path = hall.write(what)
            assert name not in everything_in(path)
            assert 9 in [row["还差"] for row in rows_of(path, "认领表" if what == "claims" else "对接表")]
            assert taken(hall, path) == []

    @pytest.mark.slow
    def test_an_offer_whose_name_has_a_telephone_tells_others_none(self, hall: Hall) -> None:
        hall.take(filled(hall.write(), "资源清单", ({"名称": "新书"}, {"名称": "新书13912345678"})))
        assert "13912345678" not in everything_in(hall.write("claims"))

    @pytest.mark.slow
    def test_whoever_is_still_to_be_verified_is_on_no_list_for_givers(self, hall: Hall) -> None:
        ledger = [["名称", "所在地", "提出日期", "对象条件"], ["上门理发", DOOR, "2024-10-22", "60岁及以上"]]
        load("workbook", [book(hall.folder / "o.xlsx", {"需求": ledger})], hall.store, by="测试")
        for what in ("claims", "partner"):
            assert "上门理发" not in everything_in(hall.write(what, partner="演示医院"))
        assert "待核实" in everything_in(hall.write())

    def test_a_place_smaller_than_a_community_is_refused(self, hall: Hall) -> None:
        for what in ("claims", "partner"):
            with pytest.raises(BadInput, match="甲社区/锦绣园"):
                hall.write(what, within=hall.names.resolve("甲社区/锦绣园"))

    def test_what_is_no_unit_team_or_person_has_no_workbook(self, hall: Hall) -> None:
        with pytest.raises(NotFound, match="甲社区"):
            hall.write("partner", partner="甲社区")


class TestAfterAClaim:
    @pytest.mark.slow
    def test_the_building_is_told_and_the_need_by_its_words_and_never_the_door(self, hall: Hall) -> None:
        line = ({"需求或项目": "助医"}, SIGNED)
        assert taken(hall, filled(hall.write("partner", partner="演示医院"), "对接表", line)) == []
        path = hall.write("partner", partner="演示医院")
        row = next(row for row in rows_of(path, "对接表") if row["类别"] == "助医")
        assert (row["状态"], row["需求或项目"], row["所在地"]) == ("已认领", "夜里睡不着", "甲社区/锦绣园/3号楼")
        assert [word for word in ("201室", "演示小学", "困难家庭", "60岁及以上") if word in everything_in(path)] == []

    @pytest.mark.slow
    def test_whoever_else_could_do_it_learns_nothing_by_that(self, hall: Hall) -> None:
        line = ({"需求或项目": "绘本"}, {**SIGNED, "认领数量": 5})
        assert taken(hall, filled(hall.write("partner"), "对接表", line)) == []
        assert "3号楼" in everything_in(hall.write("partner"))
        assert "3号楼" not in everything_in(hall.write("partner", partner="演示书店"))

    @pytest.mark.slow
    def test_what_it_has_claimed_is_not_given_back_by_a_list(self, hall: Hall) -> None:
        line = ({"状态": "已认领"}, {"不认领": "√", "不认领的理由": "忙"})
        assert [one[0] for one in taken(hall, filled(hall.write("partner"), "对接表", line))] == ["lists_claimed"]


class TestDue:
    def test_that_was_extended_is_the_day_that_givers_are_told(self, hall: Hall) -> None:
        need = hall.store.tables()["need"].filter(number="XQ-1")["key"][0]
        step = {"key": "step-a", "need": need, "number": 1, "sort": "extend", "state": "open"}
        step |= {"at": "2024-10-20T02:00:00Z", "on": date(2025, 3, 1)}
        hall.store.commit(ChangeSet({"step": frame_of("step", [step])}, by="测试"))
        for what, sheet in (("claims", "认领表"), ("partner", "对接表")):
            (row,) = [row for row in rows_of(hall.write(what), sheet) if row["需求或项目"] == "课堂用书"][:1]
            assert row["期限"].date() == date(2025, 3, 1)


class TestItsOwnRows:
    def test_it_has_its_offers_what_it_was_asked_and_what_it_could_do(self, hall: Hall) -> None:
        path = hall.write("partner")
        assert [row["名称"] for row in rows_of(path, "本单位资源")] == ["馆藏"]
        assert [(row["状态"], row["需求或项目"]) for row in rows_of(path, "对接表")] == [
            ("已询问", "课堂用书"),
            ("已认领", "流动书架"),
            ("可以认领", "绘本"),
        ]

    def test_it_says_whose_it_is_when_it_comes_back(self, hall: Hall) -> None:
        assert told(hall.take(hall.write("partner"))) == [("lists_whose", "", "", "演示图书馆")]

    @pytest.mark.slow
    def test_its_answers_and_its_offers_are_written(self, hall: Hall) -> None:
        path = filled(hall.write("partner"), "对接表", ({"需求或项目": "课堂用书"}, {**SIGNED, "认领数量": 60}))
        path = filled(path, "本单位资源", ({"名称": "馆藏"}, {"每期数量": 200}))
        assert taken(hall, path) == []
        assert hall.states()["馆藏", "课堂用书"] == "claimed"
        assert hall.value("offer", "馆藏", "capacity") == "200"

    @pytest.mark.slow
    def test_a_row_of_another_partner_is_refused(self, hall: Hall) -> None:
        other = Sheet(openpyxl.load_workbook(hall.write("partner", partner="演示书店"))["对接表"])
        rows = [[cell.value for cell in other.cells[number]] for number in range(other.header + 1, other.header + 4)]

        def paste(one: Sheet) -> None:
            for row in rows:
                one.cells.append(row)

        path = edited(hall.write("partner"), "对接表", paste)
        assert [issue[:3] for issue in taken(hall, path)] == [
            ("lists_no_such_row", "对接表", str(number)) for number in (8, 9, 10)
        ]
        assert hall.store.revision().number == 1

    @pytest.mark.slow
    def test_a_row_of_another_partner_that_looks_the_same_is_refused_too(self, hall: Hall) -> None:
        assert hall.take(filled(hall.write(), "资源清单", ({"名称": "新书"}, {"名称": "馆藏"}))).revision == 2
        mine, other = hall.write("partner"), hall.write("partner", partner="演示书店")
        line = {"需求或项目": "绘本", "资源": "馆藏"}
        sheet = Sheet(openpyxl.load_workbook(other)["对接表"])
        theirs = [cell.value for cell in sheet.cells[sheet.row(**line)]]
        path = edited(mine, "对接表", lambda one: one.put(one.row(**line), **{"#对接表": theirs[0], **SIGNED}))
        assert rows_of(mine, "对接表")[2].keys() >= line.keys()
        assert [issue[0] for issue in taken(hall, path)] == ["lists_no_such_row"]

    def test_an_offer_of_another_partner_is_refused(self, hall: Hall) -> None:
        key = hall.value("offer", "新书", "key")
        path = edited(hall.write("partner"), "本单位资源", lambda one: one.put(5, **{"#本单位资源": key}))
        assert taken(hall, path)[0] == ("lists_no_such_row", "本单位资源", "5", key)

    @pytest.mark.slow
    def test_marks_of_another_partner_do_not_make_its_rows_that_partners(self, hall: Hall) -> None:
        path = hall.write("partner")
        book = openpyxl.load_workbook(path)
        row = next(row for row in book["#linli"].iter_rows() if row[0].value == "partner")
        row[1].value = hall.names.resolve("演示书店")
        book.save(path)
        assert {issue[0] for issue in taken(hall, path)} >= {"lists_no_such_row"}
        assert hall.store.revision().number == 1

    def test_an_offer_is_not_added_by_its_giver_but_told_to_the_community(self, hall: Hall) -> None:
        path = filled(hall.write("partner"), "本单位资源", ({}, {"名称": "讲座", "类别": "讲座培训"}))
        assert taken(hall, path) == [("lists_no_new", "本单位资源", "6", None)]

    @pytest.mark.slow
    def test_a_sheet_of_the_community_is_no_part_of_it(self, hall: Hall) -> None:
        path = hall.write("partner")
        book, lists = openpyxl.load_workbook(path), openpyxl.load_workbook(hall.write())
        sheet = book.create_sheet("资源清单")
        for cells in lists["资源清单"].iter_rows(values_only=True):
            sheet.append(cells)
        book.save(path)
        assert taken(hall, path) == [("lists_unknown_sheet", "资源清单", "", None)]
