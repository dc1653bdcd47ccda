"""Two that lead at a time, on a sheet of superiors: refused as in the column; one after the other they are taken."""

from __future__ import annotations

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
