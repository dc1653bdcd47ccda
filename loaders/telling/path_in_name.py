"""Names that are written as a path through known places: kept as one name, and said at load as they are by hand."""

from __future__ import annotations

import polars as pl

from graph.kinds import field_of
from graph.names import Names
from loaders.report import Report, Where
from loaders.telling.loaded import Loaded

_NAME, _MARK = "name", "/"


def note_path_in_name(loaded: Loaded, report: Report) -> None:
    """Warn of each name of which all but the last part leads to a place: whoever filled it in may have meant that.

    Nothing splits it, since a name may have the mark in it; but what is called 锦绣园/3号楼 lies nowhere in 锦绣园.
    """
    names: Names | None = None
    for kind, changed in loaded.changed.items():
        rows = loaded.rows.get(kind)
        if rows is None or _NAME not in rows.columns:
            continue
        marked = changed.filter(pl.col(_NAME).str.contains(_MARK, literal=True)).select("key")
        if not marked.height:
            continue
        names = names or Names(loaded.after, words=loaded.words)
        for row in rows.join(marked, on="key", how="semi").iter_rows(named=True):
            before, _, last = row[_NAME].rpartition(_MARK)
            found = [key for key in names.matches(before.rstrip(_MARK), ("place",)) if key != row["key"]]
            if found and last:
                where = Where(row["file"], row["sheet"], row["row"], field_of(kind, _NAME).zh)
                report.warn("path_in_name", where, found=row[_NAME], above=names.path_of(found[0]), last=last)
