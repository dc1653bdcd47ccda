"""Whatever plan on whatever network: what was foretold is what came, and until then the store is as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.changes import ChangeSet, apply
from graph.errors import LinliError
from graph.foretelling.foretold import foretold
from graph.network import Network
from graph.plain.foretold import foretold as plainly
from graph.plain.plans import plans as plainly_beside
from graph.planning.beside import beside
from graph.planning.joined import joined
from graph.planning.laying import Laid, laid
from graph.planning.line import Line
from graph.rules import Rules
from graph.stores import MemoryStore
from graph.tables import Tables
from tests.digests import digests
from tests.examples import few
from tests.graph.adjusting.drawn import works
from tests.graph.adjusting.test_properties import kept, seen
from tests.graph.foretelling.drawn import changes_of
from tests.graph.matching.drawn import TODAY, neighbourhoods
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

pytestmark = [pytest.mark.thorough, pytest.mark.slow]


def plan(data: st.DataObject, drawn: Drawn, day: dt.date, most: int = 5) -> list[Line]:
    """Some lines, of days that go on; not all of them can be done."""
    found = []
    for number in range(1, data.draw(st.integers(1, most)) + 1):
        day += dt.timedelta(days=data.draw(st.integers(0, 9)))
        work, said = data.draw(works(drawn, day))
        found.append(Line(number, work, day, said))
    return found


def lay(network: Network, rules: Rules, lines: list[Line]) -> Laid:
    """A plan laid out; things are said by their keys."""
    return laid(network, rules, lines, lambda _, value, *__: value)


@few
@given(networks(), days(), rulebooks(), st.data())
def test_what_was_foretold_is_what_came(drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
    book, lines = RULEBOOKS[rules], plan(data, drawn, day)
    with MemoryStore() as store:
        kept(store, drawn.tables)
        ledger = digests(store.tables())
        found = lay(seen(store.tables(), day), book, lines)
        assume(not found.changes.empty)
        told = found.foretold()
        assert digests(store.tables()) == ledger
        for step in found.steps:
            if step.made is not None and not step.made.changes.empty:
                store.commit(step.made.changes.against(store.revision().number))
        asked = found.before.date
        came = foretold(Network(drawn.tables, asked), book, store.deltas(1))
        assert _said(came) == _said(told)
        # asked in the plain way of what the store then holds
        assert _said(plainly(Network(drawn.tables, asked), book, store.deltas(1))) == _said(told)


def _said(answer: Any) -> dict[str, Any]:
    return {name: value for name, value in answer.to_dict().items() if name != "revision"}


@few
@given(networks(), days(), st.data())
def test_done_as_one_is_done_one_by_one(drawn: Drawn, day: dt.date, data: st.DataObject) -> None:
    found = lay(seen(drawn.tables, day), RULEBOOKS[next(iter(RULEBOOKS))], plan(data, drawn, day))
    tables = drawn.tables
    for step in found.steps:
        tables = apply(tables, step.made.changes) if step.made is not None else tables
    made = [step.made.changes for step in found.steps if step.made is not None]
    assert digests(apply(drawn.tables, joined(drawn.tables, made))) == digests(tables)


@few
@given(networks(), days(), rulebooks(), st.data())
def test_two_beside_each_other_are_what_the_plain_version_says(
    drawn: Drawn, day: dt.date, rules: str, data: st.DataObject
) -> None:
    book, network = RULEBOOKS[rules], seen(drawn.tables, day)
    try:
        plans = [lay(network, book, plan(data, drawn, day, 3)) for _ in range(2)]
    except LinliError:
        assume(condition=False)
        raise
    asked = network.on(max(one.before.date for one in plans))
    found, expected = _both(asked, book, *(one.changes for one in plans))
    assert found == expected


@few
@given(neighbourhoods(), st.data())
def test_of_needs_two_beside_each_other_are_what_the_plain_version_says(tables: Tables, data: st.DataObject) -> None:
    changes = [data.draw(changes_of(tables, TODAY)) for _ in range(2)]
    found, expected = _both(Network(tables, TODAY), RULEBOOKS[next(iter(RULEBOOKS))], *changes)
    assert found == expected


def _both(network: Network, rules: Rules, *pair: ChangeSet) -> tuple[dict[str, Any], dict[str, Any]]:
    told = [foretold(network, rules, one) for one in pair]
    return beside(network, rules, told[0], told[1]).to_dict(), plainly_beside(network, rules, *pair).to_dict()
