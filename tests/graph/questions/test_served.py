"""What somebody served is what the plain version finds, of everybody in random networks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from graph.network import Network
from graph.plain.served import served as plainly
from graph.questions import served
from graph.rules import load_rules
from tests.examples import few_in_full
from tests.networks import Drawn, days, networks

_RULES = load_rules()


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days())
    def test_of_everybody(self, drawn: Drawn, day: date) -> None:
        network = Network(drawn.tables, day)
        for kind in ("person", "team"):
            first, last = network.rows.block[kind]
            for row in range(first, last):
                if network.view.valid[row]:
                    key = network.key(row)
                    for said in ({}, {"first": "2024-01-01", "last": "2024-06-30"}):
                        found, expected = served(network, _RULES, key, **said), plainly(network, _RULES, key, **said)
                        assert found.to_json() == expected.to_json()
