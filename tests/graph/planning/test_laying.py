"""A plan laid out: each line stands on what the lines before it make (SEMANTICS K41, K42, K43)."""

from __future__ import annotations

import datetime as dt

import pytest

from graph.errors import BadInput
from tests.graph.planning.laid_out import DAY, lay, lines

SEAT = "甲社区/二网格//网格员"
NEW_SEAT = {"work": "establish", "kind": "post", "at": "甲社区/二网格", "fields": {"role": "网格员"}}


class TestLines:
    def test_a_later_line_names_what_an_earlier_one_begins(self) -> None:
        found = lay(lines(NEW_SEAT, {"work": "appoint", "seat": SEAT, "name": "演示新"}))
        assert not found.refused
        assert [key.partition("-")[0] for key in found.made] == ["post", "person"]

    def test_a_place_is_called_as_an_earlier_line_renamed_it(self) -> None:
        rename = {"work": "rename", "thing": "甲社区/二网格", "name": "演示东网格"}
        found = lay(lines(rename, {**NEW_SEAT, "at": "甲社区/演示东网格"}, {**NEW_SEAT, "at": "甲社区/二网格"}))
        assert [one.line.number for one in found.refused] == [3]
        assert found.refused[0].wrong is not None
        assert found.refused[0].wrong.part == "at"

    def test_who_begins_with_a_line_is_who_a_later_one_means_by_that_name(self) -> None:
        first = {"work": "appoint", "seat": "甲社区/一网格//网格员", "name": "演示新"}
        found = lay(lines(NEW_SEAT, first, {"work": "appoint", "seat": SEAT, "name": "演示新"}))
        assert [one["source"] for one in found.changes.frames["holds"].to_dicts() if one["until"] is None] == [
            key for key in found.made if key.startswith("person-") for _ in range(2)
        ]
        assert [one.made.issues for one in found.steps if one.made is not None] == [(), (), ()]

    def test_a_refused_line_is_told_and_the_next_is_done_without_it(self) -> None:
        found = lay(lines({"work": "vacate", "seat": SEAT}, {"work": "vacate", "seat": "甲社区/一网格//网格员"}))
        assert [one.line.number for one in found.refused] == [1]
        assert found.changes.frames.keys() == {"holds", "post"}

    def test_a_line_without_a_day_is_of_the_day_above_and_none_goes_back(self) -> None:
        later, earlier = dt.date(2024, 12, 1), dt.date(2024, 11, 20)
        vacate = {"work": "vacate", "seat": "甲社区/一网格//网格员"}
        found = lay(lines({**NEW_SEAT, "day": later}, vacate, {**vacate, "day": earlier}))
        assert [one.day for one in found.steps[:2]] == [later, later]
        assert found.steps[2].wrong is not None
        assert (found.steps[2].wrong.part, found.steps[2].wrong.error.code) == ("day", "plan_day_back")

    def test_a_refusal_says_of_which_part_it_is(self) -> None:
        found = lay(
            lines(
                {"work": "vacate", "seat": "甲社区//没有"},
                {"work": "absent", "person": "演示甲", "reason": "病假"},
                {"work": "nothing", "seat": "甲社区"},
                {**NEW_SEAT, "axis": "territory"},
            )
        )
        assert [one.wrong.part for one in found.refused if one.wrong] == ["seat", "reason", "work", "axis"]


class TestDayAskedAbout:
    def test_is_the_last_of_the_lines_unless_another_is_said(self) -> None:
        plan = lines({**NEW_SEAT, "day": dt.date(2024, 12, 1)})
        assert lay(plan).before.date == dt.date(2024, 12, 1)
        assert lay(plan, on=dt.date(2025, 1, 1)).after.date == dt.date(2025, 1, 1)

    def test_is_not_before_a_line(self) -> None:
        with pytest.raises(BadInput) as refused:
            lay(lines({**NEW_SEAT, "day": dt.date(2024, 12, 1)}), on=DAY)
        assert refused.value.code == "plan_on_early"

    def test_a_plan_has_a_line(self) -> None:
        with pytest.raises(BadInput) as refused:
            lay([])
        assert refused.value.code == "plan_empty"


@pytest.mark.slow
class TestWhole:
    def test_what_goes_and_comes_back_is_no_change(self) -> None:
        there = {"work": "rename", "thing": "甲社区/二网格", "name": "演示东网格"}
        back = {"work": "rename", "thing": "甲社区/演示东网格", "name": "二网格"}
        found = lay(lines(there, back))
        assert found.changes.empty
        assert sum(found.foretold().totals["rows"].values()) == 0

    def test_a_gap_that_one_line_opens_and_a_later_one_closes_is_none(self) -> None:
        vacate = {"work": "vacate", "seat": "甲社区/一网格//网格员"}
        appoint = {"work": "appoint", "seat": "甲社区/一网格//网格员", "name": "演示新"}
        assert lay(lines(vacate)).foretold().totals["rows"]["opens"] > 0
        assert lay(lines(vacate, appoint)).foretold().totals["rows"]["opens"] == 0
