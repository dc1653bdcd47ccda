"""A remark moves nothing: what was worked out before it was made holds after it, whatever is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.changes import ChangeSet, apply
from graph.errors import LinliError
from graph.kinds import all_kinds
from graph.network import Network
from graph.network.remarks import moved, remarks_of
from graph.questions import function_of
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few_in_full
from tests.networks import Drawn, days, networks

ON = date(2024, 11, 1)
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("coverage", {"states": None, "load": True, "matrix": True}),
    ("reconcile", {}),
    ("audit", {}),
    ("needs", {"ended": True}),
    ("match", {}),
    ("cobuilding", {}),
    ("terms", {}),
    ("duplicates", {}),
)


def ledger(**place: Any) -> Rows:
    rows = Rows()
    rows.thing("place", "place-a", **{"name": "甲社区", "level": "community", **place})
    return rows


def other_remarks(tables: Tables, text: str) -> ChangeSet:
    """Put every row that may have a remark with another one."""
    kinds = [one.kind for one in all_kinds() if remarks_of(one.kind)]
    put = {
        kind: tables[kind].with_columns(pl.lit(f"{text} {name}").alias(name) for name in remarks_of(kind))
        for kind in kinds
    }
    return ChangeSet({kind: frame for kind, frame in put.items() if frame.height})


def told(network: Network, question: str, options: dict[str, Any]) -> object:
    try:
        found = function_of(question)(network, load_rules(), **options).to_dict()
    except LinliError as error:
        return error.code
    return {name: value for name, value in found.items() if name != "revision"}


class TestMoved:
    def test_another_note_moves_nothing(self) -> None:
        assert moved(ledger().tables(), ledger(note="演示").changes()) == frozenset()

    def test_another_name_moves_a_place(self) -> None:
        assert moved(ledger().tables(), ledger(name="乙社区", note="演示").changes()) == {"place"}

    def test_a_place_that_is_new_moves_even_if_only_a_note_is_said_of_it(self) -> None:
        new = Rows()
        new.thing("place", "place-b", name="乙社区", level="community", note="演示")
        assert moved(ledger().tables(), new.changes()) == {"place"}

    def test_a_place_that_is_taken_out_moves(self) -> None:
        gone = ledger().changes().frames["place"].with_columns(op=pl.lit("remove"))
        assert moved(ledger().tables(), ChangeSet({"place": gone})) == {"place"}

    def test_a_kind_without_remarks_always_moves(self) -> None:
        rows = Rows()
        rows.thing("person", "person-a", name="演示张一")
        assert moved(rows.tables(), rows.changes()) == {"person"}


class TestMovedByRemarks:
    def test_the_new_remark_is_in_it_and_the_old_one_stays_where_it_was(self) -> None:
        before = Network(ledger(note="旧").tables(), ON)
        after = before.moved(ledger(note="新").changes(), 2, None)
        assert (before.tables()["place"]["note"].to_list(), after.tables()["place"]["note"].to_list()) == (
            ["旧"],
            ["新"],
        )
        assert after.rows.frame("place")["note"].to_list() == ["新"]
        assert after.rows.column("place", "note").to_list() == ["新"]
        assert (before.revision, after.revision) == (0, 2)

    def test_what_was_worked_out_is_the_very_same(self) -> None:
        before = Network(ledger().tables(), ON)
        forest = before.view.territory
        after = before.moved(ledger(note="演示").changes(), 2, None)
        assert after.view.territory is forest
        assert after.daily is before.daily

    def test_an_identity_number_in_it_is_hidden_as_in_any_ledger(self) -> None:
        after = Network(ledger().tables(), ON).moved(ledger(note="370102195703121234").changes(), 2, None)
        assert after.tables()["place"]["note"].to_list() == ["3*****************"]


@pytest.mark.thorough
class TestNoQuestionIsMadeOfRemarks:
    @pytest.mark.slow
    @few_in_full
    @given(networks(), days(), st.integers(0, len(ASKED) - 1))
    def test_an_answer_is_what_it_was_and_what_it_is_worked_out_anew(self, drawn: Drawn, day: date, which: int) -> None:
        question, options = ASKED[which]
        before = Network(drawn.tables, day)
        said = told(before, question, options)
        changes = other_remarks(drawn.tables, "另一句")
        assert not moved(drawn.tables, changes)
        kept = before.moved(changes, 2, None)
        anew = Network(apply(drawn.tables, changes), day)
        assert told(kept, question, options) == told(anew, question, options) == said
        by_key = {name: frame.sort("key").to_dicts() for name, frame in anew.tables().items()}
        assert {name: frame.sort("key").to_dicts() for name, frame in kept.tables().items()} == by_key
