"""What holds of the plain answers whatever the network."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph import plain
from graph.answers import Answer
from graph.errors import LinliError
from graph.network import Network
from graph.plain.facts.world import World
from graph.tables import Tables
from tests.casefile.ledger import Ledger
from tests.examples import few
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

pytestmark = pytest.mark.slow  # forty networks a property


def said(answer: Answer) -> dict[str, Any]:
    """Everything an answer says."""
    return answer.to_dict()


def shuffled(tables: Tables, seed: int) -> Tables:
    """The same rows in another order."""
    return Tables({name: frame.sample(fraction=1.0, shuffle=True, seed=seed) for name, frame in tables.items()})


def walk(drawn: Drawn, day: dt.date, rules: str, start: str, about: str | None = None) -> Answer:
    """An escalation that can be asked."""
    try:
        return plain.escalate(Ledger(drawn.tables, day), RULEBOOKS[rules], start, about=about)
    except LinliError:
        assume(condition=False)
        raise


class TestOrderOfRows:
    @few
    @given(networks(), days(), rulebooks(), st.integers(0, 9))
    def test_never_matters(self, drawn: Drawn, day: dt.date, rules: str, seed: int) -> None:
        one, other = Ledger(drawn.tables, day), Ledger(shuffled(drawn.tables, seed), day)
        book = RULEBOOKS[rules]
        assert said(plain.coverage(one, book, load=True)) == said(plain.coverage(other, book, load=True))
        assert said(plain.reconcile(one, book)) == said(plain.reconcile(other, book))
        assert said(plain.audit(one, book)) == said(plain.audit(other, book))

    @few
    @given(networks(), days(), rulebooks(), st.integers(0, 9), st.data())
    def test_never_matters_to_an_escalation(
        self, drawn: Drawn, day: dt.date, rules: str, seed: int, data: st.DataObject
    ) -> None:
        start = data.draw(st.sampled_from(drawn.starts))
        other = Drawn(shuffled(drawn.tables, seed), drawn.keys)
        assert said(walk(drawn, day, rules, start)) == said(walk(other, day, rules, start))


class TestGraph:
    @few
    @given(networks(), days(), rulebooks())
    def test_is_the_same_made_by_the_network_or_by_hand(self, drawn: Drawn, day: dt.date, rules: str) -> None:
        by_hand, network = Ledger(drawn.tables, day), Network(drawn.tables, day)
        assert said(plain.audit(by_hand, RULEBOOKS[rules])) == said(plain.audit(network, RULEBOOKS[rules]))
        assert said(plain.reconcile(by_hand, RULEBOOKS[rules])) == said(plain.reconcile(network, RULEBOOKS[rules]))


class TestEscalation:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_never_repeats_a_seat(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        answer = walk(drawn, day, rules, data.draw(st.sampled_from(drawn.starts)))
        rows = answer.rows.to_dicts()
        combined = [(row["chain"], one["id"]) for row in rows for one in row["also"] if one["as"] == "combined"]
        seats = [(row["chain"], row["post"]["id"]) for row in rows if row["post"]]
        assert max(Counter([*seats, *combined]).values(), default=1) == 1

    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_never_asks_who_it_is_about(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        person = data.draw(st.sampled_from(drawn.keys["person"]))
        answer = walk(drawn, day, rules, data.draw(st.sampled_from(drawn.starts)), about=person)
        for row in answer.rows.to_dicts():
            assert row["holder"] is None or row["holder"]["id"] != person
            assert [one for one in row["also"] if one["holder"]["id"] == person] == []

    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_steps_and_passed_slots_go_up(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        start = data.draw(st.sampled_from(drawn.keys["place"]))
        answer = walk(drawn, day, rules, start)
        ends = {row["chain"]: row for row in answer.frames["ends"].to_dicts()}
        for chain, end in ends.items():
            rows = [row for row in answer.rows.to_dicts() if row["chain"] == chain]
            slots = [row["slot"] for row in rows]
            assert len(set(slots)) == len(slots)
            assert {one["slot"] for one in end["passed"]}.isdisjoint(slots)
            assert end["state"] == "top" or end["passed"]


class TestAudit:
    @few
    @given(networks(), days(), rulebooks())
    def test_is_the_escalations_of_its_starts(self, drawn: Drawn, day: dt.date, rules: str) -> None:
        network = Ledger(drawn.tables, day)
        audit = plain.audit(network, RULEBOOKS[rules])
        ends: dict[str, Counter[str]] = {chain: Counter() for chain in audit.totals["chains"]}
        homes: Counter[tuple[str | None, ...]] = Counter()
        left_under = {one.under for one in World.of(network, RULEBOOKS[rules]).places.left}
        for start in leaves(drawn.tables, day):
            if start in left_under and not home(drawn, start):
                continue  # what an ended place left behind lies in it
            try:
                answer = plain.escalate(network, RULEBOOKS[rules], start)
            except LinliError:
                continue
            for chain, state in answer.totals["ends"].items():
                ends[chain][state] += 1
            if home(drawn, start):
                homes.update(set(seats(answer.rows)))
        found = {chain: Counter(count) for chain, count in audit.totals["chains"].items()}
        assert {chain: +count for chain, count in found.items()} == ends
        load = audit.frames["load"]
        counted = dict(zip(seats(load), load["homes"].struct.field("low"), strict=True)) if load.height else {}
        assert {seat: low for seat, low in counted.items() if low} == homes


class TestWithin:
    @few
    @given(networks(), days(), rulebooks(), st.data())
    def test_narrows_and_changes_no_row(self, drawn: Drawn, day: dt.date, rules: str, data: st.DataObject) -> None:
        within = data.draw(st.sampled_from(drawn.keys["place"]))
        book = RULEBOOKS[rules]
        every = told(plain.coverage(Ledger(drawn.tables, day), book).rows)
        narrowed = told(plain.coverage(Ledger(drawn.tables, day, within), book).rows)
        assert [row for row in every if row in narrowed] == narrowed
        figures = plain.reconcile(Ledger(drawn.tables, day), book).rows.to_dicts()
        fewer = plain.reconcile(Ledger(drawn.tables, day, within), book).rows.to_dicts()
        assert [row for row in figures if row in fewer] == fewer


def told(rows: pl.DataFrame) -> list[dict[str, Any]]:
    """Each row as what it says: a type of norm that has no row in an answer has no columns there either."""
    return [{name: one for name, one in row.items() if one is not None and one != []} for row in rows.to_dicts()]


def seats(rows: pl.DataFrame) -> list[tuple[str | None, ...]]:
    """Each row's unit, post and holder."""
    columns = ("unit", "post", "holder")
    return [tuple(row[name] and row[name]["id"] for name in columns) for row in rows.to_dicts()]


def leaves(tables: Tables, day: dt.date) -> list[str]:
    """The valid homes, and the valid places in which no valid place lies."""

    def valid(row: dict[str, Any]) -> bool:
        return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])

    places = {row["key"]: row["level"] for row in tables["place"].to_dicts() if valid(row)}
    held = {row["target"] for row in tables["part_of"].to_dicts() if valid(row) and row["source"] in places}
    return [key for key, level in places.items() if level == "home" or key not in held]


def home(drawn: Drawn, place: str) -> bool:
    """Whether a place is a home."""
    rows = drawn.tables["place"]
    return bool(rows.row(rows["key"].index_of(place) or 0, named=True)["level"] == "home")
