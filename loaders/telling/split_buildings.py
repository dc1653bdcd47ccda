"""The buildings of a file that lie in several places at once: named at load, by the row of each."""

from __future__ import annotations

import polars as pl

from graph import today
from graph.facts.split_buildings import LEVELS, split_buildings
from graph.network import Network
from graph.tables import Tables
from graph.words.listed import Listed
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded


def note_split_buildings(loaded: Loaded, report: Report) -> None:
    """Note each split building that the file names, with the places in which its parts lie (SEMANTICS P7)."""
    rows, after = loaded.rows, loaded.after
    if "place" not in rows or "key" not in rows["place"].columns:
        return
    if not _may_be_split(after):
        return
    network = Network(after, today())  # a load speaks of the day on which it is read
    said = {row["key"]: row for row in rows["place"].iter_rows(named=True)}
    for row, lies in split_buildings(network).items():
        of = said.get(network.key(row))
        if of is not None:
            where = Where(of.get("file"), of.get("sheet"), of.get("row"))
            names = Listed(str(network.name(one)) for one in lies)
            report.note("in_several", where, found=network.path(row), expected=names)


def _may_be_split(tables: Tables) -> bool:
    """Return whether anything in a building lies on territory by a tie of its own: without that none is split."""
    within = tables["place"].filter(pl.col("level").is_in(LEVELS)).select("key")
    parts = tables["part_of"].join(within, left_on="target", right_on="key", how="semi").select("source")
    named = tables["part_of"].filter(pl.col("axis") == "territory")
    elsewhere = named.join(within, left_on="target", right_on="key", how="anti")
    return elsewhere.join(parts, on="source", how="semi").height > 0
