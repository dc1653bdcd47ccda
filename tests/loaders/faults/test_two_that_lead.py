"""Two that lead, on a sheet of superiors: refused at a time, taken one after the other, in a later file too."""

from __future__ import annotations

from datetime import date

from tests.loaders.books import PLACES, Cells, Desk, told

OFFICES: Cells = [
    ["名称", "组织形式", "负责范围"],
    *([name, "机关", "锦绣园"] for name in ("甲局", "乙局", "丙委员会")),
]
HEADS = ["起点", "终点", "链条", "关系", "起始日期", "截止日期"]


def sheets(*above: list[str | None]) -> dict[str, Cells]:
    rows = [["丙委员会", name, "治理", *rest] for name, *rest in above]
    return {"区域": [[*one] for one in PLACES], "组织": OFFICES, "上级": [HEADS, *rows]}


class TestTwoThatLead:
    def test_at_a_time_are_refused_on_the_sheet_too(self, desk: Desk) -> None:
        report = desk.load(sheets(["甲局", "领导", None, None], ["乙局", "领导", None, None]))
        assert told(report) == [("one_at_a_time_reports_to", "上级", "B3", None)]

    def test_one_after_the_other_or_one_that_guides_are_taken(self, desk: Desk) -> None:
        report = desk.good(
            sheets(
                ["甲局", "领导", "2020-01-01", "2021-12-31"],
                ["乙局", "领导", "2022-01-01", None],
                ["甲局", "指导", "2022-01-01", None],
            )
        )
        assert report.revision == 1


class TestALaterSheet:
    def test_lets_another_that_leads_take_the_place_of_the_one_that_is_known(self, desk: Desk) -> None:
        desk.good(sheets(["甲局", "领导", "2020-01-01", None]))
        report = desk.good({"上级": sheets(["乙局", "领导", "2022-01-01", None])["上级"]})
        assert (report.added, report.ended) == (1, 1)
        assert [(name.rpartition("/")[2], until) for name, until in desk.rows("reports_to", "target", "until")] == [
            ("乙局", None),
            ("甲局", date(2022, 1, 1)),
        ]

    def test_without_a_day_is_refused_since_nobody_knows_when(self, desk: Desk) -> None:
        desk.good(sheets(["甲局", "领导", None, None]))
        report = desk.load({"上级": sheets(["乙局", "领导", None, None])["上级"]})
        assert told(report) == [("replaced_when", "上级", "E2", None)]

    def test_of_one_that_guides_takes_nobodys_place_and_misses_nobody(self, desk: Desk) -> None:
        desk.good(sheets(["甲局", "领导", None, None]))
        report = desk.good({"上级": sheets(["乙局", "指导", None, None])["上级"]})
        assert (report.added, report.ended, report.missing) == (1, 0, 0)
