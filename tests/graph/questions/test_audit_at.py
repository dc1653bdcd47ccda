"""Where paths end by building: as many in all as ``audit`` finds, on random networks too."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given

from graph.network import Network
from graph.questions import audit
from graph.questions.auditing.at import _summed, ends_at
from graph.rules import load_rules
from tests.casefile.notation import read_network
from tests.examples import in_full
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS

DAY = date(2024, 11, 1)
RULES = RULEBOOKS["of each profile"]
LINES = """
place 甲社区 community
place 甲社区/锦绣园 estate
place 甲社区/锦绣园/1号楼 building
place 甲社区/锦绣园/2号楼 building
homes 甲社区/锦绣园/1号楼 3 households=1
"""


@pytest.mark.slow
@in_full
@given(drawn=networks(), on=days())
def test_ends_add_up_to_those_of_audit(drawn: Drawn, on: date) -> None:
    network = Network(drawn.tables, on)
    lines = ends_at(network, RULES)
    for chain, counts in audit(network, RULES).totals["chains"].items():
        mine = lines.filter(lines["chain"] == chain)
        assert {end: mine[end].sum() for end in counts} == counts
    for row in lines.iter_rows(named=True):
        broken = bool(row["dead_end"] + row["unknown"])
        assert broken == (row["example"] is not None) == (row["slot"] is not None)


def test_a_building_tells_the_lowest_slot_not_reached_and_a_home() -> None:
    rules = load_rules()
    written = read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
    network = Network(written.tables, DAY)
    first, second = ends_at(network, rules).filter(pl.col("chain") == "governance").iter_rows(named=True)
    assert (first["unknown"], second["unknown"]) == (3, 1)
    assert network.name(network.row(first["place"])) == "1号楼"
    assert network.name(network.row(first["example"])) != "1号楼"
    assert second["example"] == second["place"]


def test_the_example_of_a_building_is_a_home_whose_path_breaks() -> None:
    rules = load_rules()
    network = Network(read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).tables, DAY)
    building, well, broken = (network.key(at) for at in range(3))
    lines = pl.DataFrame(
        {
            "at": [0, 0, 0],
            "top": [True, False, True],
            "dead_end": [False, True, False],
            "unknown": [False, False, False],
            "missing": [None, 1, None],
            "start": [None, 2, None],
        }
    )
    (row,) = _summed(network, lines, ["first", "second"]).iter_rows(named=True)
    assert (row["place"], row["example"], row["slot"]) == (building, broken, "second")
    assert (row["top"], row["dead_end"]) == (2, 1)
    assert well != row["example"]
