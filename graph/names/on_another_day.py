"""What is asked for and is not there on the day: when it is, and what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from graph.errors import NotFound
from graph.names.succession import went_on_as
from graph.words.listed import Listed

if TYPE_CHECKING:
    from graph.names.known import Known


def on_another_day(known: Known, key: str) -> NotFound | None:
    """Return the error that a thing is not there on the day of the names, and when it is; None if nobody knows when."""
    if known.on is None:
        return None
    rows = known.tables[key.rpartition("-")[0]].filter(pl.col("key") == key)
    since, until = rows.select("since", "until").row(0) if rows.height else (None, None)
    path_of = known.ever.path_of
    if since is not None and since > known.on:
        return NotFound("not_yet", ref=path_of(key), on=str(known.on), since=str(since))
    if until is not None and until <= known.on:
        gone = {"ref": path_of(key), "on": str(known.on), "until": str(until)}
        others = Listed(map(path_of, went_on_as(known.tables, key, known.on)))
        return NotFound("went_on", **gone, others=others) if others else NotFound("no_longer", **gone)
    return None
