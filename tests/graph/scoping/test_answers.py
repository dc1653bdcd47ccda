"""Questions asked within a place have the same answers of its part as of the whole ledger, in both versions.

But for what rests on somebody above being away: who is, is told to nobody below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import plain, questions
from graph.errors import LinliError
from graph.network import Network
from graph.rules import load_rules
from graph.scoping import Cut, Scope, cut
from graph.scoping.cut import HOW
from graph.scoping.standing import INSIDE
from graph.tables import Tables
from tests.examples import few
from tests.graph.scoping.test_cut import placed
from tests.networks import Drawn, days

RULES = load_rules()
#: Questions of a place; what lists tell beside that (offers that nobody wants, units of an alliance) is of no place.
WITHIN = ("coverage", "reconcile", "audit", "needs", "orders")


def without_absences_above(tables: Tables, found: Cut) -> Tables:
    """Return a whole ledger in which nobody is away of whom that is not told."""
    away = tables["absence"].filter(pl.col("key").is_in(found.kept["absence"]["key"].implode()))
    mine = found.kept["holds"].filter(pl.col(HOW) == INSIDE)["key"].implode()
    holds = tables["holds"].with_columns(absences=pl.when(pl.col("key").is_in(mine)).then(pl.col("absences")))
    return Tables({**tables, "absence": away, "holds": holds}, tables.revision)


def told_alike(whole: Network, found: Cut, place: str) -> bool:
    """Whether a part can tell where everything lies.

    It cannot tell what lies in an own place on an axis on which that place is not here (SEMANTICS V20), nor where a
    place around lies of which its parts alone say so (P3), since not all of these are there.
    """
    view, part_of = whole.view, whole.rows.ties["part_of"]
    inside = view.inside(whole.rows.row(place) or 0)
    for forest in view.forests:
        rows = np.flatnonzero(~inside & (forest.parent >= 0))
        if inside[forest.parent[rows]].any():
            return False
    said = view.holding("part_of") & part_of.frame["axis"].ne_missing("property").to_numpy()
    put = {*part_of.source[said].tolist(), *(one.place for one in view.left_behind)}
    around = [whole.rows.row(key) or 0 for key in found.outside if key.startswith("place")]
    return all(view.territory.parent[row] < 0 or row in put for row in around)


def asked(module: ModuleType, question: str, network: Network, **options: Any) -> Mapping[str, Any]:
    """Return the rows of an answer by table, or why there is none."""
    try:
        frames = getattr(module, question)(network, RULES, **options).frames
    except LinliError as error:
        return {"refused": error.code}
    return {name: [_told(row) for row in frame.to_dicts()] for name, frame in frames.items()}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what tells that somebody answers for another place too: who sees a part sees one of them."""
    return {**row, "flags": [one for one in row["flags"] if one != "several_places"]} if "flags" in row else row


@pytest.mark.slow
@pytest.mark.thorough
@few
@given(placed(), st.data(), days())
def test_are_the_same_of_a_part_as_of_the_whole(drawn: Drawn, data: Any, day: dt.date) -> None:
    place = data.draw(st.sampled_from(drawn.keys["place"]))
    whole = Network(drawn.tables, day)
    if not whole.view.valid[whole.rows.row(place) or 0]:
        return
    found = cut(whole, RULES, Scope(place))
    if not told_alike(whole, found, place):
        return
    part = Network(found.of(drawn.tables, 0), day)
    whole = Network(without_absences_above(drawn.tables, found), day)
    for module in (questions, plain):
        for question in WITHIN:
            of_whole = asked(module, question, whole.within(place))
            assert asked(module, question, part.within(place)) == of_whole, (module.__name__, question)
    for start in found.inside.to_list()[:3]:
        for chain in ("party", "governance"):
            told = asked(questions, "escalate", part, start=start, chain=chain)
            assert told == asked(questions, "escalate", whole, start=start, chain=chain), start
