"""Claims and asks of a time at which they cannot have been: told at load, by the row that says so (SEMANTICS T5).

A step is refused there, but a ledger tells what people wrote: an answer to a need that nobody had raised, or something
that was claimed or done on a day that has not come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from graph import today
from graph.kinds import field_of
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_DAYS = ("since", "asked_on")  # since when it stands as it does, and when it was asked


def note_claimed_when(loaded: Loaded, report: Report) -> None:
    """Warn of each claim or ask that is earlier than the need it answers was raised, or of a day to come."""
    rows, changed, after = loaded.rows, loaded.changed, loaded.after
    if "meets" not in changed or "meets" not in rows:
        return
    told = (
        rows["meets"].select("key", "file", "sheet", "row").join(changed["meets"].select("key"), on="key", how="semi")
    )
    raised = after["need"].select(target="key", raised="raised_on")
    ties = told.join(after["meets"], on="key").join(raised, on="target", how="left")
    early = pl.any_horizontal(pl.col(name) < pl.col("raised") for name in _DAYS)
    late = {
        "since": (pl.col("since") > today()) & (pl.col("state") != "proposed"),
        "on": (pl.col("on") > today()) & (pl.col("state") == "done"),
    }
    for row in ties.filter(early).iter_rows(named=True):
        name = next(name for name in _DAYS if row[name] is not None and row[name] < row["raised"])
        days = {"found": str(row[name]), "expected": str(row["raised"])}
        other = field_of("need", "raised_on").zh
        report.warn("day_before", _where(row, name), **days, header=field_of("meets", name).zh, other=other)
    for name, when in late.items():
        for row in ties.filter(when).iter_rows(named=True):
            report.warn("day_to_come", _where(row, name), found=str(row[name]), header=field_of("meets", name).zh)


def _where(row: Mapping[str, Any], name: str) -> Where:
    return Where(row["file"], row["sheet"], row["row"], field_of("meets", name).zh)
