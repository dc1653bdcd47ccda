"""Plans of short lists: what every way of giving, one after the other, finds best; and what must not change them."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graph import plain, questions
from graph.errors import TooLong
from graph.matching.pinning import pinned
from graph.matching.planning import planned
from graph.matching.search import search_of
from graph.network import Network
from graph.network.numbering import day_of
from graph.plain.facts.world import World
from graph.plain.matching import plan as match_plan
from graph.plain.matching.checking import broken
from graph.plain.matching.demands import HORIZON, demands
from graph.rules import Rules, load_rules
from graph.rules.matching import Matching
from graph.tables import Tables
from tests.examples import few, few_in_full
from tests.graph.matching.lists import TODAY, lists

_RULES = load_rules()
#: So many short lists are planned both ways; ``LINLI_LISTS=1000`` before a release.
_LISTS = int(os.environ.get("LINLI_LISTS") or (100 if "LINLI_EXAMPLES" in os.environ else 10))

pytestmark = pytest.mark.thorough


def _fast(network: Network) -> tuple[set[tuple[Any, ...]], tuple[int, ...]]:
    """Return who gives how much to whom, and what that is worth by level."""
    decided = pinned(search_of(network, _RULES))
    found = planned(decided, decided.search.passed(decided.search.demands))
    used = found.arcs.filter(pl.col("units") > 0).select("demand", "offer", "lot_first", "units")
    rows = {
        (network.key(demand), network.key(offer), day_of(first), units)
        for demand, offer, first, units in used.iter_rows()
    }
    return rows, tuple(found.levels.values())


def _plainly(network: Network) -> tuple[set[tuple[Any, ...]], tuple[int, ...]]:
    world = World.of(network, _RULES)
    every = demands(world)
    horizon = max([world.day + HORIZON, *(one.last for one in every)])
    planning = match_plan.planned(world, horizon, every).planning
    return {(way.demand.key, *way.have, units) for way, units in planning.plan}, planning.value


class TestPlanOfAShortList:
    @pytest.mark.slow
    @settings(max_examples=_LISTS, suppress_health_check=[HealthCheck.too_slow])
    @given(lists())
    def test_is_the_best_of_all_ways_match_by_match_and_level_by_level(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        try:
            expected = _plainly(network)
        except TooLong:
            assume(condition=False)  # more ways than are gone through one by one
        assert _fast(network) == expected

    @pytest.mark.slow
    @few_in_full
    @given(lists())
    def test_says_what_the_plain_version_says(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        try:
            expected = plain.match(network, _RULES, plan=True).to_dict()
        except TooLong:
            assume(condition=False)
        assert questions.match(network, _RULES, plan=True).to_dict() == expected

    @pytest.mark.slow
    @few
    @given(lists())
    def test_keeps_every_rule(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        answer = questions.match(network, _RULES, plan=True)
        assert not broken(World.of(network, _RULES), answer.rows.to_dicts(), answer.totals["objective"])


@pytest.mark.slow
class TestWhatDoesNotChangeAPlan:
    @few
    @given(lists(), st.randoms(use_true_random=False))
    def test_the_order_of_rows(self, tables: Tables, random: Any) -> None:
        shuffled = {}
        for name in tables:
            order = list(range(tables[name].height))
            random.shuffle(order)
            shuffled[name] = tables[name][order]
        assert _fast(Network(Tables(shuffled), TODAY)) == _fast(Network(tables, TODAY))

    @few
    @given(lists())
    def test_an_offer_that_it_does_not_use_taken_away(self, tables: Tables) -> None:
        network = Network(tables, TODAY)
        answer = questions.match(network, _RULES, plan=True)
        idle = [row["offer"]["id"] for row in answer.frames["unused"].to_dicts()]
        asked = set(tables["meets"]["source"].to_list())
        gone = [key for key in idle if key not in asked]  # who was asked counts towards whose turn it is
        without = {
            name: frame.filter(~pl.col("key" if name == "offer" else "source").is_in(gone))
            if name in ("offer", "serves")
            else frame.filter(~pl.col("target").is_in(gone))
            if name == "gives"
            else frame
            for name, frame in ((name, tables[name]) for name in tables)
        }
        rows, levels = _fast(network)
        assert _fast(Network(Tables(without), TODAY)) == (rows, levels)


def _changed(tables: Tables, relaxation: dict[str, Any], demand: str) -> Tables | None:
    """Return the tables in which what would help is so; None where it is told of one lot of several."""
    offer = relaxation["offer"]["id"]
    frames = {name: tables[name] for name in tables}
    offers, needs = frames["offer"], frames["need"]
    mine = pl.col("key") == offer
    match relaxation["change"]:
        case "resumed":
            frames["offer"] = offers.with_columns(status=pl.when(mine).then(pl.lit("active")).otherwise("status"))
        case "later":
            later = pl.col("due") + pl.duration(days=relaxation["by"])
            frames["need"] = needs.with_columns(due=pl.when(pl.col("key") == demand).then(later).otherwise("due"))
            extended = (pl.col("need") == demand) & (pl.col("sort") == "extend")
            moved = pl.col("on") + pl.duration(days=relaxation["by"])
            frames["step"] = frames["step"].with_columns(on=pl.when(extended).then(moved).otherwise("on"))
        case "waived":
            frames["meets"] = frames["meets"].filter(
                (pl.col("state") != "declined") | (pl.col("source") != offer) | (pl.col("target") != demand)
            )
        case "more":
            row = offers.filter(mine).row(0, named=True)
            if row["period"] is not None or row["capacity"] is None:
                return None
            frames["offer"] = offers.with_columns(
                capacity=pl.when(mine).then(pl.lit(str(int(row["capacity"]) + relaxation["by"]))).otherwise("capacity")
            )
        case _:
            return None
    return Tables(frames)


class _Steady(Rules):
    """Rules by which no score depends on how much there is, who else could be asked or how far it is looked ahead.

    What would be there is scored as of now (SEMANTICS M17), so that by others it might come out a little otherwise.
    """

    def matching(self, profile: str | None = None) -> Matching:
        found = super().matching(profile)
        weights = {**found.weights, "turn": 0, "soon": 0, "fit": 0}
        return found.model_copy(
            update={"weights": {**weights, "category": 100 - sum(weights.values()) + weights["category"]}}
        )


@pytest.mark.slow
class TestWhatWouldHelp:
    @few
    @given(lists())
    def test_serves_the_demand_when_it_is_so(self, tables: Tables) -> None:
        rules = _Steady(**{one.name: getattr(_RULES, one.name) for one in fields(_RULES)})
        answer = questions.match(Network(tables, TODAY), rules, plan=True)
        for row in answer.frames["unmet"].to_dicts():
            changed = row["relaxation"] and _changed(tables, row["relaxation"], row["demand"]["id"])
            if changed:
                again = questions.match(Network(changed, TODAY), rules, plan=True)
                assert row["demand"]["id"] not in again.frames["unmet"]["demand"].struct.field("id").to_list()
