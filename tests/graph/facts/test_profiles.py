"""Which profile a place follows: the nearest that is named around it, and none where something lies nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from graph.facts import facts_of
from graph.facts.profiles import Profiles
from graph.network import Network
from graph.questions import terms
from graph.rules import load_rules
from tests.casefile.gathered import Rows

ON, RULES = date(2024, 11, 1), load_rules()


@pytest.fixture(scope="module")
def network() -> Network:
    """A street with a profile; a post of which the place ended, and whose holder's term does."""
    rows = Rows()
    rows.thing("place", "place-a", name="甲街道", level="street", profile="suzhoulu")
    rows.thing("place", "place-b", name="乙社区", level="community")
    rows.tie("part_of", "place-b", "place-a")
    rows.thing("place", "place-0", name="一网格", level="grid", until=date(2024, 1, 1))
    rows.thing("post", "post-a", role="grid_worker")
    rows.tie("answers_for", "post-a", "place-0")
    rows.thing("person", "person-a")
    rows.tie("holds", "person-a", "post-a", term_ends=date(2024, 12, 1))
    return Network(rows.tables(), ON)


class TestProfiles:
    @pytest.fixture
    def profiles(self, network: Network) -> Profiles:
        return facts_of(network, RULES).profiles

    def test_are_those_named_around_a_place(self, network: Network, profiles: Profiles) -> None:
        found = profiles.find(network.row("place-b"))
        assert found is not None
        assert found.key == "suzhoulu"

    def test_are_none_nowhere(self, profiles: Profiles) -> None:
        assert profiles.find(-1) is None

    def test_of_a_seat_that_lies_nowhere_has_the_common_word(self, network: Network) -> None:
        (row,) = terms(network, RULES, months=6).rows["thing"].to_list()
        assert row["name"] == "网格员"
