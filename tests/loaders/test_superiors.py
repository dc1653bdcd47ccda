"""Who stands above: one leads a chain, as many as there are guide or supervise; in one cell, or on several rows."""

from __future__ import annotations

import polars as pl
import pytest

from graph.stores import MemoryStore
from loaders import load
from tests.faults import fault
from tests.loaders.books import PLACES, Cells, Desk, told

HEADS = ["名称", "组织形式", "负责范围", "上级", "上级·链条", "上级·关系"]
ABOVE: Cells = [[name, "机关", "锦绣园", None, None, None] for name in ("甲局", "乙局", "丁局")]


def offices(*rows: list[str | None]) -> dict[str, Cells]:
    """Three offices, and one below them said on rows of its own."""
    return {"组织": [HEADS, *ABOVE, *(["丙委员会", "机关", "锦绣园", *row] for row in rows)]}


class TestSuperiors:
    @pytest.mark.slow
    def test_two_that_lead_are_refused_with_what_to_write(self) -> None:
        report = load("workbook", [fault("several-superiors")], MemoryStore(), by="测试")
        assert [(one.code, one.where.row, one.where.column) for one in report.issues] == [
            ("one_at_a_time_reports_to", 4, "上级")
        ]
        assert "领导；指导" in (report.issues[0].suggestion() or "")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "rows",
        [
            [["甲局、乙局、丁局", "治理", "领导；指导；指导"]],
            [["甲局", "治理", "领导"], ["乙局、丁局", "治理", "指导"]],
        ],
    )
    def test_one_leads_and_several_guide(self, desk: Desk, rows: list[list[str | None]]) -> None:
        reports = [desk.load({"区域": PLACES, **offices(*rows)}) for _ in range(2)]
        assert [one.revision for one in reports] == [1, 1]
        assert {one.code for one in reports[0].issues} == ({"row_again"} if len(rows) > 1 else set())
        assert desk.rows("reports_to", "relation") == [("guides",), ("guides",), ("leads",)]

    @pytest.mark.slow
    def test_another_that_leads_takes_the_place_of_the_one_before_and_another_that_guides_nobodys(
        self, desk: Desk
    ) -> None:
        desk.good({"区域": PLACES, **offices(["甲局、乙局", "治理", "领导；指导"])})
        after = offices(["丁局、甲局", "治理", "领导；指导"])
        after["组织"][0] = [*HEADS, "上级·起始日期"]
        after["组织"][-1] = [*after["组织"][-1], "2024-06-01"]
        desk.good(after)
        still = desk.store.tables()["reports_to"].filter(pl.col("until").is_null())
        assert sorted(still["relation"].to_list()) == ["guides", "guides", "leads"]

    def test_another_that_leads_ends_nobody_who_guides(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **offices(["甲局、乙局", "治理", "领导；指导"])})
        after = {
            "组织": [[*HEADS, "上级·起始日期"], ["丙委员会", "机关", "锦绣园", "丁局", "治理", "领导", "2024-06-01"]]
        }
        desk.good(after)
        still = desk.store.tables()["reports_to"].filter(pl.col("until").is_null())
        assert sorted(still["relation"].to_list()) == ["guides", "leads"]

    def test_an_organisation_on_two_rows_that_contradict_each_other_is_refused(self, desk: Desk) -> None:
        heads = [*HEADS, "电话"]
        rows = [
            ["丙委员会", "机关", "锦绣园", one, "治理", "指导", phone]
            for one, phone in (("甲局", "0531-12345678"), ("乙局", "0531-87654321"))
        ]
        report = desk.load({"区域": PLACES, "组织": [heads, *ABOVE, *rows]})
        assert [one[:3] for one in told(report)] == [("row_twice", "组织", "6")]


class TestMarksInNames:
    @pytest.mark.slow
    def test_a_name_with_a_comma_is_a_superior_as_it_is(self) -> None:
        store = MemoryStore()
        reports = [load("workbook", [fault("comma-in-name")], store, by="测试") for _ in range(2)]
        assert [{one.code for one in report.issues} for report in reports] == [{"chain_taken"}, set()]
        assert [one.revision for one in reports] == [1, 1]
        assert store.tables()["reports_to"].height == 3


class TestWithoutAChain:
    def test_it_is_that_on_which_the_two_are_and_told(self, desk: Desk) -> None:
        heads = HEADS[:4]
        party: Cells = [["社区党委", "社区党委", "苏州路社区", None], ["锦绣园党支部", "支部", "锦绣园", "社区党委"]]
        report = desk.load(
            {
                "区域": PLACES,
                "组织": [heads, *party, ["甲局", "机关", "锦绣园", None], ["乙局", "机关", "锦绣园", "甲局"]],
            }
        )
        assert told(report) == [("chain_taken", "组织", "D3", "党组织"), ("chain_taken", "组织", "D5", "治理")]
        assert desk.rows("reports_to", "chain") == [("governance",), ("party",)]


class TestCircles:
    """A leads B, B leads A: loaded, and told with the rows to look at (SEMANTICS W17)."""

    def test_two_that_lead_each_other_are_told_and_loaded(self, desk: Desk) -> None:
        led: Cells = [
            ["甲局", "机关", "锦绣园", "乙局", "治理", "领导"],
            ["乙局", "机关", "锦绣园", "甲局", "治理", "领导"],
        ]
        report = desk.load({"区域": PLACES, "组织": [HEADS, *led]})
        assert (told(report), report.revision) == ([("led_in_circle", "组织", "2", "苏州路演示社区/锦绣园//甲局")], 1)
        (issue,) = report.issues
        assert issue.message("zh") == (
            "“苏州路演示社区/锦绣园//甲局”在“治理”这条链上由下级领导，绕成一圈："
            "苏州路演示社区/锦绣园//甲局 → 苏州路演示社区/锦绣园//乙局 → 苏州路演示社区/锦绣园//甲局"
        )
        assert "上级·关系" in (issue.suggestion("en") or "")

    def test_one_that_a_later_file_closes_is_told_by_its_row(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, **offices(["甲局", "治理", "领导"])})
        closing = ["甲局", "机关", "锦绣园", "丙委员会", "治理", "领导"]
        report = desk.load({"组织": [HEADS, closing]})
        assert [(one.code, one.where.row) for one in report.issues] == [("led_in_circle", 2)]

    @pytest.mark.parametrize(
        ("chain", "relation", "until"),
        [("治理", "指导", None), ("物业", "领导", None), ("治理", "领导", "2024-06-01")],
        ids=["who guides does not lead", "on another chain", "one was over before the other began"],
    )
    def test_what_only_looks_like_one_is_not_told(
        self, desk: Desk, chain: str, relation: str, until: str | None
    ) -> None:
        heads = [*HEADS, "上级·起始日期", "上级·截止日期"]
        led: Cells = [
            ["甲局", "机关", "锦绣园", "乙局", chain, relation, "2020-01-01", until],
            ["乙局", "机关", "锦绣园", "甲局", "治理", "领导", "2024-07-01", None],
        ]
        report = desk.load({"区域": PLACES, "组织": [heads, *led]})
        assert (told(report), report.revision) == ([], 1)
