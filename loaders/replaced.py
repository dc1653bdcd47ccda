"""Ties that a column no longer says: another one took their place, the seat is vacant, or they are missing.

A column says all the ties of its things. Of ties of which there is one at a time, another one replaces
the one known: on the day from which the new one holds, else on the day of 台账完整截至; without either
nobody knows when, and the row is refused. Any other known tie that a column does not say is missing.
A sheet of ties says those that it lists and no others: it replaces likewise, and nothing is missing on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from graph.changes import ORIGIN, PUT, REMOVE, whole_rows
from graph.kinds import Tie, kind_of
from graph.tables import Tables
from graph.words import words
from loaders.reading import Batch, Stated
from loaders.report import Report

_TO = "_to"


@dataclass
class Ended:
    """What is to be ended, by kind of tie: whole rows with ``op``; and what is missing and stays as it is."""

    rows: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    since: dict[str, dict[str, date]] = field(default_factory=dict)
    count: int = 0


def replaced(
    batches: list[Batch],
    rows: dict[str, pl.DataFrame],
    terms: Mapping[str, pl.DataFrame],
    tables: Tables,
    report: Report,
    *,
    end_missing: bool,
) -> Ended:
    """Return the known ties that are over, and for the new ones in their place since when they hold.

    Those that end as a new term of theirs begins (``terms``) are judged already.
    """
    found = Ended()
    for read in batches:
        batch = read
        if batch.single is not None:
            _one_at_a_time(batch, rows.get(batch.kind), report)
            batch = batch if batch.stated else _as_if_stated(batch)
        if batch.stated is None or not tables[batch.kind].height:
            continue
        over = _not_said(batch, rows, tables)
        if batch.kind in terms:
            over = over.join(terms[batch.kind], on="key", how="anti")
        if over.height:
            _judge(batch, over, rows.get(batch.kind, over.clear()), found, report, end_missing=end_missing)
    return found


def _as_if_stated(batch: Batch) -> Batch:
    """Return ties of a sheet of their own as if a column of it said which things it speaks of."""
    model = kind_of(batch.kind)
    if not issubclass(model, Tie):
        return batch
    things = batch.frame.select(pl.col(model.column_at).alias("thing"), *ORIGIN, vacant=False)
    stated = Stated(model.column, model.column_at, things.with_columns(vacant_since=pl.lit(None, pl.Date)), whole=False)
    return replace(batch, stated=stated)


def _not_said(batch: Batch, rows: dict[str, pl.DataFrame], tables: Tables) -> pl.DataFrame:
    """Return the known ties of the column's things that have not ended and that the file does not say."""
    stated = batch.stated
    assert stated is not None  # noqa: S101
    known = whole_rows(tables, batch.kind).filter(pl.col("until").is_null())
    if stated.fixed:
        known = known.filter(pl.col(stated.fixed[0]) == stated.fixed[1])
    if batch.kind in rows:
        known = known.join(rows[batch.kind], on="key", how="anti")
    things = stated.things.unique("thing")
    return known.join(things.rename({"thing": stated.at}), on=stated.at, maintain_order="left")


def _judge(
    batch: Batch, over: pl.DataFrame, rows: pl.DataFrame, found: Ended, report: Report, *, end_missing: bool
) -> None:
    stated = batch.stated
    assert stated is not None  # noqa: S101
    over = _followed(batch, over, rows, stated)
    gone = pl.col("vacant") | pl.col("_new").is_not_null()
    day = pl.when(pl.col("_new").is_not_null()).then(pl.col("_since")).otherwise(pl.col("vacant_since"))
    complete = pl.Series("_as_of", [stated.as_of(thing) for thing in over[stated.at]], dtype=pl.Date)
    over = over.with_columns(complete).with_columns(_gone=gone, _day=pl.coalesce(day, "_as_of"))
    for row in over.filter(pl.col("_gone") & pl.col("_day").is_null()).iter_rows(named=True):
        report.error("replaced_when", batch.where(row, "since"), column=stated.header, expected="expected.whole_day")
    for key, dated, day in over.filter("_gone").select("_new", "_since", "_day").iter_rows():
        if key is not None and dated is None and day is not None:
            found.since.setdefault(batch.kind, {})[key] = day
    left = over.filter(~pl.col("_gone") & pl.col("_as_of").is_not_null() & stated.whole)
    report.missing += left.height
    for row in left.iter_rows(named=True):
        report.warn("tie_missing", batch.where(row, "since"), column=stated.header)
    if not end_missing:
        left = left.clear()
    ended = pl.concat([over.filter(pl.col("_gone") & pl.col("_day").is_not_null()), left])
    if ended.height:
        found.rows.setdefault(batch.kind, []).append(_ending(ended))
        found.count += ended.height


def _followed(batch: Batch, over: pl.DataFrame, rows: pl.DataFrame, stated: Stated) -> pl.DataFrame:
    """Put beside each known tie the new one in its place, if it is one of which there is one at a time."""
    if batch.single is None or not rows.height:
        return over.with_columns(_new=pl.lit(None, pl.String), _since=pl.lit(None, pl.Date))
    group = [stated.at, *batch.single]
    new = rows.join(batch.frame.select("key"), on="key", how="semi").filter(pl.col("until").is_null())
    new = new.filter(_takes_turns(batch)).select("key", "since", *group).unique(group, keep="last", maintain_order=True)
    followed = (
        _alike(over.filter(_takes_turns(batch)), batch)
        .join(_alike(new, batch).rename({"key": "_new", "since": "_since"}), on=group, nulls_equal=True)
        .select("key", "_new", "_since")
    )
    return over.join(followed, on="key", how="left", maintain_order="left")


def _single_if(batch: Batch) -> tuple[str, str] | None:
    model = kind_of(batch.kind)
    return model.single_if if issubclass(model, Tie) else None


def _takes_turns(batch: Batch) -> pl.Expr:
    """Whether a tie is of those of which there is one at a time (SEMANTICS T2)."""
    some = _single_if(batch)
    return pl.col(some[0]) == some[1] if some else pl.lit(value=True)


def _alike(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """A flag that is not said is not set, where two ties are compared."""
    flags = [name for name in batch.single or () if rows.schema[name] == pl.Boolean]
    return rows.with_columns(pl.col(flags).fill_null(value=False)) if flags else rows


def _ending(over: pl.DataFrame) -> pl.DataFrame:
    """End ties on their day; one that would then hold on no day was never so, and is removed."""
    never = pl.col("since").is_not_null() & (pl.col("since") >= pl.col("_day"))
    return over.with_columns(
        op=pl.when(never).then(pl.lit(REMOVE)).otherwise(pl.lit(PUT)),
        until=pl.when(never).then("until").otherwise("_day"),
    )


def _one_at_a_time(batch: Batch, rows: pl.DataFrame | None, report: Report) -> None:
    """Refuse two ties at a time, in one column or on one sheet of ties, where there can be one."""
    model = kind_of(batch.kind)
    if rows is None or not issubclass(model, Tie):
        return
    at = batch.stated.at if batch.stated else model.column_at
    group = [at, *(batch.single or ())]
    own = rows.filter(_takes_turns(batch)).join(batch.frame.select("key"), on="key", how="semi", maintain_order="left")
    own = _alike(own, batch)
    several = own.filter(pl.len().over(group) > 1)
    if not several.height:
        return
    ordered = several.sort(*group, "since", nulls_last=False, maintain_order=True).with_columns(
        _first=pl.int_range(pl.len()).over(group) == 0, **{_TO: pl.col("until").shift(1).over(group)}
    )
    clash = pl.col(_TO).is_null() | pl.col("since").is_null() | (pl.col(_TO) > pl.col("since"))
    special = f"one_at_a_time_{batch.kind}"
    code = special if f"issue.{special}" in words("zh") else "one_at_a_time"
    for row in ordered.filter(~pl.col("_first") & clash).iter_rows(named=True):
        report.error(code, batch.where(row, "target" if at == "source" else "source"))
