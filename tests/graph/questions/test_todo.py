"""What waits for a seat is what the plain version finds, on random needs with random lives."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph.network import Network
from graph.plain.todo import todo as plainly
from graph.questions.todo import todo
from graph.rules import load_rules
from graph.tables import Tables
from tests.examples import few_in_full
from tests.graph.matching.drawn import TODAY, neighbourhoods

_RULES = load_rules()


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(neighbourhoods())
    def test_for_every_seat(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        for kind in ("organisation", "post", "team", "person"):
            first, last = network.rows.block[kind]
            for row in range(first, last):
                if network.view.valid[row]:
                    key = network.key(row)
                    expected = plainly(network, _RULES, key).to_json()
                    assert todo(network, _RULES, key).to_json() == expected
