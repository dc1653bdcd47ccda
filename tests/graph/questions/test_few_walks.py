"""A walk over what it can come upon is the walk over everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network import Network
from graph.questions import escalate
from graph.walking import few_walks
from tests.examples import few
from tests.graph.questions.test_agreement import asked, askings
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, SIDEWAYS, rulebooks


@pytest.fixture
def worth_it() -> Iterator[None]:
    """Let every network be large enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_walks, "WORTH", 0)
        yield


def over_everything(network: Network, *args: Any, **options: Any) -> object:
    """Return what a walk says that is told over the whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_walks, "WORTH", network.rows.size + 1)
        return asked(escalate, network, *args, **options)


@pytest.mark.thorough
@pytest.mark.usefixtures("worth_it")
class TestAWalkOverWhatItCanComeUpon:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_is_the_walk_over_everything(self, drawn: Drawn, day: date, rules: str, data: st.DataObject) -> None:
        options = data.draw(askings(drawn))
        people = [key for kind in ("person", "organisation", "post") for key in drawn.keys.get(kind, [])]
        options["about"] = data.draw(st.sampled_from([None, None, *people]))
        options["profile"] = data.draw(st.sampled_from([None, None, None, "demo", "yanshan", "nowhere"]))
        book = data.draw(st.sampled_from([RULEBOOKS[rules], SIDEWAYS]))
        start = data.draw(st.sampled_from(drawn.starts))
        expected = over_everything(Network(drawn.tables, day), book, start, **options)
        assert asked(escalate, Network(drawn.tables, day), book, start, **options) == expected
