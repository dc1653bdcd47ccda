"""Pins: what somebody has decided is taken out before a plan is made, whatever it breaks (SEMANTICS M14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from graph.matching.concerns import concerned_givers
from graph.matching.meetings import Meetings
from graph.matching.passing import in_time, standing_of
from graph.matching.search import Search, with_meetings
from graph.matching.units import weight
from graph.network.columns import ALWAYS
from graph.values.standings import PENDING, REFUSED
from graph.values.units import alike, taken

#: What a plan keeps of a pin: which units go from which lot to which demand.
PINS = {
    "demand": pl.Int32,
    "offer": pl.Int32,
    "giver": pl.Int32,
    "lot_first": pl.Int32,
    "lot_after": pl.Int32,
    "on": pl.Int32,
    "units": pl.Int64,
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Pinned:
    """What is decided, and what is left to plan.

    Attributes:
        pins: What pins take, columns ``PINS``, earliest first.
        search: The same search, where what pins take is claimed.
        givers: By demand, who gives to it by a pin (``planning.who_gives``).
        issues: What pins break, and pins that are not kept: a code, the demand and the offer.
    """

    pins: pl.DataFrame
    search: Search
    givers: dict[int, set[int]]
    issues: tuple[tuple[str, int, int], ...]


def pinned(search: Search) -> Pinned:
    """Take pins out of what is wanted and there, earliest first, no more of each than its demand wants."""
    demands = {row["demand"]: row for row in search.demands.iter_rows(named=True)}
    offers = {row["offer"]: row for row in search.supply.offers.iter_rows(named=True)}
    issues: list[tuple[str, int, int]] = []
    kept: list[Row] = []
    for pin in _said(search.meetings):
        if pin["demand"] not in demands:
            continue  # it is served, ended or elsewhere: nothing of it is left to plan
        refusal = _refused(search, demands[pin["demand"]], offers.get(pin["offer"]))
        if refusal:
            issues.append((refusal, pin["demand"], pin["offer"]))
            continue
        offer = offers[pin["offer"]]
        lot = _lot(search, demands[pin["demand"]], offer, pin["on"])
        if lot is None:
            issues.append(("pin_past", pin["demand"], pin["offer"]))
        else:
            kept.append({**pin, **lot, "giver": offer["giver"]})
    kept.sort(key=lambda one: (one["on"], one["offer"], one["demand"], one["at"]))
    left = {key: row["left"] for key, row in demands.items()}
    room = {(offer, first): some for offer, first, some in search.lots.select("offer", "lot_first", "left").iter_rows()}
    used = []
    givers: dict[int, set[int]] = defaultdict(set)
    for pin in kept:
        demand, lot_key = demands[pin["demand"]], (pin["offer"], pin["lot_first"])
        units = min(pin["quantity"], left[pin["demand"]])
        if not units:
            continue
        left[pin["demand"]] -= units
        givers[pin["demand"]].add(pin["giver"] if pin["giver"] >= 0 else -1 - pin["offer"])
        broken = list(_broken(search, demand, offers[pin["offer"]], pin["on"]))
        takes = units * _weight(demand, offers[pin["offer"]])
        if room[lot_key] < takes:
            broken.append("pin_full")
        if not demand["divisible"] and units < demand["left"]:
            broken.append("pin_whole")
        if 0 < demand["max_givers"] < len(givers[pin["demand"]]):
            broken.append("pin_max_givers")
        room[lot_key] = max(0, room[lot_key] - takes)
        issues += [(code, pin["demand"], pin["offer"]) for code in broken]
        used.append({**pin, "units": units})
    pins = pl.DataFrame([{name: one[name] for name in PINS} for one in used], schema=PINS, orient="row")
    rest = with_meetings(search, _claimed(search.meetings, used)) if used else search
    return Pinned(pins, rest, dict(givers), tuple(issues))


def _said(meetings: Meetings) -> Iterator[Row]:
    chosen = np.flatnonzero(meetings.of_state(("proposed", "asked")) & meetings.pinned)
    for at in chosen.tolist():
        yield {
            "at": at,
            "demand": int(meetings.target[at]),
            "offer": int(meetings.source[at]),
            "quantity": int(meetings.quantity[at]),
            "on": int(meetings.delivered[at]),
        }


def _claimed(meetings: Meetings, pins: Sequence[Row]) -> Meetings:
    """Return the meetings as if what pins take were claimed."""
    at = [pin["at"] for pin in pins]
    state, quantity, when = meetings.state.to_list(), meetings.quantity.copy(), meetings.when.copy()
    lapsed = meetings.lapsed.copy()
    quantity[at], when[at], lapsed[at] = [pin["units"] for pin in pins], [pin["on"] for pin in pins], False
    for one in at:
        state[one] = "claimed"
    return replace(meetings, state=pl.Series(state), quantity=quantity, when=when, lapsed=lapsed)


def _refused(search: Search, demand: Row, offer: Row | None) -> str | None:
    """Return why a pin is not kept."""
    if offer is None or offer["paused"]:
        return "pin_stopped"
    concerned = concerned_givers(search.facts, _one(search.demands, demand))["giver"].to_list()
    return "pin_concerned" if offer["giver"] in concerned else None


def _lot(search: Search, demand: Row, offer: Row, on: int) -> Row | None:
    """Return the lot that a pin is from and its day: as said, else the earliest day in time, else the first lot."""
    today = search.network.day
    lots = search.lots.filter(pl.col("offer") == offer["offer"])
    if on != ALWAYS:
        found = lots.filter((pl.col("lot_first") <= on) & (pl.col("lot_after") > on) & (on >= today))
        found = found.with_columns(on=pl.lit(on, pl.Int32))
    else:
        timely = _in_time(search, demand, offer).sort("lot_first")
        first = lots.with_columns(on=pl.max_horizontal("lot_first", pl.lit(today, pl.Int32)))
        every = (timely.filter(pl.col("left") > 0), timely, first)
        found = pl.concat([one.select("lot_first", "lot_after", pl.col("on").cast(pl.Int32)) for one in every])
    return found.row(0, named=True) if found.height else None


def _weight(demand: Row, offer: Row) -> int:
    """Return how many steps of a lot one unit of a demand takes."""
    return max(1, taken(offer["unit"], demand["unit"]) // int(offer["grain"]))


def _one(demands: pl.DataFrame, demand: Row) -> pl.DataFrame:
    return demands.filter(pl.col("demand") == demand["demand"])


def _in_time(search: Search, demand: Row, offer: Row) -> pl.DataFrame:
    other = search.supply.offers.filter(pl.col("offer") == offer["offer"])
    pair = _one(search.demands, demand).join(other, how="cross", suffix="_offer").with_columns(weight=weight())
    return in_time(pair, search.lots.filter(pl.col("offer") == offer["offer"]))


def _broken(search: Search, demand: Row, offer: Row, on: int) -> Iterator[str]:
    """Yield what a pin breaks of what an offer has to pass, but for what is left."""
    supply, view = search.supply, search.network.view
    tree, wanted = search.rules.categories, demand["category"]
    offered = supply.categories.filter(pl.col("offer") == offer["offer"])["other"].to_list()
    if wanted is None or all(tree.steps(wanted, one) is None for one in offered):
        yield "pin_category"
    areas = supply.areas.filter(pl.col("offer") == offer["offer"])["area"].to_list()
    if not offer["recorded"]:
        yield "pin_area_not_recorded"
    elif not {area for area, _ in view.enclosing(demand["place"])} & set(areas):
        yield "pin_area"
    if not alike(demand["unit"], offer["unit"]):
        yield "pin_unit"
    narrow = search.demands.with_columns(
        first=pl.max_horizontal("first", pl.lit(on)), last=pl.min_horizontal("last", pl.lit(on))
    )
    if not _in_time(replace(search, demands=narrow), demand, offer).height:
        yield "pin_time"
    standing = standing_of(demand["for_classes"], offer["for_classes"])
    if standing in (REFUSED, PENDING):
        yield "pin_eligible" if standing == REFUSED else "pin_pending"
    meetings = search.meetings
    declined = meetings.of_state(("declined",)) & (meetings.target == demand["demand"])
    if {offer["offer"], offer["giver"]} & set(meetings.source[declined].tolist()):
        yield "pin_declined"
