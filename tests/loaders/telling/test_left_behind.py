"""What an ended place left behind is told when it is loaded, and counted afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import questions
from graph.network import Network
from graph.rules import load_rules
from graph.stores.memory import MemoryStore
from loaders.report import Report
from loaders.run import load
from tests.faults import fault

pytestmark = pytest.mark.usefixtures("files_read_here")

PLACES = "区域.csv"
HEADER = "名称,层级,上级区域,架构模板,户数,截止日期,入住情况\n"


def loaded(tmp_path: Path, lines: str) -> tuple[Report, MemoryStore]:
    """Load a table of places."""
    (tmp_path / PLACES).write_text(HEADER + lines, encoding="utf-8")
    store = MemoryStore()
    return load("workbook", [tmp_path / PLACES], store, by="演示"), store


def told(report: Report) -> list[tuple[str | None, int | None, object]]:
    """Return what a report says of places left behind: what ended, in which row, and how many."""
    return [(one.found, one.where.row, one.params["places"]) for one in report.issues if one.code == "left_behind_ends"]


class TestALoadThatEndsAPlace:
    def test_names_it_with_what_it_leaves_behind_and_where_that_lies_then(self, tmp_path: Path) -> None:
        report, _ = loaded(
            tmp_path,
            "演示街,街道,,suzhoulu,,,\n甲社区,社区,演示街,,,2024-12-31,\n1号楼,楼栋,演示街/甲社区,,,,\n2号楼,楼栋,演示街/甲社区,,,,\n",
        )
        assert told(report) == [("演示街/甲社区", 3, 2)]
        (issue,) = report.issues
        assert "此后按在“演示街”统计" in issue.message("zh")
        assert "count under 演示街" in issue.message("en")

    def test_says_nothing_where_what_lies_in_it_ends_with_it(self, tmp_path: Path) -> None:
        report, _ = loaded(
            tmp_path,
            "演示街,街道,,suzhoulu,,,\n甲社区,社区,演示街,,,2024-12-31,\n1号楼,楼栋,演示街/甲社区,,,2024-12-31,\n",
        )
        assert told(report) == []

    def test_says_it_where_nothing_holds_what_is_left(self, tmp_path: Path) -> None:
        report, store = loaded(tmp_path, "甲社区,社区,,suzhoulu,,2024-12-31,\n1号楼,楼栋,甲社区,,,,\n")
        assert told(report) == [("甲社区", 2, 1)]
        assert "不在任何区域之下" in report.issues[0].message("zh")
        network = Network(store.tables(), date(2025, 1, 1))
        assert questions.audit(network, load_rules()).issues[0]["other"] is None


@pytest.mark.slow
class TestTheDissolvedCommunity:
    def test_keeps_its_home_in_the_street_and_says_so(self) -> None:
        store = MemoryStore()
        report = load("workbook", [fault("dissolved-community.xlsx")], store, by="演示")
        assert told(report) == [("街/甲社区", 4, 1)]
        tables, rules = store.tables(), load_rules()
        before = questions.reconcile(Network(tables, date(2024, 12, 31)), rules)
        after = questions.reconcile(Network(tables, date(2025, 1, 1)), rules)
        assert before.totals == after.totals
        assert before.issues == ()
        assert [(one["code"], one["name"], one["homes"]) for one in after.issues] == [("left_behind", "甲社区", 1)]
