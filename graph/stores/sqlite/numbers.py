"""Keys made into the numbers of things all at once, where a commit is so large that to look each up costs more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

import polars as pl

from graph.changes import ChangeSet
from graph.errors import StoreDamaged
from graph.kinds import kind_of
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import fetched
from graph.stores.sqlite.in_bulk import indices_made_after, last, many, several
from graph.tables import Table, is_tie, references_of

_NUMBERS = {"kind": pl.String(), "key": pl.String(), "id": pl.Int64()}
#: By kind, the keys of its things and their numbers: what refers to a few places is not looked for among all steps.
Numbers = Mapping[str, pl.DataFrame]


def numbers_for(connection: sqlite3.Connection, changes: ChangeSet) -> Numbers | None:
    """Number the things that are new, and return the number of every thing by its kind and key.

    None, with nothing written, where a commit has too few rows for so many things.
    """
    before = last(connection, "thing")
    if not many(changes) or sum(changes.counts().values()) < before:
        return None
    known = fetched(connection, sql.ALL_THINGS, (), _NUMBERS, "thing")
    things = [
        frame.select(pl.lit(kind).alias("kind"), "key")
        for kind, frame in changes.frames.items()
        if not is_tie(kind_of(kind))
    ]
    new = pl.concat([known.select("kind", "key").clear(), *things])
    if known.height:
        new = new.join(known, on="key", how="anti", maintain_order="left")
    with indices_made_after(connection, "thing", new.height):
        several(connection, sql.INSERT_THINGS, new.select("key", "kind"))
    # SQLite numbers them from the last one on
    whole = pl.concat([known, new.with_columns(pl.int_range(before + 1, before + 1 + pl.len()).alias("id"))])
    return {kind: some.drop("kind") for (kind,), some in whole.partition_by("kind", as_dict=True).items()}


def numbered(table: Table, rows: pl.DataFrame, numbers: Numbers) -> pl.DataFrame:
    """Return rows with numbers in place of the keys of things; a tie keeps its own key.

    Raises:
        StoreDamaged: A thing has no number.
    """
    own = {} if sql.identity(table) == "key" else {"key": (table.kind,)}
    refers = {name: kinds for name, kinds in references_of(table.kind) if name in table.references}
    found = [_numbers(rows[name], kinds, numbers) for name, kinds in (own | refers).items()]
    if any(one.null_count() != rows[one.name].null_count() for one in found):
        raise StoreDamaged("store_damaged_table", table="thing")
    return rows.with_columns(found)


def _numbers(keys: pl.Series, kinds: Iterable[str], numbers: Numbers) -> pl.Series:
    things = [numbers[kind] for kind in kinds if kind in numbers]
    if keys.null_count() == keys.len() or not things:
        return pl.Series(keys.name, [None], pl.Int64).new_from_index(0, keys.len())
    known = pl.concat(things)
    if known["key"].equals(keys):  # of what is all new each stands where it was numbered
        return known["id"].alias(keys.name)
    of = keys.rename("key").to_frame().join(known, on="key", how="left", maintain_order="left")
    return of["id"].alias(keys.name)
