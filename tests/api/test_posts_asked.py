"""A norm that asks posts: one that has no name is called by its role, wherever its row is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.network import Network
from graph.pictures.gaps import gaps
from graph.questions import coverage
from graph.rules import load_rules
from graph.stores import open_store
from tests.api.conftest import ON, Linli
from tests.places.conftest import ON as DAY

pytestmark = pytest.mark.slow  # its sample is loaded for it alone

LEADER = "1号院//1号院党小组//组长"
NORM = "longhailu-phone-posted"


@pytest.fixture(scope="module")
def store(sample_store: Callable[[str], Path]) -> str:
    """A store with the sample longhailu, in which one leader's telephone is not posted."""
    return str(sample_store("longhailu"))


class TestAPostWithoutAName:
    def test_has_a_key_and_no_path_in_an_answer(self, store: str, linli: Linli) -> None:
        rows = linli("coverage", "--store", store, "--on", ON, "--state", "gap", "--json").json["rows"]
        (subject,) = [row["subject"] for row in rows if row["norm"] == NORM]
        assert (subject["kind"], subject["name"], subject["path"]) == ("post", None, None)

    def test_is_named_in_the_terminal(self, store: str, linli: Linli) -> None:
        lines = linli("coverage", "--store", store, "--on", ON, "--state", "gap", "--limit", "99").out.splitlines()
        assert [line for line in lines if f"{LEADER}（公开电话）" in line]

    def test_is_named_in_a_workbook(self, store: str, linli: Linli, tmp_path: Path) -> None:
        linli("coverage", "--store", store, "--on", ON, "--state", "gap", "-o", "缺口.xlsx")
        rows = [
            row for sheet in openpyxl.load_workbook(tmp_path / "缺口.xlsx") for row in sheet.iter_rows(values_only=True)
        ]
        assert [cell for row in rows for cell in row if str(cell).endswith(LEADER)]

    def test_is_named_among_what_waits_for_its_group(self, store: str, linli: Linli) -> None:
        out = linli("todo", "站前演示社区/第一网格/1号院//1号院党小组//组长", "--store", store, "--on", ON).out
        assert "楼院公示岗位电话" in out
        assert "1号院党小组//组长" in out.splitlines()[1]

    def test_is_named_in_a_picture_of_gaps(self, store: str) -> None:
        with open_store(store) as opened:
            network, rules = Network(opened.tables(), DAY), load_rules()
        drawn = gaps(network, rules, coverage(network, rules, states=("gap",)))
        assert "1号院//组长" in drawn
        assert "None" not in drawn
