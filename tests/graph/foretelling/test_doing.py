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
from tests.rulebooks import RULEBOOKS, asked_of, rulebooks

pytestmark = [pytest.mark.thorough, pytest.mark.slow]
_TRIES = 8
#: So many norms are asked of one ledger: all of them would take seconds, and each comes up among many ledgers.
_NORMS = 12
_NUMBERS = ("state", "has", "needs", "short")


class TestDoingIt:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_comes_to_what_was_foretold(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        book = RULEBOOKS[rules]
        with MemoryStore() as store:
            kept(store, drawn.tables)
            book = asked_of(
                book, data.draw(st.lists(st.sampled_from([one.id for one in book.norms]), unique=True, max_size=_NORMS))
            )
            before, ledger = Network(store.tables(), day), digests(store.tables())
            made = _done(before, book, data, drawn)
            assume(made is not None)
            assert made is not None
            told = foretold(before, book, made.changes)
            assert (digests(store.tables()), store.revision().number) == (ledger, 1)
            store.commit(made.changes)
            after = Network(store.tables(), day)
            covered = [coverage(one, book, states=None) for one in (before, after)]
            audited = [audit(one, book, people=True) for one in (before, after)]
            rows = {_line(row): [_numbers(row, "_before"), _numbers(row, "")] for row in told.rows.to_dicts()}
            assert rows == _otherwise([_norms(one) for one in covered], (None,) * len(_NUMBERS))
            remaining = {_key(row): [row["homes_before"], row["homes"]] for row in told.frames["remaining"].to_dicts()}
            assert remaining == _otherwise([_left(one) for one in audited])
            people = {
                row["person"]: [_posts(row, "_before"), _posts(row, "")] for row in told.frames["people"].to_dicts()
            }
            assert people == _otherwise([_relied_on(one) for one in audited], (None, None))
            found = [[*one.issues, *other.issues] for one, other in zip(covered, audited, strict=True)]
            assert [one for one in told.issues if one in found[0]] == []
            assert [one for one in found[1] if one not in found[0] and one not in told.issues] == []


def _done(network: Network, rules: Rules, data: st.DataObject, drawn: Drawn) -> Adjusted | None:
    """Return the first of some pieces of work that can be done; to draw another network would take longer."""
    for _ in range(_TRIES):
        work, said = data.draw(works(drawn, network.date))
        try:
            return adjusted(work, network, rules, said)
        except LinliError:
            continue
    return None


def _otherwise(both: list[dict[Any, Any]], nothing: Any = None) -> dict[Any, list[Any]]:
    """Return what two answers say of each line of which they say something else."""
    found = {line: [one.get(line, nothing) for one in both] for line in {**both[0], **both[1]}}
    return {line: said for line, said in found.items() if said[0] != said[1]}


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


def _posts(row: dict[str, Any], suffix: str) -> tuple[Any, ...]:
    return row[f"held{suffix}"], row[f"expected{suffix}"]


def _relied_on(answer: Answer) -> dict[Any, Any]:
    return {row["person"]: _posts(row, "") for row in answer.frames["reliance"].to_dicts()}
