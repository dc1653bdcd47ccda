"""The fast match gives what the plain one gives, row for row, on neighbourhoods as odd as they come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.answers import Answer
from graph.errors import LinliError
from graph.matching import shortlists
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.examples import few, few_in_full
from tests.graph.matching.drawn import PLACES, TODAY, neighbourhoods

_RULES = load_rules()
_BEFORE = st.none() | st.sampled_from(("need-0", "need-1", "need-2"))

pytestmark = pytest.mark.thorough


def _said(network: Network, **options: str | None) -> list[object]:
    return [_asked(question, network, **options) for question in (plain.match, questions.match)]


def _asked(question: Callable[..., Answer], network: Network, **options: str | None) -> object:
    """Return everything an answer says but what was asked, or the code of the error."""
    try:
        found = question(network, _RULES, **options).to_dict()
    except LinliError as error:
        return error.code
    return {name: value for name, value in found.items() if name != "options"}


class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
    @given(neighbourhoods(), st.sampled_from((None, None, *PLACES)))
    def test_of_the_whole_list(self, tables: Tables, within: str | None) -> None:
        plainly, fast = _said(Network(tables, TODAY).within(within))
        assert fast == plainly

    @pytest.mark.slow
    @few
    @given(
        neighbourhoods(), st.sampled_from(("need-0", "project-0")), _BEFORE, st.sampled_from(PLACES), st.integers(1, 9)
    )
    def test_of_one_demand(self, tables: Tables, demand: str, before: str | None, place: str, many: int) -> None:
        """Whoever was asked about before, and with however many it is worked out together."""
        network = Network(tables, TODAY)
        row = network.rows.row(demand)
        if row is not None and network.view.valid[row]:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(shortlists, "_MOST", many)
                if before is not None:
                    _asked(questions.match, network, demand=before)
                    _asked(lambda one, rules: questions.match(one.within(place), rules, demand=before), network)
                plainly, fast = _said(network, demand=demand)
            assert fast == plainly

    @pytest.mark.slow
    @few
    @given(neighbourhoods(), st.sampled_from(("organisation-a", "person-a", "team-a")))
    def test_of_one_giver(self, tables: Tables, giver: str) -> None:
        plainly, fast = _said(Network(tables, TODAY), giver=giver)
        assert fast == plainly
