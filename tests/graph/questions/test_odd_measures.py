"""Figures whose measure nobody can count, or that add up what is no number: told as that, and by both alike."""

from __future__ import annotations

from datetime import date

import pytest

from graph import plain, questions
from graph.kinds import things
from graph.network import Network
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows

RULES = load_rules()
ON = date(2024, 11, 1)
#: Each field of each kind of thing, whatever is written in it, and what is none of a thing at all.
SUMS = [
    f"sum {one} of kind={kind.kind}" for kind in things() for one in ("key", *(field.name for field in kind.fields))
]
THROUGH = [
    "sum since through part_of of kind=place",
    "sum axis through part_of of kind=place",
    "sum name through place of kind=place",
    "distinct place through place of kind=post",
    "distinct holds through holds of kind=post",
    "distinct key through holds of kind=post",
    "count kind=answers_for",
    "share sum name of kind=place / count kind=place",
]


def _ledger(measures: list[str]) -> Tables:
    rows = Rows()
    for at in "ab":
        rows.thing("place", f"place-{at}", name=at, level="building", since=ON, households=3, residents=5)
    rows.tie("part_of", "place-b", "place-a", axis="territory", since=ON)
    team = rows.thing("team", "team-a", name="队", themes=["普法"], members=4)
    rows.tie("serves", team, "place-b")
    for number, measure in enumerate(measures):
        fields = {"measure": measure, "value": 3, "bound": "exact", "unit": "things", "as_of": ON, "subject": "place-a"}
        rows.thing("figure", f"figure-{number:04}", name=None, flow=False, **fields)
    return rows.tables()


class TestOddMeasures:
    @pytest.mark.parametrize("measures", [SUMS, THROUGH], ids=["sums", "through"])
    def test_are_answered_alike(self, measures: list[str]) -> None:
        network = Network(_ledger(measures), ON)
        fast, slow = (ask.reconcile(network, RULES).to_dict() for ask in (questions, plain))
        assert fast == slow
        assert len(fast["rows"]) == len(measures) > 5
