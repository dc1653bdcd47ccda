"""Places that a file takes out of what they lay in, and puts nowhere: said at load, by the row that ends the tie."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from graph.names import Names
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded


def note_put_nowhere(loaded: Loaded, report: Report) -> None:
    """Warn of each place whose last tie ends by a row of the file, while the place itself goes on (SEMANTICS P9)."""
    rows, changed, after, words = loaded.rows, loaded.changed, loaded.after, loaded.words
    if "part_of" not in changed or "part_of" not in rows:
        return
    ties, place = after["part_of"], after["place"].select("key", over="until")
    ending = ties.filter(pl.col("until").is_not_null())
    if not ending.height:
        return
    said = rows["part_of"].select("key", "file", "sheet", "row").unique("key", keep="first", maintain_order=True)
    ending = ending.join(said, on="key").join(changed["part_of"], on="key", how="semi")
    last = ties.group_by("source").agg(
        pl.col("until").is_null().any().alias("stays"), pl.col("until").max().alias("last")
    )
    found = (
        ending.join(last, on="source")
        .filter(~pl.col("stays") & (pl.col("until") == pl.col("last")))
        .join(place, left_on="source", right_on="key")
        .filter(pl.col("over").is_null() | (pl.col("over") > pl.col("until")))
        .join(place.rename({"over": "above"}), left_on="target", right_on="key")
        .filter(pl.col("above").is_null() | (pl.col("above") > pl.col("until")))  # else it is left behind (P6)
        .sort("row", "key")
    )
    if not found.height:
        return
    names = Names(after, words=words)
    for tie in found.iter_rows(named=True):
        where = Where(tie["file"], tie["sheet"], tie["row"])
        last_day = str(tie["until"] - timedelta(days=1))
        report.warn("put_nowhere", where, found=names.path_of(tie["source"]), until=last_day)
