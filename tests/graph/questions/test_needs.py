"""The fast needs and monthly give what the plain ones give, on lives as odd as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.answers import Answer
from graph.changes import apply
from graph.errors import LinliError
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few, few_in_full
from tests.graph.life.drawn import draw_life
from tests.graph.matching.drawn import PLACES, TODAY, neighbourhoods
from tests.networks import Drawn, networks

_RULES = load_rules()


def _asked(question: Callable[..., Answer], network: Network, **options: Any) -> object:
    """Return everything an answer says, or the code of the error."""
    try:
        return question(network, _RULES, **options).to_dict()
    except LinliError as error:
        return error.code


_GIVERS = ("organisation", "post", "team", "person", "offer")


def _with_lives(drawn: Drawn, data: st.DataObject) -> Tables:
    """Return a drawn network with a few needs in it, each with a life among whoever is there."""
    rows, needs = Rows(), [f"need-life-{number}" for number in range(4)]
    givers = [key for kind in _GIVERS for key in drawn.keys.get(kind, [])] or ["organisation-nobody"]
    places = drawn.keys.get("place", [])
    abouts = [None, None, *(key for kind in ("organisation", "team", "person") for key in drawn.keys.get(kind, []))]
    for key in needs:
        category, about = data.draw(st.sampled_from((None, "legal", "heating"))), data.draw(st.sampled_from(abouts))
        rows.thing("need", key, name="要修", category=category, about=about)
        if places:
            rows.tie("located_at", key, data.draw(st.sampled_from(places)))
        draw_life(data.draw, rows, key, givers, needs)
    return apply(drawn.tables, rows.changes())


@pytest.mark.slow
@pytest.mark.thorough
class TestWhoHasThem:
    @few
    @given(networks(), st.data())
    def test_goes_up_alike(self, drawn: Drawn, data: st.DataObject) -> None:
        network = Network(_with_lives(drawn, data), TODAY)
        for fast, plainly in ((questions.needs, plain.needs), (questions.monthly, plain.monthly)):
            assert _asked(fast, network) == _asked(plainly, network)


@pytest.mark.thorough
class TestFastIsPlain:
    @pytest.mark.slow
    @few_in_full
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

    @pytest.mark.slow
    @few_in_full
    @given(
        neighbourhoods(lives=True),
        st.sampled_from((None, None, *PLACES)),
        st.sampled_from((None, "2024-09", "2024-11", "2023-10")),
    )
    def test_of_a_month(self, tables: Tables, within: str | None, month: str | None) -> None:
        network = Network(tables, TODAY).within(within)
        assert _asked(questions.monthly, network, month=month) == _asked(plain.monthly, network, month=month)
        assert _asked(questions.bulletin, network, month=month) == _asked(plain.bulletin, network, month=month)
