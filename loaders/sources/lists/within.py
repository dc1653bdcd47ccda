"""Claims that are no more than is left, of a demand and of the lot of an offer, counted together (SEMANTICS M44)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, cast

import polars as pl

from graph.matching.meetings import meetings_of
from graph.matching.supply import lots_of, supply_of
from graph.network import Network
from graph.network.numbering import EPOCH
from graph.rules import Rules
from graph.steps.amounts import first_day
from graph.steps.pair import Pair
from graph.values.units import in_units, many, taken
from loaders.lists.chosen import held_of, wanted_of
from loaders.report import Report
from loaders.sources.lists.fresh import Ties, leave, turned_tie
from loaders.sources.lists.signed import Answer


def within_demands(network: Network, answers: list[Answer], report: Report) -> list[Answer]:
    """Return the answers but for the claims of demands that need less than was claimed in all."""
    held = held_of(network, meetings_of(network))

    def left(demand: str) -> int:
        return wanted_of(network, network.row(demand)) - int(held[network.row(demand)])

    return _within(answers, lambda one: one.box.demand, left, report, "lists_too_much", lambda _one: (1, 1))


def within_lots(network: Network, rules: Rules, answers: list[Answer], known: Ties, report: Report) -> list[Answer]:
    """Return the answers but for the claims out of a lot that has less than was claimed of it in all.

    A claim is out of the lot of its day of delivery (SEMANTICS M3, M33).
    """
    claims = [one for one in answers if one.claimed and one.box.source.startswith("offer-")]
    if not claims:
        return answers
    days = {one: _day_of(one, known, network, rules) for one in claims}
    seen = network.on(min(days.values()))  # a lot may be past by the time when somebody signs
    last = (max(days.values()) - EPOCH).days
    mine = [network.rows.row(one.box.source) for one in claims]
    offers = supply_of(seen, last).offers.filter(pl.col("offer").is_in(mine)).with_columns(grain=pl.lit(1, pl.Int64))
    lots = lots_of(seen, offers, meetings_of(seen), last)
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for offer, first, after, rest in lots.select("offer", "lot_first", "lot_after", "left").iter_rows():
        found[network.key(offer)].append((first, after, rest))

    def lot(one: Answer) -> tuple[str, int] | None:
        day = (days[one] - EPOCH).days if one in days else None
        spans = (first for first, after, _ in found[one.box.source] if day is not None and first <= day < after)
        first = next(spans, None)
        return None if first is None else (one.box.source, first)

    def left(of: tuple[str, int]) -> int:
        return next(rest for first, _, rest in found[of[0]] if first == of[1])

    def counted(one: Answer) -> tuple[int, int]:
        offered, wanted = (_unit_of(network, key) for key in (one.box.source, one.box.demand))
        return taken(offered, wanted), many(offered)

    return _within(answers, lot, left, report, "lists_lot", counted)


def _unit_of(network: Network, key: str) -> str | None:
    row = network.rows.row(key)
    assert row is not None  # noqa: S101 - it stands on the list
    return cast("str | None", network.rows.column(network.rows.kind_of(row), "unit")[row])


def _day_of(one: Answer, known: Ties, network: Network, rules: Rules) -> date:
    """Return the day of delivery, as the step will have it: the one on the list, or planned, if it is to come."""
    turned = turned_tie(known[one.box.source, one.box.demand])
    said: list[date | None] = [one.box.on, None if turned is None else turned["on"]]
    for day in said:
        if day is not None and day >= one.day:
            return day
    return first_day(Pair(network.on(one.day), rules, one.box.demand, one.box.source))


def _within(
    answers: list[Answer],
    of: Callable[[Answer], Any],
    left: Callable[[Any], int],
    report: Report,
    code: str,
    counted: Callable[[Answer], tuple[int, int]],
) -> list[Answer]:
    """Return the answers but for the claims of anything of which more is claimed in all than is left.

    ``counted`` says how much of it one unit of a claim takes, and how much a unit is in which that is told.
    """
    claims: dict[Any, list[Answer]] = defaultdict(list)
    for one in answers:
        if one.claimed and (group := of(one)) is not None:
            claims[group].append(one)
    refused: list[Answer] = []
    for group, some in claims.items():
        total, rest = sum(one.quantity * counted(one)[0] for one in some), left(group)
        if total > rest:
            refused += some
            size = counted(some[0])[1]
            offer = some[0].box.cells.get("offer") or ""
            said = {"found": in_units(total, size), "expected": in_units(max(rest, 0), size)}
            leave(some, report, code, **said, offer=offer)
    return [one for one in answers if one not in refused]
