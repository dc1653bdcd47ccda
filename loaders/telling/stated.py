"""Numbers written on places beside homes that add up to another number: said at load, by the row that says so."""

from __future__ import annotations

from typing import Any

import polars as pl

from graph import today
from graph.answers import UNBOUNDED
from graph.facts import facts_of
from graph.kinds import field_of
from graph.network import Network
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_WRITTEN = ("households", "residents")


def note_stated(loaded: Loaded, report: Report) -> None:
    """Warn of each place of a file whose number differs from that of the homes recorded in it (SEMANTICS C13)."""
    rows, after, rules = loaded.rows, loaded.after, loaded.rules
    places = rows.get("place", pl.DataFrame(schema={"level": pl.String, **dict.fromkeys(_WRITTEN, pl.Int64)}))
    said = places.filter(pl.any_horizontal(pl.col(_WRITTEN).is_not_null()) & (pl.col("level") != "home"))
    if not said.height:
        return
    network = Network(after, today())  # as the ledger stands now
    homes = facts_of(network, rules).homes
    recorded = homes.below("homes").low
    for row in said.iter_rows(named=True):
        at = network.rows.row(row["key"])
        if at is None or not network.view.valid[at] or not recorded[at]:
            continue
        for what in _WRITTEN:
            band = homes.below(what)
            low, high = int(band.low[at]), int(band.high[at])
            if row[what] is not None and not low <= row[what] <= high:
                _warn(report, row, what, network.path(at), f"{low}" if low == high else _between(low, high))


def _warn(report: Report, row: dict[str, Any], what: str, path: str, expected: str) -> None:
    where = Where(row["file"], row["sheet"], row["row"], field_of("place", what).zh)
    report.warn("stated_differs", where, found=str(row[what]), expected=expected, path=path)


def _between(low: int, high: int) -> str:
    return f"{low}–" if high >= UNBOUNDED else f"{low}–{high}"
