"""Coverage of a place cut out of that of everything is coverage asked within it, to the last column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.coverage import DEFAULT_STATES
from graph.network import Network
from graph.questions import coverage
from graph.questions.coverage_cut import coverage_cut
from graph.rules import load_rules
from tests.casefile.gathered import Rows
from tests.examples import few_in_full
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

_SHOWN = (DEFAULT_STATES, None, ("met",), ())


def two_communities() -> Network:
    rows = Rows()
    rows.thing("place", "place-street", name="演示街道", level="street", profile="suzhoulu")
    for name in "ab":
        rows.thing("place", f"place-{name}", name=f"{name}社区", level="community")
        rows.tie("part_of", f"place-{name}", "place-street")
    return Network(rows.tables(), date(2024, 11, 1))


class TestCut:
    def test_a_place_has_the_rows_of_its_own_subjects(self) -> None:
        rules, network = load_rules(), two_communities()
        whole, part = (
            coverage_cut(network, rules, states=None),
            coverage_cut(network.within("place-a"), rules, states=None),
        )
        assert {row["subject"]["id"] for row in part.rows.to_dicts()} == {"place-a"}
        assert part.rows.height < whole.rows.height
        assert part.within == "place-a"

    def test_everything_is_worked_out_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rules, network = load_rules(), two_communities()
        coverage_cut(network.within("place-a"), rules)
        monkeypatch.setattr("graph.questions.coverage_cut.coverage", None)
        assert coverage_cut(network.within("place-b"), rules).totals["states"]["unknown"] > 0


@pytest.mark.thorough
class TestCutIsAsked:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), st.integers(0, 6), st.sampled_from(_SHOWN), rulebooks())
    def test_within_any_place(
        self, drawn: Drawn, day: date, place: int, states: tuple[str, ...] | None, book: str
    ) -> None:
        network, rules = Network(drawn.tables, day), RULEBOOKS[book]
        there = [key for key in drawn.keys.get("place", []) if network.view.valid[network.rows.row(key) or 0]]
        if place < len(there):
            network = network.within(there[place])
        asked = coverage(network, rules, states=states)
        cut = coverage_cut(network, rules, states=states)
        assert cut.to_dict() == asked.to_dict()
        assert cut.rows.schema == asked.rows.schema
