"""How much a step is about, on which day, and whether the demand and the lot have as much left (SEMANTICS M33)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NoReturn

import polars as pl

from graph.errors import StepRefused
from graph.network.numbering import day_of
from graph.steps.asked import Asked, Lot
from graph.steps.pair import Pair, Tie
from graph.steps.refusals import holding, who_has
from graph.words.listed import Listed

_YEAR = 400


def wished_amount(pair: Pair, asked: Asked, found: Tie | None) -> int:
    """Return how much is asked for or pinned: never more than is left of the demand; what a lot has is told, not held.

    Raises:
        StepRefused: It is more than is left of the demand.
    """
    if asked.quantity is not None:
        return _of_demand(pair, asked.quantity)
    if found is not None and found["quantity"]:
        return min(pair.left, int(found["quantity"]))
    some = pair.possible.filter(pl.col("left") > 0) if pair.kind(pair.source) == "offer" else pl.DataFrame()
    assumed = some.height and bool(pair.supply.offers["assumed"][0])
    return min(pair.left, int(some["left"][0])) if some.height and not assumed else pair.left


def claimed_amount(pair: Pair, asked: Asked, found: Tie | None) -> tuple[date, int]:
    """Return the day of delivery and how much is claimed of it.

    Raises:
        StepRefused: It is more than is left of the demand or of the lot, or the offer is not there that day.
    """
    planned = found["on"] if found is not None and found["on"] is not None and found["on"] >= pair.day else None
    on = asked.delivery or planned or first_day(pair)
    quantity = None if asked.quantity is None else _of_demand(pair, asked.quantity)
    said = quantity or (found["quantity"] if found is not None else None)
    wished = min(pair.left, said or pair.left)
    if pair.kind(pair.source) != "offer":
        return on, wished
    lot = pair.lot_at(on)
    if lot is None:
        raise StepRefused("step_not_then", source=pair.called(pair.source), day=on)
    if lot.left is None or lot.assumed:  # nobody wrote how much there is: what is said is believed
        return on, wished if said or lot.left is None else 1
    if lot.left < (quantity or 1):
        _too_little(pair, lot, on, quantity or wished)
    return on, min(wished, lot.left)


def part_of(pair: Pair, asked: Asked, found: Tie) -> int:
    """Return how much of a claim is meant: what is said, else all of it.

    Raises:
        StepRefused: It is more than was claimed.
    """
    claimed = int(found["quantity"] or 1)
    if asked.quantity is not None and asked.quantity > claimed:
        ends = {"source": pair.called(pair.source), "demand": pair.called(pair.demand)}
        raise StepRefused("step_more_than_claimed", **ends, asked=asked.quantity, claimed=claimed)
    return asked.quantity or claimed


def delivered_on(pair: Pair, asked: Asked, found: Tie) -> date | None:
    """Return the day on which a claim was delivered (SEMANTICS M35): as said, else as planned, else today in that lot.

    Raises:
        StepRefused: It is to come, or lies in a lot that has less left; or it is more than was claimed.
    """
    planned: date | None = found["on"] or found["asked_on"]
    if asked.delivery is None:
        if planned is None or planned <= pair.day:
            return planned or pair.day
        return pair.day if pair.lot_at(pair.day) == pair.lot_at(planned) else planned
    if asked.delivery > pair.day:
        raise StepRefused("step_to_come", found=asked.delivery, day=pair.day)
    lot, quantity = pair.lot_at(asked.delivery), part_of(pair, asked, found)
    held_there = planned is None or lot == pair.lot_at(planned)
    if lot is not None and not held_there and not lot.assumed and lot.left is not None and lot.left < quantity:
        _too_little(pair, lot, asked.delivery, quantity)
    return asked.delivery


def _of_demand(pair: Pair, quantity: int) -> int:
    if quantity > pair.left:
        who = who_has(pair, holding(pair))
        code = "step_more_than_left" if who else "step_more_than_wanted"
        raise StepRefused(code, demand=pair.called(pair.demand), asked=quantity, left=pair.left, who=who)
    return quantity


def first_day(pair: Pair) -> date:
    """Return the first day on which it can be delivered: of a lot with room, else of any in time, else today."""
    possible = pair.possible if pair.kind(pair.source) == "offer" else pl.DataFrame()
    if not possible.height:
        return pair.day
    some = possible.filter(pl.col("left") > 0)
    return day_of(int((some if some.height else possible)["on"][0])) or pair.day


def _too_little(pair: Pair, lot: Lot, on: date, asked: int) -> NoReturn:
    """Refuse more than a lot has, with who has it, and from when there is some again."""
    ties = pair.network.tables()["meets"].filter(source=pair.key(pair.source)).to_dicts()
    held = [tie for tie in ties if pair.holds(tie) and _lies_in(tie, lot)]
    demands = [(pair.network.rows.row(tie["target"]), tie["quantity"] or 1) for tie in held]
    who = Listed(f"{pair.network.name(row)} {many}" for row, many in demands if row is not None)
    again = pair.first_with_room(on, _YEAR) if lot.after is not None else None
    code = "step_lot_has_less" if again is None else "step_lot_has_less_until"
    until = None if lot.after is None else lot.after - timedelta(days=1)
    raise StepRefused(
        code,
        source=pair.called(pair.source),
        asked=asked,
        left=lot.left,
        on=on,
        until=until,
        who=who or "—",
        again=again,
    )


def _lies_in(tie: Tie, lot: Lot) -> bool:
    when = tie["on"] or tie["asked_on"]
    return when is None or ((lot.first or when) <= when and (lot.after is None or when < lot.after))
