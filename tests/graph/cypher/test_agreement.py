"""The texts say what the plain questions say, row for row, on networks as odd as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph import cypher, plain
from graph.answers import Answer
from graph.errors import NotAskable
from graph.network import Network
from graph.plain.facts.world import World
from graph.rules import load_rules
from graph.tables import Tables
from tests.examples import FEW
from tests.graph.cypher.odd import in_texts, is_odd
from tests.graph.matching.drawn import TODAY, neighbourhoods
from tests.neo4j.laid import lay, run
from tests.neo4j.server import Server
from tests.networks import Drawn, days, networks
from tests.rulebooks import IN_CYPHER, rulebooks

#: What each tells in its own words, or the texts do not.
_LEFT_OUT = {"coverage": ("options", "issues"), "reconcile": ("options",)}
_PLACES = st.integers(0, 12)
#: An example takes a fifth of a second: too long for thousands of them, to find a smaller one that fails.
_phases = [Phase.explicit, Phase.reuse, Phase.generate]
_patient = settings(max_examples=FEW, suppress_health_check=list(HealthCheck), phases=_phases)

pytestmark = [pytest.mark.neo4j, pytest.mark.thorough]


@pytest.fixture(scope="module")
def driver(running_neo4j: Server) -> Iterator[Driver]:
    """A driver for all examples, which lay their networks over each other."""
    running_neo4j.clear()
    with running_neo4j.driver() as driver:
        yield driver
    running_neo4j.clear()


def seen(drawn: Drawn, day: date, place: int) -> Network:
    """Return a drawn network on a day, sometimes within one of its places."""
    network = Network(in_texts(drawn.tables), day)
    places = [key for key in drawn.keys.get("place", []) if network.view.valid[network.rows.row(key) or 0]]
    return network.within(places[place]) if place < len(places) else network


def told(answer: Answer) -> dict[str, Any]:
    """Return all that an answer says, but for what each tells in its own words, or the texts do not."""
    return {name: value for name, value in answer.to_dict().items() if name not in _LEFT_OUT[answer.question]}


def shown(row: dict[str, Any]) -> str:
    """Return what a row is about."""
    return f"{row.get('norm') or row['figure']} {row['subject']['path']} {row['subject']['id']}"


def hold(question: Callable[..., Answer], driver: Driver, network: Network, rules: str, **options: Any) -> None:
    """Hold the texts of a question to its plain version."""
    __tracebackhide__ = True
    lay(driver, network.tables())
    asked = {"on": network.date, "within": network.within_key, **options}
    found = cypher.ask(question.__name__, partial(run, driver), IN_CYPHER[rules], **asked)
    expected, got = told(question(network, IN_CYPHER[rules], **options)), told(found)
    assert [row for row in got["rows"] if row not in expected["rows"]] == [
        row for row in expected["rows"] if row not in got["rows"]
    ]
    assert [shown(row) for row in got["rows"]] == [shown(row) for row in expected["rows"]]
    assert got == expected


class TestTextsArePlain:
    @_patient
    @given(networks(), days(), _PLACES, rulebooks())
    def test_coverage(self, driver: Driver, drawn: Drawn, day: date, place: int, rules: str) -> None:
        network = seen(drawn, day, place)
        assume(not is_odd(World.of(network, IN_CYPHER[rules])))
        hold(plain.coverage, driver, network, rules, states=None, evidence_cap=None)

    @_patient
    @given(networks(), days(), _PLACES, rulebooks())
    def test_reconcile(self, driver: Driver, drawn: Drawn, day: date, place: int, rules: str) -> None:
        network = seen(drawn, day, place)
        world = World.of(network, IN_CYPHER[rules])
        figures = [world.reading.fields(figure) for figure in world.reading.things("figure")]
        assume(not any(is_odd(world.on(one)) for one in {day, *(figure["as_of"] or day for figure in figures)}))
        hold(plain.reconcile, driver, network, rules, evidence_cap=None)

    @_patient
    @given(neighbourhoods(), st.sampled_from(("need-0", "project-0")))
    def test_match_of_one_need(self, driver: Driver, tables: Tables, demand: str) -> None:
        network = Network(tables, TODAY)
        row = network.rows.row(demand)
        assume(row is not None and network.view.valid[row])
        lay(driver, tables)
        found = could(partial(cypher.ask, "match", partial(run, driver), load_rules(), on=TODAY, demand=demand))
        assert found == could(partial(plain.match, network, load_rules(), demand=demand))


def could(ask: Callable[[], Answer]) -> object:
    """Return what could serve a need, by key of the offer: what the text says of it; or the code of the error."""
    try:
        rows = ask().rows
    except NotAskable as error:
        return error.code
    told = ("giver", "on", "quantity", "share", "state", "check")
    return {row["offer"]["id"]: [row[name] for name in told] for row in rows.iter_rows(named=True)}
