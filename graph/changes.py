"""What is to change: one frame a kind, never a list of objects.

A frame holds whole rows (``put``: the row is now so; ``remove``: the row should never have been)
and, beside the columns of the kind, where each row came from, so that a refusal can name both
rows. To end something is to put it with its ``until``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from graph.errors import BadChange
from graph.tables import Tables, all_tables, row_schema, tables_of

PUT, REMOVE = "put", "remove"
#: Where a row came from; empty for rows made by a program.
ORIGIN = {"file": pl.String(), "sheet": pl.String(), "row": pl.Int64()}


@dataclass(frozen=True)
class ChangeSet:
    """Changes to be committed together, or not at all.

    Attributes:
        frames: By kind: ``op``, the columns of the kind (those kept apart included) and the origin columns.
        by: Who makes the change.
        at: When, as an instant in UTC; None = the time of the commit.
        source: What it was made from, such as the name of a file.
        base: The revision it was computed against; None = not computed against any.
        reason: Why it is made, in words; empty = nobody said.
    """

    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    by: str = ""
    at: datetime | None = None
    source: str = ""
    base: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Give every frame its full set of columns, in order, and drop the empty ones."""
        self._keep(self.frames, {})

    def _keep(self, frames: Mapping[str, pl.DataFrame], whole: Mapping[str, pl.DataFrame]) -> None:
        kept = {
            kind: frame if frame is whole.get(kind) else conform(kind, frame)
            for kind, frame in frames.items()
            if frame.height
        }
        object.__setattr__(self, "frames", MappingProxyType(kept))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to commit."""
        return not self.frames

    def counts(self) -> dict[str, int]:
        """Return the number of rows by kind."""
        return {kind: frame.height for kind, frame in self.frames.items()}

    def of(self, frames: Mapping[str, pl.DataFrame]) -> ChangeSet:
        """Return the same with other rows; a frame that it has already is whole, and is not looked at again."""
        other = replace(self, frames={})
        other._keep(frames, self.frames)  # noqa: SLF001 - one of its own
        return other

    def against(self, revision: int) -> ChangeSet:
        """Return the same changes, computed against a revision."""
        return replace(self, base=revision)


def conform(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with exactly the columns of a change to this kind; those not given are empty.

    Raises:
        BadChange: A column that the kind does not have or that holds something else, an unknown
            operation, a row without a key, or one key twice.
        NotFound: No kind has that name.
    """
    schema = {"op": pl.String(), **row_schema(kind), **ORIGIN}
    if unknown := sorted(set(frame.columns) - set(schema)):
        raise BadChange("change_unknown_column", kind=kind, columns=", ".join(unknown))
    whole = _typed(kind, frame, schema)
    if (whole["op"] != PUT).any() and (bad := set(whole["op"].unique()) - {PUT, REMOVE}):
        raise BadChange("change_unknown_operation", kind=kind, found=", ".join(sorted(bad)))
    if whole["key"].null_count():
        raise BadChange("change_without_key", kind=kind)
    if whole["key"].n_unique() != whole.height:
        twice = whole.filter(pl.col("key").is_duplicated()).sort("key", maintain_order=True)
        raise BadChange("change_key_twice", kind=kind, first=where(twice, 0), second=where(twice, 1))
    return whole


def _typed(kind: str, frame: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return every column of a change with its type; no operation is to put, and what is no number is not known."""
    if frame.schema == schema and not frame["op"].null_count() and not _holds_nan(frame):
        return frame
    try:
        given = frame.schema
        return pl.DataFrame([_column(name, dtype, frame, given.get(name)) for name, dtype in schema.items()])
    except pl.exceptions.PolarsError:  # it quotes the values, which may be personal
        bad = [name for name, dtype in schema.items() if name in frame.columns and not _casts(frame[name], dtype)]
        raise BadChange("change_value_type", kind=kind, columns=", ".join(bad)) from None


def _column(name: str, dtype: Any, frame: pl.DataFrame, given: pl.DataType | None) -> pl.Series:
    if given is None:
        return _not_given(name, dtype).new_from_index(0, frame.height)
    column = frame[name] if given == dtype else frame[name].cast(dtype)
    if name == "op":
        return column.fill_null(PUT) if column.null_count() else column
    return column.fill_nan(None) if dtype == pl.Float64 else column  # a store has one way to say "not known"


@cache
def _not_given(name: str, dtype: Any) -> pl.Series:
    """Return one cell of a column that is not given: to make one takes longer than to repeat it, and most are not."""
    return pl.Series(name, [PUT if name == "op" else None], dtype)


def _holds_nan(frame: pl.DataFrame) -> bool:
    decimals = [name for name, dtype in zip(frame.columns, frame.dtypes, strict=True) if dtype == pl.Float64]
    return any(frame[name].is_nan().any() for name in decimals)


def _casts(values: pl.Series, dtype: Any) -> bool:
    try:
        values.cast(dtype)
    except pl.exceptions.PolarsError:
        return False
    return True


def where(frame: pl.DataFrame, position: int) -> str:
    """Return where a row of a change came from: file, sheet and row, or its key where it has none.

    Example:
        >>> where(pl.DataFrame({"key": ["place-x"], "file": ["a.xlsx"], "sheet": ["区域"], "row": [14]}), 0)
        'a.xlsx · 区域 · 14'
    """
    row = frame.row(position, named=True)
    parts = [str(row[name]) for name in ORIGIN if row.get(name) is not None]
    return " · ".join(parts) or str(row["key"])


def apply(tables: Tables, changes: ChangeSet) -> Tables:
    """Return the tables as they are after the changes; the ones given stay as they are.

    This is the plain meaning of a commit: the memory store and a what-if use it, and the other
    stores are held to it. Tables without what is kept apart stay without it.
    """
    frames = dict(tables)
    for kind, change in changes.frames.items():
        for table in tables_of(kind):
            if table.personal and not tables.personal:
                continue
            put = puts(change)[list(table.schema)]
            if table.personal and all(one.name == "key" or one.null_count() == put.height for one in put):
                put = put.clear()  # of most people nothing of it is known
            elif table.personal:
                put = put.filter(pl.any_horizontal(pl.exclude("key").is_not_null()))
            kept = frames[table.name]
            if kept.height:
                kept = kept.filter(~pl.col("key").is_in(change["key"].implode()))
            frames[table.name] = pl.concat([kept, put]) if kept.height else put
    return Tables(frames, tables.revision, personal=tables.personal, outside=tables.outside)


def differing(tables: Tables, changes: ChangeSet) -> ChangeSet:
    """Return only the changes that change something: re-importing what is known is no change."""
    return changes.of({kind: _differing(tables, kind, one) for kind, one in changes.frames.items()})


def turning(before: Tables, after: Tables) -> ChangeSet:
    """Return the changes that turn tables into others; a frame that both share is not looked at."""
    frames = {}
    for kind in {table.kind: table for table in all_tables() if not table.personal}:
        old, new = before[kind], after[kind]
        if new is not old:
            put = new.join(old, on=new.columns, how="anti", nulls_equal=True).with_columns(op=pl.lit(PUT))
            gone = old.join(new, on="key", how="anti").with_columns(op=pl.lit(REMOVE))
            frames[kind] = pl.concat([put, gone])
    return ChangeSet(frames)


def _differing(tables: Tables, kind: str, change: pl.DataFrame) -> pl.DataFrame:
    known = whole_rows(tables, kind)
    if not known.height:
        return puts(change)
    said = [name for name in row_schema(kind) if not (_empty(change, name) and _empty(known, name))]
    same = puts(change)[said].join(known[said], on=said, how="semi", nulls_equal=True)
    gone = removes(change).join(known, on="key", how="anti")
    drop = pl.concat([same["key"], gone["key"]])
    return change.filter(~pl.col("key").is_in(drop.implode())) if drop.len() else change


def _empty(rows: pl.DataFrame, name: str) -> bool:
    """Return whether a column says nothing; what neither side says differs nowhere, and is not compared."""
    return rows[name].null_count() == rows.height


def puts(change: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a change that put something."""
    return change.filter(pl.col("op") == PUT) if (change["op"] != PUT).any() else change


def removes(change: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a change that remove something."""
    return change.filter(pl.col("op") == REMOVE)


def whole_rows(tables: Tables, kind: str) -> pl.DataFrame:
    """Return the rows of a kind with what is kept apart of them beside the rest."""
    main, *personal = tables_of(kind)
    rows = tables[main.name]
    for table in personal:
        rows = rows.join(tables[table.name], on="key", how="left")
    columns = list(row_schema(kind))
    return rows if rows.columns == columns else rows[columns]
