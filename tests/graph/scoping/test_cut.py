"""A cut of a random ledger, held to where things lie by the plain reading, which shares no code with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.kinds import Sensitivity, things, ties
from graph.network import Network
from graph.plain.facts.world import World
from graph.rules import load_rules
from graph.scoping import Scope, cut
from graph.scoping.cut import HOW, is_prose
from graph.scoping.standing import INSIDE
from graph.tables import Tables
from tests.examples import in_full
from tests.graph.scoping.marked import marked
from tests.networks import Drawn, days, networks

RULES = load_rules()


def placed() -> st.SearchStrategy[Drawn]:
    """Ledgers with a place in them."""
    return networks().filter(lambda one: bool(one.keys.get("place")))


class Parted:
    """A ledger, cut for somebody, and where the plain reading says that things lie."""

    def __init__(self, drawn: Drawn, place: str, day: dt.date) -> None:
        self.whole = marked(drawn.tables)
        self.network = Network(self.whole, day)
        self.cut = cut(self.network, RULES, Scope(place))
        self.seen = self.cut.of(self.whole, 1)
        self.world = World(self.network.to_networkx(every_date=True), day, None, RULES)
        self.place = place

    def lies(self, key: str) -> bool | None:
        """Whether a thing lies in the place today; None = it is nowhere, or not there today."""
        anchor = self.world.anchors.of(key)
        if anchor is None or self.place not in self.world.places.all:
            return None
        return bool(self.world.places.lies_in(anchor, self.place))


@pytest.mark.slow
@pytest.mark.thorough
@in_full
@given(placed(), st.data(), days())
def test_a_cut_is_what_was_promised(drawn: Drawn, data: Any, day: dt.date) -> None:
    place = data.draw(st.sampled_from(drawn.keys["place"]))
    parted = Parted(drawn, place, day)  # which takes longer than to look at it in every way
    what_lies_inside_is_whole(parted)
    of_what_lies_elsewhere_no_sentence_and_nothing_internal_is_seen(parted)
    every_end_and_reference_is_there(parted)
    every_row_is_seen_in_one_way(parted)
    cutting_again_cuts_nothing(parted, day)


def what_lies_inside_is_whole(parted: Parted) -> None:
    for kind in things():
        rows = parted.whole[kind.kind].filter(pl.col("key").map_elements(parted.lies, return_dtype=pl.Boolean))
        assert rows.join(parted.seen[kind.kind], on=rows.columns, how="anti", nulls_equal=True).to_dicts() == []


def of_what_lies_elsewhere_no_sentence_and_nothing_internal_is_seen(parted: Parted) -> None:
    for kind in things():
        hidden = [
            one.name
            for one in kind.fields
            if not one.required and (is_prose(kind, one.name) or one.sensitivity is not Sensitivity.OPEN)
        ]
        for table in (kind.kind, f"{kind.kind}_personal"):
            for row in parted.seen[table].to_dicts() if table in parted.seen else ():
                if parted.lies(row["key"]) is False and not _brought(parted, row["key"]):
                    assert {name: row[name] for name in hidden if row.get(name) is not None} == {}


def _brought(parted: Parted, key: str) -> bool:
    """Whether somebody inside gives it: then it is theirs wherever it serves."""
    givers = parted.cut.inside
    return any(
        parted.whole[tie.kind].filter((pl.col("target") == key) & pl.col("source").is_in(givers.implode())).height > 0
        for tie in ties()
        if tie.brought
    )


def every_end_and_reference_is_there(parted: Parted) -> None:
    there = {key for kind in things() for key in parted.seen[kind.kind]["key"].to_list()}
    for table, frame in parted.seen.items():
        for column in _references(table):
            assert set(frame[column].drop_nulls()) - there == set(), (table, column)


def every_row_is_seen_in_one_way(parted: Parted) -> None:
    for kind, kept in parted.cut.kept.items():
        assert kept["key"].is_unique().all(), kind
        assert kept[HOW].is_between(0, INSIDE).all()


def cutting_again_cuts_nothing(parted: Parted, day: dt.date) -> None:
    again = cut(Network(parted.seen, day), RULES, Scope(parted.place))
    assert set(parted.cut.inside) <= set(again.inside)
    places = set(parted.whole["place"]["key"])
    assert set(again.inside) & places == set(parted.cut.inside) & places


def _references(table: str) -> tuple[str, ...]:
    from graph.tables import all_tables

    return next(one.references for one in all_tables() if one.name == table)


def test_a_place_that_is_not_there_leaves_nothing() -> None:
    network = Network(Tables({}), dt.date(2024, 11, 1))
    seen = cut(network, RULES, Scope("place-gone")).of(network.tables(), 1)
    assert sum(frame.height for frame in seen.values()) == 0
