"""Numbers of households written on places: what a sheet with them declares, and where they differ from its homes."""

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

DECLARED = "台账完整截至,2024-11-01,所在区域,演示社区\n"
HEADER = "名称,层级,上级区域,架构模板,户数,入住情况\n"


def loaded(tmp_path: Path, lines: str, above: str = "") -> tuple[Report, MemoryStore]:
    """Load a table of places."""
    (tmp_path / "区域.csv").write_text(above + HEADER + lines, encoding="utf-8")
    store = MemoryStore()
    return load("workbook", [tmp_path / "区域.csv"], store, by="演示"), store


class TestADayAboveTheHeaderOfPlaces:
    def test_declares_the_levels_that_the_sheet_has(self, tmp_path: Path) -> None:
        report, store = loaded(tmp_path, "演示社区,社区,,suzhoulu,,\n一网格,网格,演示社区,,505,\n", DECLARED)
        assert not report.failed
        assert store.tables()["listing"]["selector"].to_list() == ["kind=place level=community,grid"]

    def test_declares_homes_where_it_has_some(self, tmp_path: Path) -> None:
        _, store = loaded(tmp_path, "演示社区,社区,,suzhoulu,,\n101室,户室,演示社区,,1,入住\n", DECLARED)
        assert store.tables()["listing"]["selector"].to_list() == ["kind=place level=community,home"]


class TestANumberBesideHomes:
    @pytest.mark.parametrize(("number", "told"), [("2", []), ("505", [("505", "2", "户数", 3)])])
    def test_that_differs_is_a_warning(self, tmp_path: Path, number: str, told: list[object]) -> None:
        homes = "101室,户室,演示社区/一网格,,1,入住\n102室,户室,演示社区/一网格,,1,入住\n"
        report, _ = loaded(tmp_path, f"演示社区,社区,,suzhoulu,,\n一网格,网格,演示社区,,{number},\n{homes}")
        found = [one for one in report.issues if one.code == "stated_differs"]
        assert [(one.found, one.expected, one.where.column, one.where.row) for one in found] == told


@pytest.mark.slow
class TestHouseholdsOnAGrid:
    def test_are_its_base(self) -> None:
        store = MemoryStore()
        load("workbook", [fault("households-on-a-grid.xlsx")], store, by="演示")
        rules = load_rules(fault("rules-one-per-500")).only("own")
        answer = questions.coverage(Network(store.tables(), date(2024, 11, 1)), rules, states=None)
        (row,) = answer.rows.to_dicts()
        assert (row["base"]["low"], row["base"]["high"], row["base"]["basis"]) == (505, 505, "stated")
        assert (row["state"], row["needs"]) == ("unknown", {"low": 2, "high": 2})
