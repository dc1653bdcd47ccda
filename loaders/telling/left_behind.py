"""What would be left behind by places that a file ends: said at load, by the row that ends the place."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import polars as pl

from graph import today
from graph.network import Network
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_TOUCHING = ("place", "part_of")


def note_left_behind(loaded: Loaded, report: Report) -> None:
    """Warn of each ended place whose places were given no other parent (SEMANTICS P6)."""
    rows, after = loaded.rows, loaded.after
    if not any(kind in rows for kind in _TOUCHING):
        return
    ended = after["place"].filter(pl.col("until").is_not_null())
    over = ended.join(after["part_of"], left_on="key", right_on="target", how="semi")
    if not over.height:
        return
    network = Network(after, today())  # each day looked at is named below
    said = {row["key"]: row for row in rows["place"].iter_rows(named=True)} if "place" in rows else {}
    for day in sorted(over["until"].unique().to_list()):
        then = network.on(day)
        left = {(one.ended, one.place): one for one in then.view.left_behind if then.rows.until[one.ended] == then.day}
        counts = Counter(ended for ended, _ in left)
        for ended_row in sorted(counts):
            one = next(found for found in left.values() if found.ended == ended_row)
            row = said.get(then.key(ended_row), {})
            report.warn(
                "left_behind_ends",
                Where(row.get("file"), row.get("sheet"), row.get("row")),
                found=network.on(day - timedelta(days=1)).path(ended_row),
                expected=then.path(one.under) if one.under >= 0 else "left_behind.nowhere",
                places=counts[ended_row],
                until=str(day - timedelta(days=1)),
                example=str(then.name(one.place)),
            )
