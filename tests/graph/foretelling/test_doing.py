"""What is foretold of weekly work is what a store says once it is done; until then the store is as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.adjusting import Adjusted, adjusted
from graph.answers import Answer
from graph.errors import LinliError
from graph.foretelling.foretold import foretold
from graph.network import Network
from graph.questions import audit, coverage
from graph.rules import Rules
from graph.stores import MemoryStore
from tests.digests import digests
from tests.examples import few
from tests.graph.adjusting.drawn import works
from tests.graph.adjusting.test_properties import kept
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

pytestmark = [pytest.mark.thorough, pytest.mark.slow]
_TRIES = 8
_NUMBERS = ("state", "has", "needs", "short")


class TestDoingIt:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_comes_to_what_was_foretold(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        book = RULEBOOKS[rules]
        with MemoryStore() as store:
            kept(store, drawn.tables)
            before, ledger = Network(store.tables(), day), digests(store.tables())
            made = _done(before, book, data, drawn)
            assume(made is not None)
            assert made is not None
            told = foretold(before, book, made.changes)
            assert (digests(store.tables()), store.revision().number) == (ledger, 1)
            store.commit(made.changes)
            after = Network(store.tables(), day)
            norms = [_norms(coverage(one, book, states=None)) for one in (before, after)]
            rows = {_line(row): [_numbers(row, "_before"), _numbers(row, "")] for row in told.rows.to_dicts()}
            nothing = (None,) * len(_NUMBERS)
            both = {line: [one.get(line, nothing) for one in norms] for line in {**norms[0], **norms[1]}}
            assert rows == {line: numbers for line, numbers in both.items() if numbers[0] != numbers[1]}
            left = [_left(audit(one, book, people=True)) for one in (before, after)]
            assert {_key(row): [row["homes_before"], row["homes"]] for row in told.frames["remaining"].to_dicts()} == {
                key: [one.get(key) for one in left]
                for key in {**left[0], **left[1]}
                if left[0].get(key) != left[1].get(key)
            }


def _done(network: Network, rules: Rules, data: st.DataObject, drawn: Drawn) -> Adjusted | None:
    """Return the first of some pieces of work that can be done; to draw another network would take longer."""
    for _ in range(_TRIES):
        work, said = data.draw(works(drawn, network.date))
        try:
            return adjusted(work, network, rules, said)
        except LinliError:
            continue
    return None


def _norms(answer: Answer) -> dict[Any, tuple[Any, ...]]:
    return {_line(row): _numbers(row, "") for row in answer.rows.to_dicts()}


def _line(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["norm"], row["subject"]["id"], row["item"]


def _numbers(row: dict[str, Any], suffix: str) -> tuple[Any, ...]:
    return tuple(row[f"{name}{suffix}"] for name in _NUMBERS)


def _left(answer: Answer) -> dict[Any, Any]:
    return {_key(row): row["homes"] for row in answer.frames["remaining"].to_dicts()}


def _key(row: dict[str, Any]) -> tuple[str, int | None]:
    return row["chain"], row["holders"]
