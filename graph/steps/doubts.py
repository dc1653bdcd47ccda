"""Doubts about a step that do not forbid it: shown to whoever takes it, who may know better (SEMANTICS M32)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graph.matching.passing import standings_of
from graph.steps.asked import Note
from graph.steps.pair import Pair
from graph.values.standings import PENDING, REFUSED
from graph.values.units import alike
from graph.words.listed import Listed


def doubts(pair: Pair, quantity: int, delivery: date | None) -> tuple[Note, ...]:
    """Return what speaks against a pair and a day that was said, in the order of the funnel; the demand is wanted."""
    said = _of_day(pair, delivery)
    if pair.kind(pair.source) == "project":
        return (*said,)
    offered = _of_unit(pair) if pair.kind(pair.source) == "organisation" else _of_offer(pair)
    return (*offered, *said, *_of_demand(pair, quantity))


def declined_by(pair: Pair) -> Note | None:
    """Return that the offer was declined for this demand, or all that its giver has, and until when."""
    givers = {pair.key(pair.source), *([pair.key(pair.giver)] if pair.giver is not None else [])}
    said = [tie for tie in pair.of_demand if tie["source"] in givers and pair.state(tie) == "declined"]
    if not said:
        return None
    until = None if any(tie["until"] is None for tie in said) else max(tie["until"] for tie in said)
    return Note("declined", {"until": until})


def _of_offer(pair: Pair) -> Iterator[Note]:
    if not pair.supply.offers.height:
        yield Note("ended")
        return
    offer = pair.supply.offers.row(0, named=True)
    if offer["paused"]:
        yield Note("paused")
    yield from _of_kind_and_area(pair, offer)
    if not pair.possible.height:
        yield Note("time")
    elif not (pair.possible["left"] > 0).any():
        yield Note("full")
    standing = standings_of(pair.line)[0]
    if standing == REFUSED:
        yield Note("not_eligible")
    if standing == PENDING:
        yield Note("pending", {"check": Listed(sorted(offer["for_classes"]))})
    if offer["assumed"]:
        yield Note("assumed")
    if pair.giver is None:
        yield Note("giver_unknown")


def _of_unit(pair: Pair) -> Iterator[Note]:
    """Yield that a unit has something of the category on its list: what it does by itself uses up none of that."""
    tie, day, tree = pair.network.rows.ties["gives"], pair.network.day, pair.rules.categories
    given = tie.target[(tie.source == pair.source) & (tie.since <= day) & (day < tie.until)]
    wanted = pair.fields(pair.demand)["category"]
    fits = [
        pair.network.name(row) or pair.key(row)
        for row in map(int, given)
        if pair.there(row)
        and wanted is not None
        and any(tree.steps(wanted, one) is not None for one in pair.fields(row)["categories"] or ())
    ]
    if fits:
        yield Note("offers_of_unit", {"offers": Listed(sorted(fits))})


def _of_kind_and_area(pair: Pair, offer: dict[str, Any]) -> Iterator[Note]:
    tree, wanted = pair.rules.categories, pair.wanted.row(0, named=True)
    theirs = pair.supply.categories["other"].to_list()
    if wanted["category"] is None or all(tree.steps(wanted["category"], one) is None for one in theirs):
        yield Note("category")
    around = {place for place, _ in pair.network.view.enclosing(int(wanted["place"]))}
    if not offer["recorded"]:
        yield Note("area_not_recorded")
    elif not around & {*pair.supply.areas["area"].to_list()}:
        yield Note("area")
    if not alike(wanted["unit"], offer["unit"]):
        yield Note("unit")


def _of_day(pair: Pair, delivery: date | None) -> Iterator[Note]:
    """Yield what is odd about a day of delivery; a due that is past bounds nothing (SEMANTICS M2)."""
    if delivery is None:
        return
    due = pair.wished
    if delivery < pair.day:
        yield Note("delivery_past", {"on": delivery})
    if due is not None and pair.day <= due < delivery:
        yield Note("delivery_late", {"on": delivery, "due": due})


def _of_demand(pair: Pair, quantity: int) -> Iterator[Note]:
    wanted = pair.wanted.row(0, named=True)
    if not wanted["divisible"] and quantity < wanted["left"]:
        yield Note("whole", {"left": wanted["left"]})
    others = {tie["source"] for tie in pair.of_demand if pair.holds(tie) and tie["source"] != pair.key(pair.source)}
    if wanted["max_givers"] and len(others) >= wanted["max_givers"]:
        yield Note("max_givers", {"most": wanted["max_givers"]})
    if (said := declined_by(pair)) is not None:
        yield said
