"""Places written on territory alone below what lies in an estate: said at load, since the estate does not have them."""

from __future__ import annotations

import polars as pl

from graph.names import Names
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded


def note_territory_alone(loaded: Loaded, report: Report) -> None:
    """Warn of each place of the file that lies in nothing on property, though what it lies in does (SEMANTICS P10).

    A home written as 上级区域（属地） alone, in a building of an estate, is shown below the estate,
    but is neither counted in it nor asked of its branch: rarely what was meant.
    """
    rows, changed, after, words = loaded.rows, loaded.changed, loaded.after, loaded.words
    if "part_of" not in rows or "part_of" not in changed:
        return
    ties = after["part_of"].filter(pl.col("until").is_null()).select("key", "source", "target", "axis")
    alone = (
        ties.filter(pl.col("axis") == "territory")
        .join(ties.filter(pl.col("axis").is_null() | (pl.col("axis") == "property")), on="source", how="anti")
        .join(rows["part_of"].select("key", "file", "sheet", "row").unique("key", keep="first"), on="key")
        .join(changed["part_of"], on="key", how="semi")
    )
    owned = ties.filter(pl.col("axis") == "property").select(place="source", above="target")
    if not alone.height or not owned.height:
        return
    of_none = ties.filter(pl.col("axis").is_null())
    found, below = owned, owned
    while below.height:  # a place that names no axis lies where its parent does
        below = of_none.join(below, left_on="target", right_on="place").select(place="source", above="above")
        below = below.join(found, on="place", how="anti")
        found = pl.concat([found, below])
    told = alone.join(found.unique("place", keep="first"), left_on="target", right_on="place").sort("row", "key")
    if not told.height:
        return
    names = Names(after, words=words)
    for tie in told.iter_rows(named=True):
        where = Where(tie["file"], tie["sheet"], tie["row"])
        report.warn("territory_alone", where, found=names.path_of(tie["source"]), expected=names.path_of(tie["above"]))
