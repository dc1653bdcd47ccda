"""New terms: a tie that is known, and that a file lets begin on a later day, ends then and holds again from there.

What held before that day is as it was. Which rows begin a new term is decided where ties get their keys
(``identity``), what they keep of the term before where rows are made whole (``merge``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from graph.changes import ORIGIN, PUT, whole_rows
from graph.values.mask import mask
from loaders.identity import RENEWS
from loaders.reading import Batch, Context

_ENDS = ("source", "target")


def renewed(batches: Iterable[Batch], rows: Mapping[str, pl.DataFrame], context: Context) -> dict[str, pl.DataFrame]:
    """Return the terms that end because another begins, whole, and tell of each; none that the file says itself."""
    found: dict[str, pl.DataFrame] = {}
    for batch in batches:
        if RENEWS not in batch.frame.columns:
            continue
        new = batch.frame.drop_nulls(RENEWS).sort("since", maintain_order=True).unique(RENEWS, maintain_order=True)
        ending = new.select(key=RENEWS, _day="since", **{name: name for name in ORIGIN})
        old = whole_rows(context.tables, batch.kind).drop(ORIGIN, strict=False).join(ending, on="key")
        old = old.join(rows[batch.kind], on="key", how="anti").with_columns(until="_day", op=pl.lit(PUT))
        people = _people(context, old)
        for row in old.iter_rows(named=True):
            named = [people.get(row[end]) or context.names.path_of(row[end]) for end in _ENDS]
            own = " → ".join(named)
            ends = " → ".join(mask(one) if row[end] in people else one for one, end in zip(named, _ENDS, strict=True))
            context.report.note("new_term", batch.where(row, "since"), found=ends, own=own, day=str(row["_day"]))
        found[batch.kind] = pl.concat([found[batch.kind], old]) if batch.kind in found else old
    return found


def _people(context: Context, rows: pl.DataFrame) -> dict[str, str]:
    """Return the names of the people at the ends of ties."""
    ends = pl.concat([rows["source"], rows["target"]]).unique().implode()
    known = context.tables["person_personal"].filter(pl.col("key").is_in(ends)).select("key", "name")
    return {key: name for key, name in known.iter_rows() if name}
