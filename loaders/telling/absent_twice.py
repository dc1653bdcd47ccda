"""Absences of one person from the same seats that lie over each other: told at load, by the row that says so.

Both are kept, and on a day that is in both only one of them says who stands in (SEMANTICS S5).
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from graph.kinds import field_of
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_KIND = "absence"


def note_absent_twice(loaded: Loaded, report: Report) -> None:
    """Warn of each absence that begins before another of the same person, from the same seat or all, is over."""
    rows, changed, after = loaded.rows, loaded.changed, loaded.after
    if _KIND not in changed or _KIND not in rows:
        return
    said = {row["key"]: row for row in rows[_KIND].iter_rows(named=True)}
    new = set(changed[_KIND]["key"])
    mine = after[_KIND].filter(pl.col("key").is_in(list(new))).select("person")
    alike = after[_KIND].join(mine, on="person", how="semi").select("key", "person", "post", "since", "until")
    pairs = alike.join(alike, on=["person", "post"], suffix="_first", nulls_equal=True)
    begun = pl.col("since_first").fill_null(date.min) < pl.col("since")
    going_on = pl.col("until_first").is_null() | (pl.col("until_first") > pl.col("since"))
    lasts = pl.col("until").is_null() | (pl.col("until") > pl.col("since"))
    for pair in pairs.filter(begun & going_on & lasts).sort("since", "key", "since_first").iter_rows(named=True):
        told = next((pair[name] for name in ("key", "key_first") if pair[name] in new and pair[name] in said), None)
        if told is not None:
            row = said[told]
            where = Where(row["file"], row["sheet"], row["row"], field_of(_KIND, "since").zh)
            days = {
                "found": _days(pair["since"], pair["until"]),
                "expected": _days(pair["since_first"], pair["until_first"]),
            }
            report.warn("absent_twice", where, **days)


def _days(since: date | None, until: date | None) -> str:
    """Return the days of an absence as people write them, the last one included."""
    return f"{since or ''}～{until - timedelta(days=1) if until else ''}"
