"""Facts that a commit leaves standing: they hold after it what they would be made anew."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from graph.facts import facts_of
from graph.facts.bands import Band
from graph.facts.homes import HOME
from graph.facts.lasting import RESTS_ON
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few
from tests.networks import Drawn, days, networks

ON, LISTED, RULES = date(2024, 11, 1), date(2024, 10, 1), load_rules()


def ledger() -> Rows:
    rows = Rows()
    rows.thing("place", "place-a", name="甲社区", level="community")
    rows.thing("place", "place-b", name="1号", level="home", households=1)
    rows.tie("part_of", "place-b", "place-a")
    rows.thing("person", "person-b", name="演示李二")
    rows.thing("listing", "listing-a", selector="kind=place level=home", within="place-a", as_of=LISTED)
    return rows


def said(network: Network) -> dict[str, object]:
    """Return every lasting fact of a network, by place."""
    facts = facts_of(network, RULES)
    atoms = {atom for one in facts.ledger.speaking for atom in one.selector.atoms()} | {HOME}
    bands = {"households": facts.homes.households, "residents": facts.homes.residents}
    bands |= {f"{what} below": facts.homes.below(what) for what in ("homes", "households", "residents")}
    return {
        **{str(atom): facts.ledger.covers(atom).by[0][1].tolist() for atom in atoms},
        **{name: list(zip(band.low.tolist(), band.high.tolist(), strict=True)) for name, band in bands.items()},
    }


def below(network: Network) -> Band:
    return facts_of(network, RULES).homes.below("households")


class TestACommit:
    def test_leaves_standing_who_lives_where_if_somebody_comes(self) -> None:
        before = Network(ledger().tables(), ON)
        first, rows = below(before), Rows()
        rows.thing("person", "person-a", name="演示张一")
        rows.tie("lives_in", "person-a", "place-b")
        after = before.moved(rows.changes(), 2, None)
        assert below(after) is first
        assert facts_of(after, RULES).network.rows is after.rows

    def test_has_it_made_again_if_a_home_says_otherwise(self) -> None:
        before, rows = Network(ledger().tables(), ON), Rows()
        assert below(before).low.tolist() == [1, 1]
        rows.thing("place", "place-b", name="1号", level="home", households=2)
        assert below(before.moved(rows.changes(), 2, None)).low.tolist() == [2, 2]

    def test_has_it_made_again_if_it_lists_something(self) -> None:
        before, rows = Network(ledger().tables(), ON), Rows()
        assert facts_of(before, RULES).ledger.covers(HOME).covered.tolist() == [True, True]
        rows.thing("listing", "listing-a", selector="kind=post", within="place-a", as_of=LISTED)
        after = facts_of(before.moved(rows.changes(), 2, None), RULES)
        assert after.ledger.covers(HOME).covered.tolist() == [False, False]

    @pytest.mark.slow
    @pytest.mark.thorough
    @few
    @given(networks(), days())
    def test_changes_nothing_in_what_does_not_rest_on_it(self, drawn: Drawn, day: date) -> None:
        rests = frozenset().union(*RESTS_ON.values())
        alone = Tables({kind: frame for kind, frame in drawn.tables.items() if kind in rests})
        assert said(Network(alone, day)) == said(Network(drawn.tables, day))
