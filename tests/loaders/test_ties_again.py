"""A later file about the same ties: which of those known it means, which it replaces, which it leaves as they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.loaders.books import PLACES, Cells, Desk, told

HEADS = ["职务名称", "负责范围", "现任", "现任·起始日期"]
UNTIL = ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区"]


def head(*cells: Any) -> dict[str, Cells]:
    """A sheet with the head of building 3 alone: who it is, and since when."""
    return {"职务": [HEADS, ["楼栋长", "锦绣园/3号楼", *cells]]}


def terms(desk: Desk, *terms: tuple[str, str | None, str | None]) -> dict[str, Cells]:
    """A sheet of terms of the head of building 3: whose, from which day, to which last day."""
    post = desk.names.resolve("锦绣园/3号楼//楼长")
    people = dict(desk.store.tables()["person_personal"].select("name", "key").iter_rows())
    rows: Cells = [[people[name], post, since, last] for name, since, last in terms]
    return {"任职": [["起点", "终点", "起始日期", "截止日期"], *rows]}


class TestFoundAgain:
    @pytest.mark.slow
    def test_who_held_it_before_and_is_named_from_a_later_day_holds_it_a_second_time(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        desk.good(head("演示乙", "2021-01-01"))
        desk.good(head("演示甲", "2023-01-01"))
        assert desk.rows("holds", "source", "since", "until") == [
            ("演示乙", date(2021, 1, 1), date(2023, 1, 1)),
            ("演示甲", date(2018, 1, 1), date(2021, 1, 1)),
            ("演示甲", date(2023, 1, 1), None),
        ]

    def test_an_earlier_term_beside_the_known_one_is_a_term_of_its_own(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2021-01-01")})
        report = desk.good(terms(desk, ("演示甲", "2015-01-01", "2017-12-31"), ("演示甲", "2021-01-01", None)))
        assert (report.added, report.changed) == (1, 0)
        assert desk.rows("holds", "since", "until") == [
            (date(2015, 1, 1), date(2018, 1, 1)),
            (date(2021, 1, 1), None),
        ]

    def test_a_last_day_written_for_the_earlier_of_two_terms_leaves_the_later_one_open(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2021-01-01")})
        desk.good(terms(desk, ("演示甲", "2015-01-01", "2017-12-31"), ("演示甲", "2021-01-01", None)))
        desk.good(terms(desk, ("演示甲", "2015-01-01", "2016-12-31")))
        assert desk.rows("holds", "since", "until") == [
            (date(2015, 1, 1), date(2017, 1, 1)),
            (date(2021, 1, 1), None),
        ]

    def test_what_two_sheets_say_of_one_tie_is_put_together(self, desk: Desk) -> None:
        offices: Cells = [["名称", "组织形式", "负责范围"], ["居委会", "居委会", "锦绣园"]]
        ties: Cells = [["起点", "终点", "代行"], ["锦绣园//居委会", "锦绣园", "业委会"]]
        desk.good({"区域": PLACES, "组织": offices, "负责": ties})
        assert desk.rows("answers_for", "acts_for") == [("owners_committee",)]


class TestReplacedOnce:
    @pytest.mark.slow
    def test_who_left_long_ago_keeps_the_day_when_another_is_replaced(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        desk.good(head("演示乙", "2021-01-01"))
        report = desk.good(head("演示丙", "2024-01-01"))
        assert report.ended == 1
        assert desk.rows("holds", "source", "until") == [
            ("演示丙", None),
            ("演示乙", date(2024, 1, 1)),
            ("演示甲", date(2021, 1, 1)),
        ]

    def test_a_flag_left_out_and_a_flag_that_says_no_are_the_same_seat(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        desk.good({"职务": [[*HEADS, "现任·代理"], ["楼栋长", "锦绣园/3号楼", "演示乙", "2021-01-01", "否"]]})
        assert desk.rows("holds", "source", "until") == [("演示乙", None), ("演示甲", date(2021, 1, 1))]

    def test_a_column_of_estates_says_nothing_of_grids(self, desk: Desk) -> None:
        header = ["名称", "层级", "上级区域（物业）", "上级区域（属地）"]
        desk.good({"区域": PLACES[:4]})
        desk.good({"区域": [header, ["7号楼", "楼栋", "锦绣园", "一网格"]]})
        report = desk.load({"区域": [[*UNTIL, "条件", "层级=楼栋"], header[:3], ["7号楼", "楼栋", "锦绣园"]]})
        assert (told(report), report.missing) == ([], 0)


class TestSharedOut:
    @pytest.mark.parametrize(
        ("last", "ends"),
        [
            ("2020-12-31；", [("演示乙", None), ("演示甲", date(2021, 1, 1))]),
            ("；2023-12-31", [("演示乙", date(2024, 1, 1)), ("演示甲", None)]),
            ("2023-12-31", [("演示乙", date(2024, 1, 1)), ("演示甲", date(2024, 1, 1))]),
            ("2023-12-31\n", [("演示乙", date(2024, 1, 1)), ("演示甲", date(2024, 1, 1))]),
        ],
    )
    def test_what_stands_before_or_after_a_mark_is_of_that_one_alone(
        self, desk: Desk, last: str, ends: list[tuple[str, date | None]]
    ) -> None:
        header = ["职务名称", "负责范围", "现任", "现任·代理", "现任·截止日期"]
        row = ["楼栋长", "锦绣园/3号楼", "演示甲；演示乙", "否；是", last]
        desk.good({"区域": PLACES, "职务": [header, row]})
        assert desk.rows("holds", "source", "until") == ends
