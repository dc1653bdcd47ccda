"""What a form of everything is of, and what it says of a place of which only a part is counted (SEMANTICS F39, F40)."""

from __future__ import annotations

import pytest

from tests.graph.forms.conftest import Made


class TestEverything:
    def test_is_of_the_place_in_which_all_others_lie(self, made: Made) -> None:
        [sheet] = made("terms", within=None).sheets
        assert sheet.above[0].startswith("乙街道/甲社区 · ")
        [table] = sheet.tables
        assert [row[1] for row in table.rows] == ["甲社区"]

    def test_says_where_it_has_nothing(self, made: Made) -> None:
        [sheet] = made("terms", within="乙街道/甲社区/二网格").sheets
        assert sheet.above[-1] == "台账里没有"


def test_a_bulletin_of_a_part_says_that_it_is_one(made: Made) -> None:
    [sheet] = made("bulletin", within="乙街道/甲社区/一网格", month="2024-10").sheets
    assert sheet.above[0] == "乙街道/甲社区/一网格"
    assert sheet.foot == ""


@pytest.mark.slow
def test_names_read_together_are_those_read_one_by_one(made: Made) -> None:
    [drawn] = made("chain").drawn
    assert "演示丁一" in drawn.svg
    assert "演示甲一" in drawn.svg
