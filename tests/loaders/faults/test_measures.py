"""Measures on a sheet of figures: read in the words of sheets, and told where they add up what is no number."""

from __future__ import annotations

import pytest

from tests.loaders.books import PLACES, Cells, Desk, told

HEADS = ["对象", "统计口径", "数值", "单位", "截至", "出处"]


def figure(measure: str) -> dict[str, Cells]:
    """A sheet with one figure of a measure."""
    return {
        "区域": [list(row) for row in PLACES],
        "公开数": [HEADS, ["锦绣园", measure, 3, "个", "2024-11-01", "甲"]],
    }


class TestMeasures:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("sum 户数 of 种类=区域 层级=户室", "sum households of kind=place level=home"),
            ("distinct 人员 through 任职 of 种类=职务", "distinct person through holds of kind=post"),
            ("sum 小时 through 参加 of kind=activity", "sum hours through took_part of kind=activity"),
            ("share sum 面积 of kind=venue / count 种类=阵地", "share sum area of kind=venue / count kind=venue"),
            ("sum 面积 of kind=charger", "sum 面积 of kind=charger"),  # of a kind to come nobody knows the fields
        ],
    )
    def test_are_said_as_sheets_and_columns_are_called(self, desk: Desk, said: str, kept: str) -> None:
        desk.good(figure(said))
        assert desk.rows("figure", "measure") == [(kept,)]
        again = desk.good(figure(kept))
        assert again.revision == 1

    @pytest.mark.parametrize(
        ("said", "found"),
        [
            ("sum name of kind=place", "name"),
            ("sum 建成年份 of kind=venue", "建成年份"),
            ("sum since through part_of of kind=place", "since"),
            ("share count kind=venue / sum level of kind=place", "level"),
        ],
    )
    def test_what_is_no_number_is_told_at_its_cell_with_what_is(self, desk: Desk, said: str, found: str) -> None:
        report = desk.load(figure(said))
        assert told(report) == [("no_number_to_sum", "公开数", "B2", found)]
        assert (report.failed, report.revision) == (False, 1)

    def test_the_sentence_says_what_could_be_added_up(self, desk: Desk) -> None:
        (issue,) = desk.load(figure("sum level of kind=venue")).issues
        assert issue.message("zh") == "统计口径里的“level”不是记数的一栏，这个公开数核对不了"
        assert issue.suggestion() == "能相加的：功能室数、面积、排序号"
