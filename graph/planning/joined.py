"""Changes made one after the other as one: of each row what it is at the end (SEMANTICS K43)."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from graph.changes import ChangeSet, differing
from graph.tables import Tables


def joined(tables: Tables, changes: Iterable[ChangeSet], *, by: str = "", source: str = "") -> ChangeSet:
    """Return one change that does to some tables what several do that are made one after the other.

    What is put and then removed was never there; a row that ends as it began is no change.

    Args:
        tables: What the first of them is made to.
        changes: The changes, in order.
        by: Who makes them.
        source: What they are made from.

    Example:
        >>> frame = pl.DataFrame({"key": ["place-a"], "name": ["演示一"]})
        >>> other = frame.with_columns(name=pl.lit("演示二"))
        >>> one = joined(Tables({}), [ChangeSet({"place": frame}), ChangeSet({"place": other})])
        >>> one.frames["place"]["name"].to_list()
        ['演示二']
    """
    frames: dict[str, list[pl.DataFrame]] = {}
    for change in changes:
        for kind, frame in change.frames.items():
            frames.setdefault(kind, []).append(frame)
    last = {
        kind: pl.concat(several).unique("key", keep="last", maintain_order=True) for kind, several in frames.items()
    }
    return differing(tables, ChangeSet(last, by=by, source=source, base=tables.revision))
