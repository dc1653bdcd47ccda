"""More claimed than is wanted, or than an offer has: told at load, by a row that says so (SEMANTICS M3).

A step is refused there, but a ledger tells what people agreed on elsewhere, and that may be too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from graph import today
from graph.facts.demands import HOLDING
from graph.tables import Tables
from graph.values.amounts import UNBOUNDED
from graph.values.periods import PERIODS, period_of
from graph.values.units import in_units, many, taken
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

Row = dict[str, Any]
_DEMANDS = ("need", "project")


def note_over_claimed(loaded: Loaded, report: Report) -> None:
    """Warn of each demand, and each lot of an offer, of which more is claimed and done than there is."""
    rows, changed, after = loaded.rows, loaded.changed, loaded.after
    if "meets" not in changed:
        return
    said = {row["key"]: row for row in rows.get("meets", pl.DataFrame()).iter_rows(named=True)}
    day = pl.lit(today())
    begun = pl.col("since").is_null() | (pl.col("since") <= day)
    lasts = pl.col("until").is_null() | (pl.col("until") > day)
    held = after["meets"].filter(pl.col("state").is_in(HOLDING) & begun & lasts)
    for end, kinds in (("target", _DEMANDS), ("source", ("offer",))):
        touched = held.filter(pl.col("key").is_in(list(said)))[end].unique()
        ties = held.filter(pl.col(end).is_in(touched.implode())).sort(end, "key")
        for key, of in ties.group_by(end, maintain_order=True):
            kind = str(key[0]).rpartition("-")[0]
            for thing in after[kind].filter(key=key[0]).to_dicts() if kind in kinds else ():
                size, takes = _counted(thing, after) if kind == "offer" else (1, dict[str, int]())
                for code, first, there, some in _limits(thing, of.to_dicts(), is_offer=kind == "offer"):
                    total = sum((tie["quantity"] or 1) * takes.get(tie["target"], size) for tie in some)
                    if total > there * size and any(tie["key"] in said for tie in some):
                        row = said[max((tie["key"] for tie in some if tie["key"] in said), key=[*said].index)]
                        where = Where(row.get("file"), row.get("sheet"), row.get("row"))
                        found = in_units(total, size)
                        report.warn(code, where, found=found, expected=str(there), of=thing["name"], day=first)


def _counted(offer: Row, after: Tables) -> tuple[int, dict[str, int]]:
    """Return how much a unit of an offer is in the smallest of its sort, and how much of that each demand takes a unit.

    Of demands that are counted as the offer is nothing is said.
    """
    size = many(offer["unit"])
    units = dict(row for kind in _DEMANDS for row in after[kind].select("key", "unit").iter_rows())
    takes = {demand: taken(offer["unit"], unit) for demand, unit in units.items()}
    return size, {demand: each for demand, each in takes.items() if each != size}


def _limits(thing: Row, ties: list[Row], *, is_offer: bool) -> Iterator[tuple[str, str, int, list[Row]]]:
    """Yield what bounds some claims: the code of what to say, the first day of a lot, how much there is, and of what.

    What has neither day of delivery nor of the ask is held of every lot; of no capacity nothing is known. Of what there
    is each day, a claim names the day on which it begins and may go on, so that no day is known to be too much.
    """
    if not is_offer:
        yield "demand_over_claimed", "", thing["quantity"] or 1, ties
        return
    if thing["capacity"] in (None, UNBOUNDED):
        return
    there = int(thing["capacity"])
    if thing["period"] == "day":
        return
    if thing["period"] not in PERIODS:
        yield "offer_over_claimed", "", there, ties
        return
    lots: dict[date, list[Row]] = {}
    for tie in ties:
        if when := tie["on"] or tie["asked_on"]:
            lots.setdefault(period_of(when, thing["period"])[0], []).append(tie)
    always = [tie for tie in ties if not (tie["on"] or tie["asked_on"])]
    if always and not lots:
        yield "offer_over_claimed", "", there, always
    for first, some in sorted(lots.items()):
        yield "lot_over_claimed", str(first), there, [*always, *some]
