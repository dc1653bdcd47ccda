"""Who leads whom, round in a circle: told at load, since a walk that comes upon it ends there (SEMANTICS W17).

A circle is no contradiction that a store refuses: units change sides over time, and two files may be half way through
it. But nobody is asked beyond it, which whoever wrote the rows should know before somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from graph import today
from graph.names import Names
from graph.stores.forest import without_ends
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_TIE = "reports_to"
_SHOWN = 8  # units of a circle named in the warning
Row = dict[str, Any]


def note_led_in_circles(loaded: Loaded, report: Report) -> None:
    """Warn of each circle of leading ties that a row of the file is part of, today or from a later day on."""
    rows, changed, after, words = loaded.rows, loaded.changed, loaded.after, loaded.words
    if _TIE not in changed:
        return
    tangle = without_ends(after[_TIE].filter(pl.col("relation") == "leads"))
    if not tangle.height:
        return
    said = {row["key"]: row for row in rows.get(_TIE, pl.DataFrame()).iter_rows(named=True)}
    names, told = Names(after, words=words), set[frozenset[str]]()
    for circle in _circles(tangle):
        around = {tie["key"]: tie for tie in circle}
        first = next((key for key in said if key in around), None)  # of its rows in the file
        if first is None or frozenset(around) in told:
            continue
        told.add(frozenset(around))
        where = Where(*(said[first].get(one) for one in ("file", "sheet", "row")))
        begin = [*around].index(first)
        units = [names.path_of(tie["source"]) for tie in (*circle[begin:], *circle[:begin])]
        path = [*units[:_SHOWN], "…"] if len(units) > _SHOWN else [*units, units[0]]
        chain = words.caption("chain", circle[0]["chain"])
        report.warn("led_in_circle", where, found=units[0], path=" → ".join(path), of=chain)


def _circles(tangle: pl.DataFrame) -> Iterator[list[Row]]:
    """Yield the ties around each circle, by chain, on each day on which there may be another one."""
    days = sorted({today(), *(one for one in tangle["since"].drop_nulls() if one > today())})
    for chain in tangle["chain"].unique().sort():
        ties = tangle.filter(chain=chain).sort("source", "key").to_dicts()
        for day in days:
            above = {tie["source"]: tie for tie in ties if _holds(tie, day)}
            yield from _around(above)


def _holds(tie: Row, day: date) -> bool:
    return bool((tie["since"] or date.min) <= day < (tie["until"] or date.max))


def _around(above: dict[str, Row]) -> Iterator[list[Row]]:
    """Yield the ties around each circle, where each unit has one above it at most."""
    seen: set[str] = set()
    for start in above:
        way: list[str] = []
        at = start
        while at in above and at not in seen:
            seen.add(at)
            way.append(at)
            at = above[at]["target"]
        if at in way:
            yield [above[one] for one in way[way.index(at) :]]
