"""The fast needs and monthly give what the plain ones give, on lives as odd as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.answers import Answer
from graph.errors import LinliError
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.examples import few
from tests.graph.matching.drawn import PLACES, TODAY, neighbourhoods

_RULES = load_rules()


def _asked(question: Callable[..., Answer], network: Network, **options: Any) -> object:
    """Return everything an answer says, or the code of the error."""
    try:
        return question(network, _RULES, **options).to_dict()
    except LinliError as error:
        return error.code


@pytest.mark.thorough
class TestFastIsPlain:
    @few
    @given(
        neighbourhoods(lives=True),
        st.sampled_from((None, None, *PLACES)),
        st.sampled_from((None, None, "elder_care", "照护")),
        st.sampled_from((None, None, "organisation-a", "team-a")),
        st.booleans(),
        st.sampled_from((None, "0", "9")),
    )
    def test_of_needs(
        self,
        tables: Tables,
        within: str | None,
        category: str | None,
        unit: str | None,
        ended: bool,  # noqa: FBT001 - drawn
        days: str | None,
    ) -> None:
        network = Network(tables, TODAY).within(within)
        options = {"category": category, "unit": unit, "ended": ended, "days": days}
        assert _asked(questions.needs, network, **options) == _asked(plain.needs, network, **options)
