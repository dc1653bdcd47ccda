"""Lists that a file says are complete: what they may end, as of which day, and what they do not speak of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.loaders.books import PARTY, PLACES, Cells, Desk, told

HEADS = ["职务名称", "负责范围", "现任", "现任·起始日期"]


def until(day: str, place: str, *condition: str) -> list[Any]:
    """The row above a header that says until when the list is complete."""
    return ["台账完整截至", day, "所在区域", place, *condition]


@pytest.mark.slow
class TestWhatEnds:
    def test_who_left_before_keeps_the_day_when_the_post_ends(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "职务": [HEADS, ["楼栋长", "锦绣园/3号楼", "演示甲", "2018-01-01"]]})
        desk.good({"职务": [HEADS, ["楼栋长", "锦绣园/3号楼", "演示乙", "2021-01-01"]]})
        rows: Cells = [until("2024-11-01", "苏州路社区"), HEADS, ["楼栋长", "锦绣园/5号楼", None, None]]
        desk.load({"职务": rows}, end_missing=True)
        assert desk.rows("holds", "source", "until") == [
            ("演示乙", date(2024, 11, 1)),
            ("演示甲", date(2021, 1, 1)),
        ]

    def test_of_two_lists_the_later_day_is_that_of_a_change(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "职务": [HEADS, ["楼栋长", "锦绣园/3号楼", "演示甲", None]]})
        lists = [until("2024-11-01", "苏州路社区"), until("2024-10-01", "锦绣园")]
        desk.good({"职务": [*lists, HEADS, ["楼栋长", "锦绣园/3号楼", "演示乙", None]]})
        assert desk.rows("holds", "source", "until") == [("演示乙", None), ("演示甲", date(2024, 11, 1))]

    def test_a_seat_in_an_organisation_belongs_to_the_list_of_its_community(self, desk: Desk) -> None:
        header = ["职务名称", "所属", "现任"]
        secretary = ["书记", "苏州路社区//社区党委"]
        desk.good({"区域": PLACES, "组织": PARTY, "职务": [header, [*secretary, "演示甲"]]})
        desk.good({"职务": [until("2024-11-01", "苏州路社区"), header, [*secretary, "演示乙"]]})
        assert desk.rows("holds", "source", "until") == [("演示乙", None), ("演示甲", date(2024, 11, 1))]


class TestWhatIsNotSpokenOf:
    @pytest.mark.parametrize("within", ["锦绣园", "一网格"])
    def test_a_seat_over_two_places_belongs_to_no_list_of_one_of_them(self, desk: Desk, within: str) -> None:
        over, other = ["楼栋长", "锦绣园/3号楼、一网格"], ["楼栋长", "锦绣园/5号楼", "演示乙"]
        desk.good({"区域": PLACES, "职务": [HEADS[:3], [*over, "演示甲"], other]})
        report = desk.load({"职务": [until("2024-11-01", within), HEADS[:3], [*over, None], other]})
        assert (told(report), report.missing) == ([], 0)

    @pytest.mark.slow
    def test_a_list_of_a_new_place_does_not_silence_the_next(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "职务": [HEADS, ["楼栋长", "锦绣园/3号楼", None, None]]})
        lists = [until("2024-11-01", "怡和园"), until("2024-11-01", "锦绣园")]
        places = [PLACES[0], ["怡和园", "小区", "苏州路社区"]]
        report = desk.load({"区域": places, "职务": [*lists, HEADS, ["楼栋长", "锦绣园/5号楼", None, None]]})
        assert told(report) == [("missing", "职务", "B2", "苏州路演示社区/锦绣园/3号楼//楼栋长")]

    def test_what_the_file_repeats_is_counted_as_unchanged(self, desk: Desk) -> None:
        rows: Cells = [["名称", "层级", "户数"], ["甲", "社区", 40], ["乙", "社区", 50]]
        desk.good({"区域": rows})
        rows[1][2] = 41
        report = desk.good({"区域": rows})
        assert (report.changed, report.unchanged) == (1, 1)
