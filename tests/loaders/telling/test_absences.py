"""Absences in a workbook: by the names of people, which stay out of the network."""

from __future__ import annotations

from datetime import date

import pytest

from graph.network import Network
from graph.questions import escalate
from graph.rules import load_rules
from tests.loaders.books import PLACES, Cells, Desk

POSTS: Cells = [
    ["职务名称", "负责范围", "现任"],
    ["网格员", "一网格", "演示张一"],
    ["楼栋长", "锦绣园/3号楼", "演示李二"],
]
ABSENCES: Cells = [
    ["人员", "代岗人", "职务", "起始日期", "截止日期"],
    ["演示张一", "演示李二", "一网格//网格员", "2024-05-01", "2024-05-07"],
]


def asked_first(desk: Desk, day: date) -> tuple[str, str]:
    """Return who of the grid is asked on a day, and how."""
    start = desk.names.resolve("苏州路社区/一网格")
    answer = escalate(Network(desk.store.tables(), day), load_rules(), start, chain="governance")
    row = next(answer.rows.iter_rows(named=True))
    people = dict(desk.store.tables()["person_personal"].select("key", "name").iter_rows())
    return people[row["holder"]["id"]], row["how"]


class TestAbsences:
    @pytest.mark.slow
    def test_are_known_by_name_and_their_last_day_is_in_them(self, desk: Desk) -> None:
        sheets = {"区域": PLACES, "职务": POSTS, "缺位": ABSENCES}
        desk.good(sheets)
        assert desk.rows("absence", "person", "stands_in", "since", "until") == [
            ("演示张一", "演示李二", date(2024, 5, 1), date(2024, 5, 8))
        ]
        assert desk.good(sheets).revision == 1
        assert asked_first(desk, date(2024, 5, 7)) == ("演示李二", "standing_in")
        assert asked_first(desk, date(2024, 5, 8)) == ("演示张一", "holder")

    def test_put_no_name_of_a_person_into_the_network(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "职务": POSTS, "缺位": ABSENCES})
        told = str(Network(desk.store.tables(), date(2024, 5, 1)).rows.frame("absence").to_dicts())
        assert "演示" not in told
