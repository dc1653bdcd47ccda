"""Figures of a time and shares: the fast count is the plain one, whatever happened and whatever is listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few

RULES = load_rules()
DAYS = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 11, 1)]
PERIODS = [None, "2023", "2024", "2024-03", "2023-12至2024-03", "自2024-01", "从前"]
OF = ["kind=activity", "kind=activity category=haircut", "kind=need", "kind=need status=done", "kind=venue"]
MEASURES = [
    *((f"count {of}", ("times", "things", "cases")) for of in OF),
    ("count kind=step", ("cases",)),
    ("sum attendance of kind=activity", ("person_times",)),
    ("sum area of kind=venue", ("square_metres",)),
    ("sum hours through took_part of kind=activity", ("hours",)),
    ("distinct person through took_part of kind=activity", ("people",)),
    ("share count kind=activity category=haircut / count kind=activity", ("percent",)),
    ("share count kind=need status=done / count kind=need", ("percent",)),
    ("share sum attendance of kind=activity / count kind=venue status=open", ("percent",)),
    ("share distinct person through took_part of kind=activity / count kind=person", ("percent",)),
]
LISTED = ["kind=activity", "kind=need", "kind=venue", "kind=person", "kind=team", "kind=step", "kind=person class=own"]


@st.composite
def happened(draw: Any) -> Tables:
    """Draw what happened in two communities, what is listed of it and what was published."""
    rows = Rows()

    def one_of(values: Sequence[Any]) -> Any:
        return draw(st.sampled_from(values))

    places = [rows.thing("place", f"place-{at}", name=at, level="community", profile="suzhoulu") for at in "ab"]
    people = [rows.thing("person", f"person-{at}", name=at) for at in range(3)]
    team = rows.thing("team", "team-a", name="队")
    for at in range(draw(st.integers(0, 4))):
        key = rows.thing(
            "activity",
            f"activity-{at}",
            name="演示",
            on=one_of([None, *DAYS]),
            category=one_of([None, "haircut"]),
            times=one_of([None, None, 3]),
            attendance=one_of([None, 40]),
        )
        rows.tie("located_at", key, one_of(places))
        for who in draw(st.lists(st.sampled_from([*people, team]), unique=True)):
            rows.tie("took_part", who, key, hours=one_of([None, 1.5, 2.0]), came=one_of([None, True, False]))
    for at in range(draw(st.integers(0, 3))):
        key = rows.thing("need", f"need-{at}", name="演示", raised_on=one_of([None, *DAYS]))
        rows.tie("located_at", key, one_of(places))
        for number, sort, state in ((1, "raise", "open"), (2, "finish", "finished")):
            if draw(st.booleans()):
                at_ = f"{one_of(DAYS)}T02:00:00Z"
                rows.thing("step", f"step-{at}{number}", need=key, number=number, sort=sort, at=at_, state=state)
    for at in range(draw(st.integers(0, 2))):
        key = rows.thing("venue", f"venue-{at}", name="演示", status="open", area=one_of([None, 80.25]))
        rows.tie("located_at", key, places[0])
        rows.thing(
            "stated", f"stated-{at}", subject=key, status="building", until=one_of(DAYS), area=one_of([None, 9.5])
        )
    for at, selector in enumerate(LISTED):
        if draw(st.booleans()):
            rows.thing("listing", f"listing-{at}", selector=selector, within=one_of(places), as_of=one_of(DAYS))
    for at, (measure, units) in enumerate(MEASURES):
        rows.thing(
            "figure",
            f"figure-{at:02}",
            subject=one_of([*places, team]),
            name="演示",
            measure=measure,
            value=one_of([0, 1, 3, 40, 100]),
            bound=one_of(["exact", "at_least", "at_most"]),
            unit=one_of(units),
            flow=one_of([True, True, None]),
            period=one_of(PERIODS),
            as_of=one_of([None, None, *DAYS]),
        )
    return rows.tables()


@pytest.mark.thorough
class TestFastIsPlain:
    @few
    @given(happened(), st.sampled_from(DAYS))
    def test_of_what_happened(self, tables: Tables, day: date) -> None:
        network = Network(tables, day)
        expected = plain.reconcile(network, RULES, evidence_cap=None).to_dict()
        assert questions.reconcile(network, RULES, evidence_cap=None).to_dict()["rows"] == expected["rows"]
