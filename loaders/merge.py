"""What a file says, laid over what is known: a field that the file does not speak of keeps its value.

A column that is there speaks: an empty cell in it empties the field. Only what a thing is known by, its
code or since when, is never emptied so. Every row that comes out is whole, as a change set needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import polars as pl

from graph.changes import ORIGIN, whole_rows
from graph.kinds import Field, Thing, kind_of
from graph.tables import Tables, is_tie, row_schema
from graph.values.cell import narrow
from loaders.identity import RENEWS
from loaders.reading import Batch
from loaders.report import Report, Where
from loaders.telephones import tell_telephones

_STORED = "_stored"
_FROM = "_from"
_IN_ROWS = ("organisation",)  # such as a row for each superior; that they are one thing is reported
_MAY_REPEAT = ("listing", "person")  # said above a header and on its own sheet; one person with two memberships
_TOLD_APART = ("post", "figure")  # not by name and place: what distinguishes two of them is named


def merged(batches: Iterable[Batch], tables: Tables, report: Report) -> dict[str, pl.DataFrame]:
    """Return whole rows by kind, with their origin; what is wrong with them is reported."""
    rows: dict[str, list[pl.DataFrame]] = {}
    for batch in batches:
        if batch.frame.height:
            stored = whole_rows(tables, batch.kind)
            whole = _overlaid(batch, stored)
            _required(batch, whole, report)
            _ends_before_it_begins(batch, whole, report)
            _term_before_it_begins(batch, whole, stored, report)
            _ended_before(batch, whole, stored, report)
            _written_over(batch, whole, stored, report)
            tell_telephones(batch, report)
            rows.setdefault(batch.kind, []).append(whole)
    return {kind: _once(kind, pl.concat(frames), report) for kind, frames in rows.items()}


def _overlaid(batch: Batch, stored: pl.DataFrame) -> pl.DataFrame:
    schema = row_schema(batch.kind)
    silent = [name for name in schema if name not in batch.frame.columns]
    known_by = [name for name in kind_of(batch.kind).natural_key if name in batch.frame.columns and name in schema]
    if stored.height:
        kept = stored.select(
            pl.col("key").alias(_FROM), *silent, *(pl.col(name).alias(f"{name}{_STORED}") for name in known_by)
        )
        again = RENEWS in batch.frame.columns
        known = batch.frame.with_columns((pl.coalesce(RENEWS, "key") if again else pl.col("key")).alias(_FROM))
        whole = known.join(kept, on=_FROM, how="left", maintain_order="left")
        if again:  # a new term keeps what its columns do not say, but for the days of the one before
            days = [one.name for one in kind_of(batch.kind).fields if one.name in silent and _is_days(one)]
            whole = whole.with_columns(pl.when(pl.col(RENEWS).is_null()).then(pl.col(days)))
        whole = whole.with_columns([pl.coalesce(name, f"{name}{_STORED}").alias(name) for name in known_by])
    else:
        whole = batch.frame
    columns = []
    for name, dtype in {**schema, **ORIGIN}.items():
        column = pl.col(name).cast(dtype) if name in whole.columns else pl.lit(None, dtype).alias(name)
        default = batch.defaults.get(name)
        columns.append(column if default is None else column.fill_null(pl.lit(default)))
    return whole.select(columns)


def _is_days(one: Field) -> bool:
    return one.type == "day" or one.value == "intervals"


def _required(batch: Batch, whole: pl.DataFrame, report: Report) -> None:
    for one in kind_of(batch.kind).fields:
        if one.required and whole[one.name].null_count():
            for row in whole.filter(pl.col(one.name).is_null()).iter_rows(named=True):
                report.required(batch.where(row, one.name), one.zh)


def _ends_before_it_begins(batch: Batch, whole: pl.DataFrame, report: Report) -> None:
    """Tell of every row that would hold on no day."""
    if not (whole["since"] >= whole["until"]).any():
        return
    for row in whole.filter(pl.col("since") >= pl.col("until")).iter_rows(named=True):
        where = batch.where(row, "until")
        if not report.wrong_in(where):
            last = row["until"] - timedelta(days=1)
            report.error("ends_before_it_begins", where, found=str(last), expected=str(row["since"]))


def _term_before_it_begins(batch: Batch, whole: pl.DataFrame, stored: pl.DataFrame, report: Report) -> None:
    """Tell of every row that is written for a term which was over before it begins, and is not known so already."""
    if "term_ends" not in whole.columns or not (whole["term_ends"] < whole["since"]).any():
        return
    wrong = whole.filter(pl.col("term_ends") < pl.col("since"))
    if stored.height:
        wrong = wrong.join(stored, on=["key", "term_ends", "since"], how="anti", maintain_order="left")
    for row in wrong.iter_rows(named=True):
        where = batch.where(row, "term_ends")
        report.error("term_before_it_begins", where, found=str(row["term_ends"]), expected=str(row["since"]))


def _ended_before(batch: Batch, whole: pl.DataFrame, stored: pl.DataFrame, report: Report) -> None:
    """Tell of rows that list again what is known to have ended, and do not say since when it holds again."""
    if "until" in batch.frame.columns or not stored.height:
        return
    tie = is_tie(kind_of(batch.kind))
    for row in whole.filter(pl.col("until").is_not_null()).iter_rows(named=True):
        if tie:
            report.error("tie_ended_before", batch.where(row, "since"), until=str(row["until"]))
        else:
            report.warn("thing_ended_before", batch.where(row, "name"), until=str(row["until"]))


def _written_over(batch: Batch, whole: pl.DataFrame, stored: pl.DataFrame, report: Report) -> None:
    """Tell of rows that would write over what happened, of kinds of which rows are only added."""
    model = kind_of(batch.kind)
    if not (issubclass(model, Thing) and model.append_only and stored.height):
        return
    names = [one.name for one in model.fields]
    known = stored.select("key", *(pl.col(name).alias(f"{name}{_STORED}") for name in names))
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{_STORED}")) for name in names)
    for row in whole.join(known, on="key", maintain_order="left").filter(differs).iter_rows(named=True):
        changed = [name for name in names if _plain(row[name]) != _plain(row[f"{name}{_STORED}"])]
        for name in changed[:1]:
            before = row[f"{name}{_STORED}"]
            report.error("written_over", batch.where(row, name), found=str(row[name]), expected=str(before))


def _plain(value: Any) -> Any:
    """Return what is compared: sentences were once kept without their full-width marks."""
    return narrow(value) if isinstance(value, str) else value


def _once(kind: str, rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Return each key once; a thing must be listed once, a tie may be said twice in the same words."""
    if rows["key"].n_unique() == rows.height:
        return rows
    twice = rows.filter(pl.len().over("key") > 1)
    once = rows.group_by("key", maintain_order=True).agg(pl.all().drop_nulls().first()).select(rows.columns)
    values = [name for name in rows.columns if name not in ORIGIN and name != "key"]
    if kind in (*_MAY_REPEAT, *_IN_ROWS) or is_tie(kind_of(kind)):
        clash = twice.group_by("key", maintain_order=True).agg(pl.col(values).drop_nulls().n_unique())
        told = clash.filter(pl.any_horizontal(pl.col(values) > 1)).select("key")
        if kind in _IN_ROWS:
            _told_again(twice.join(told, on="key", how="anti", maintain_order="left"), report)
        twice = twice.join(told, on="key", how="semi", maintain_order="left")
    first: dict[str, Mapping[str, Any]] = {}
    for row in twice.select("key", *ORIGIN).iter_rows(named=True):
        where = Where(row["file"], row["sheet"], row["row"])
        if first.setdefault(row["key"], row) is row:
            continue
        if not report.wrong_in(where):  # else its key is made of what is wrong
            code = "tie_twice" if is_tie(kind_of(kind)) else f"row_twice_{kind}" if kind in _TOLD_APART else "row_twice"
            report.error(code, where, first=_row(first[row["key"]], row))
    return once


def _told_again(rows: pl.DataFrame, report: Report) -> None:
    """Tell of rows that say the same thing again, in words that do not contradict the first."""
    first: dict[str, Mapping[str, Any]] = {}
    for row in rows.select("key", "name", *ORIGIN).iter_rows(named=True):
        where = Where(row["file"], row["sheet"], row["row"])
        if report.wrong_in(where):  # its key is made of what is wrong
            continue
        if (before := first.setdefault(row["key"], row)) is not row:
            report.note("row_again", where, found=row["name"], first=_row(before, row))


def _row(row: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
    """Return where a row is, with its file where that is another than the one of the row beside it."""
    names = [name for name in ORIGIN if name != "file" or row["file"] != beside["file"]]
    return " · ".join(str(row[name]) for name in names if row[name] is not None)
