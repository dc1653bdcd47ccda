"""What ends is what the plain version finds, of random networks, whatever the months."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.plain.terms import terms as plainly
from graph.questions import terms
from graph.rules import load_rules
from tests.examples import few_in_full
from tests.graph.questions.test_agreement import seen
from tests.networks import Drawn, days, networks

_RULES = load_rules()


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), st.integers(0, 12), st.sampled_from([0, 6, 24]))
    def test_of_every_place(self, drawn: Drawn, day: date, place: int, months: int) -> None:
        network = seen(drawn, day, place)
        assert terms(network, _RULES, months=months).to_json() == plainly(network, _RULES, months=months).to_json()
