"""A later start of a tie that is known: the old term ends that day and a new one begins, unless told to correct."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import FEW
from tests.loaders.books import PARTY, PLACES, Cells, Desk, told

FIRST = "2018-01-01"
HEADS = ["职务名称", "负责范围", "现任", "现任·起始日期"]
Draw = Callable[[st.SearchStrategy[Any]], Any]


def head(*cells: Any, more: tuple[str, ...] = ()) -> dict[str, Cells]:
    """A sheet with the head of building 3 alone: who it is, and since when."""
    return {"职务": [[*HEADS, *more], ["楼栋长", "锦绣园/3号楼", *cells]]}


TERMS = [("演示甲", date(2018, 1, 1), date(2021, 1, 1)), ("演示甲", date(2021, 1, 1), None)]


class TestANewTerm:
    def test_of_the_same_holder_ends_the_one_before_and_is_told_by_name(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        report = desk.load(head("演示甲", "2021-01-01"))
        assert told(report) == [("new_term", "职务", "D2", "演** → 苏州路演示社区/锦绣园/3号楼//楼栋长")]
        assert report.issues[0].message() == (
            "新的一段，自 2021-01-01 起：演** → 苏州路演示社区/锦绣园/3号楼//楼栋长；原来的到前一天为止"
        )
        assert (report.added, report.changed, report.ended) == (1, 0, 1)
        assert desk.rows("holds", "source", "since", "until") == TERMS

    @pytest.mark.slow
    def test_loaded_again_is_known(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        desk.load(head("演示甲", "2021-01-01"))
        again = desk.good(head("演示甲", "2021-01-01"))
        assert (again.revision, desk.rows("holds", "source", "since", "until")) == (2, TERMS)

    @pytest.mark.slow
    def test_an_earlier_start_and_one_where_none_was_known_correct(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", None)})
        for day in ("2021-01-01", "2018-01-01"):
            assert desk.good(head("演示甲", day)).changed == 1
        assert desk.rows("holds", "since", "until") == [(date(2018, 1, 1), None)]

    @pytest.mark.slow
    def test_of_a_tie_whose_start_was_corrected_from_that_day_has_a_key_of_its_own(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2021-01-01")})
        desk.good(head("演示甲", "2018-01-01"))
        for _ in range(2):
            assert desk.load(head("演示甲", "2021-01-01")).revision == 3
        assert desk.rows("holds", "source", "since", "until") == TERMS

    @pytest.mark.slow
    def test_keeps_what_its_columns_do_not_say_but_no_days_of_the_one_before(self, desk: Desk) -> None:
        more = ("现任·任期届满", "现任·任职方式", "现任·缺位期间")
        row = ("演示甲", "2018-01-01", "2020-12-31", "选举", "2019-01-01至2019-03-31")
        desk.good({"区域": PLACES, **head(*row, more=more)})
        desk.load(head("演示甲", "2021-01-01"))
        assert desk.rows("holds", "since", "basis", "term_ends", "absences") == [
            (date(2018, 1, 1), "elected", date(2020, 12, 31), "2019-01-01..2019-04-01"),
            (date(2021, 1, 1), "elected", None, None),
        ]

    def test_of_a_list_that_is_complete_leaves_nothing_missing(self, desk: Desk) -> None:
        above = ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区"]
        rows: Cells = [
            ["名称", "组织形式", "负责范围", "负责范围·起始日期"],
            ["居委会", "居委会", "锦绣园", "2018-01-01"],
        ]
        desk.good({"区域": PLACES, "组织": rows})
        rows[1][3] = "2021-01-01"
        report = desk.load({"组织": [above, *rows]}, end_missing=True)
        assert ([one.code for one in report.issues], report.missing) == (["new_term"], 0)
        assert desk.rows("answers_for", "since", "until") == [
            (date(2018, 1, 1), date(2021, 1, 1)),
            (date(2021, 1, 1), None),
        ]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("kind", "sheet"),
        [
            ("reports_to", {"组织": [[*PARTY[0], "上级·起始日期"], [*PARTY[2], FIRST]]}),
            ("member_of", {"人员": [["姓名", "所属组织", "所属组织·起始日期"], ["演示甲", "锦绣园//支部", FIRST]]}),
            ("part_of", {"区域": [[*PLACES[0][:3], "上级区域·起始日期"], ["7号楼", "楼栋", "锦绣园", FIRST]]}),
            (
                "checked_in",
                {"组织": [[*PARTY[0][:2], "报到于", "报到于·起始日期"], ["甲社", "支部", "锦绣园//支部", FIRST]]},
            ),
        ],
    )
    def test_of_any_tie_is_one(self, desk: Desk, kind: str, sheet: dict[str, Cells]) -> None:
        desk.good({"区域": PLACES, "组织": PARTY})
        desk.good(sheet)
        ((name, rows),) = sheet.items()
        later = {name: [rows[0], [("2021-01-01" if one == FIRST else one) for one in rows[1]]]}
        reports = [desk.load(later) for _ in range(2)]
        assert [[one.code for one in report.issues] for report in reports] == [["new_term"], []]
        ends = [row for row in desk.rows(kind, "since", "until") if row[0]]
        assert ends == [(date(2018, 1, 1), date(2021, 1, 1)), (date(2021, 1, 1), None)]

    def test_on_the_sheet_of_a_tie_by_its_key_is_one_too(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        ((key, who, post),) = desk.store.tables()["holds"].select("key", "source", "target").iter_rows()
        for _ in range(2):
            desk.load({"任职": [["编号", "起点", "终点", "起始日期"], [key, who, post, "2021-01-01"]]})
        assert (desk.rows("holds", "source", "since", "until"), desk.store.revision().number) == (TERMS, 2)

    def test_beside_a_row_for_the_old_one_ends_nothing_by_itself(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        post, who = desk.names.resolve("锦绣园/3号楼//楼长"), desk.store.tables()["person"]["key"][0]
        ties: Cells = [["起点", "终点", "起始日期", "截止日期"], [who, post, "2018-01-01", "2019-12-31"]]
        desk.good({"任职": [*ties, [who, post, "2021-01-01", None]]})
        assert desk.rows("holds", "since", "until") == [
            (date(2018, 1, 1), date(2020, 1, 1)),
            (date(2021, 1, 1), None),
        ]


class TestCorrect:
    def test_rewrites_the_start_on_purpose(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **head("演示甲", "2018-01-01")})
        report = desk.good(head("演示甲", "2021-01-01"), correct=True)
        assert (report.added, report.changed, report.ended) == (0, 1, 0)
        assert desk.rows("holds", "since", "until") == [(date(2021, 1, 1), None)]


_DAYS = ["2018-01-01", "2019-06-01", "2021-01-01", "2023-01-01", None]


@st.composite
def dated(draw: Draw) -> list[str | None]:
    return [draw(st.sampled_from(_DAYS)) for _ in range(4)]


def sheets(days: list[str | None]) -> dict[str, Cells]:
    """A ledger with four ties that say since when: a holder, what a unit answers for, a superior, a member."""
    party = [[*PARTY[0], "负责范围·起始日期", "上级·起始日期"], *([*row, None, None] for row in PARTY[1:])]
    party[1][6], party[2][7] = days[1], days[2]
    members: Cells = [["姓名", "出生年", "所属组织", "所属组织·起始日期"], ["演示乙", 1960, "锦绣园//支部", days[3]]]
    return {"区域": [list(row) for row in PLACES], "组织": party, **head("演示甲", days[0]), "人员": members}


class TestTerms:
    @pytest.mark.slow
    @pytest.mark.thorough
    @settings(max_examples=FEW, suppress_health_check=[HealthCheck.too_slow])
    @given(dated(), dated())
    def test_later_starts_leave_the_past_as_it_was_and_load_again_as_known(
        self, first: list[str | None], later: list[str | None]
    ) -> None:
        second = [max(one, other or "") if one else None for one, other in zip(first, later, strict=True)]
        moved = [to or "" for one, to in zip(first, second, strict=True) if one != to]
        with tempfile.TemporaryDirectory() as folder:
            desk = Desk(Path(folder))
            desk.good(sheets(first))
            before = desk.store.tables()
            report = desk.load(sheets(second))
            assert not report.failed
            again = desk.good(sheets(second))
            assert again.revision == report.revision == (1 if first == second else 2)
            after = desk.store.tables()
            for day in [date.fromisoformat(one) for one in filter(None, _DAYS) if one < min(moved, default="9")]:
                for kind in ("holds", "answers_for", "reports_to", "member_of"):
                    assert _held(before, kind, day) == _held(after, kind, day)


def _held(tables: Any, kind: str, day: date) -> list[tuple[Any, ...]]:
    held = (pl.col("since").is_null() | (pl.col("since") <= day)) & (
        pl.col("until").is_null() | (pl.col("until") > day)
    )
    return sorted(tables[kind].filter(held).select("source", "target").iter_rows())
