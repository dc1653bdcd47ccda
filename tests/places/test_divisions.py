"""64,095 real divisions: wholly unknown, and not one gap, until somebody says that a list is complete."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.network import Network
from graph.questions import audit, coverage
from graph.rules import Rules
from graph.tables import Tables
from tests.places.conftest import ON

_COMMUNITIES = 62_074

pytestmark = pytest.mark.slow  # to load them takes seconds


def invented(network: Network) -> Network:
    """Return the same divisions under invented names: no gap is ever shown under a real one."""
    tables = network.tables()
    number = pl.int_range(pl.len()).cast(pl.String)
    place = tables["place"].with_columns(name=pl.lit("演示") + number, short_name=None, code=None, code_source=None)
    return Network(Tables({**tables, "place": place}, tables.revision), network.date)


class TestBareDivisions:
    def test_are_unknown_everywhere(self, divisions: Network, rules: Rules) -> None:
        answer = coverage(divisions, rules.only("suzhoulu", "national", "yanshan"))
        states = answer.totals["states"]
        assert states["gap"] == states["met"] == 0
        assert answer.totals["norms"]["suzhoulu-owners-committee"] == {"unknown": _COMMUNITIES}
        assert states["unknown"] > 6 * _COMMUNITIES

    def test_have_no_profile_and_so_nothing_to_audit(self, divisions: Network, rules: Rules) -> None:
        assert audit(divisions, rules).totals == {"chains": {}}

    def test_are_one_tree_of_five_levels(self, divisions: Network) -> None:
        assert [rows.size for rows in divisions.view.territory.levels] == [1, 16, 151, 1853, _COMMUNITIES]


class TestOneListing:
    def test_turns_exactly_its_part_into_gaps(self, divisions: Network, rules: Rules) -> None:
        network = invented(divisions)
        street = divisions.rows.frame("place").filter(pl.col("code") == "370102010")["key"].item()
        listing = pl.DataFrame(
            {
                "key": ["listing-" + "a" * 16],
                "selector": ["kind=organisation form=owners_committee"],
                "within": [street],
                "as_of": [ON],
            }
        )
        listed = network.apply(replace(ChangeSet({"listing": listing}), by="test"))
        answer = coverage(listed, rules.only("suzhoulu"), states=("gap",))
        found = {row["subject"]["id"] for row in answer.to_dict()["rows"]}
        inside = {listed.key(int(row)) for row in listed.view.territory.below(listed.row(street))} - {street}
        assert found == inside
        assert len(found) == 8
        assert answer.totals["norms"]["suzhoulu-owners-committee"] == {"gap": 8, "unknown": _COMMUNITIES - 8}
