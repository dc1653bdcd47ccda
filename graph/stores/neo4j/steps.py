"""A commit or its undoing as steps: each a statement and the rows it is for, never more than a transaction may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from graph.changes import PUT, ChangeSet
from graph.kinds import kind_of
from graph.stores.integrity import kind_in
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.columns import Parameters, days_in, encoded, said
from graph.stores.neo4j.names import columns_of, shown_references
from graph.stores.neo4j.shown import with_names
from graph.stores.revision import Revision
from graph.tables import Table, Tables, is_tie, tables_of


@dataclass(frozen=True)
class Step:
    """One statement, its parameters, and how many rows it is for."""

    statement: str
    parameters: Parameters = field(repr=False)
    rows: int


def kept(changes: ChangeSet, before: Tables, revision: int, most: int) -> Iterator[Step]:
    """Yield what copies into the past all that the changes will write over or take away."""
    for kind, change in changes.frames.items():
        for table in tables_of(kind):
            touched = change.join(before[table.name], on="key", how="semi")["key"]
            yield from _by_keys(cypher.keep_past(table), touched, most, table=table.name, revision=revision)


def written(made: Revision, changes: ChangeSet, before: Tables, most: int) -> Iterator[Iterator[Step]]:
    """Yield what makes the changes, in stages: the steps of one need those of earlier ones alone, and not each other.

    First goes what changed things and ties were tied by; then come things, then ties, and what is removed goes last.
    """
    frames = [_Changed(kind, change, before, made.number) for kind, change in changes.frames.items()]
    yield chain([created(made)], *(_untied(one, most) for one in frames))
    yield chain.from_iterable(_with_things(one, most) for one in frames if not one.tie)
    yield chain.from_iterable(_with_ties(one, most) for one in frames)
    yield chain.from_iterable(_by_keys(cypher.delete(one.main), one.removed, most) for one in frames if not one.tie)


def created(made: Revision) -> Step:
    """Return what makes the node of a revision."""
    told = {"number": made.number, "by": made.by, "at": made.at.isoformat(), "source": made.source}
    return Step(cypher.CREATE_REVISION, {**told, "digest": made.digest, "reason": made.reason}, 1)


class _Changed:
    """The rows of one kind that change: to be put or removed, there already or new."""

    def __init__(self, kind: str, change: pl.DataFrame, before: Tables, revision: int) -> None:
        self.main, *self.personal = tables_of(kind)
        self.tie = is_tie(kind_of(kind))
        self._put = change.filter(pl.col("op") == PUT).with_columns(from_revision=pl.lit(revision))
        self._before = before[kind]
        self.touched = change.join(self._before, on="key", how="semi")["key"]
        self.removed = change.filter(pl.col("op") != PUT)["key"]

    def put(self, table: Table | None = None, *, new: bool | None = None) -> pl.DataFrame:
        """Return the rows to put, in the columns of a table; all, those that are new, or those that are not."""
        rows = self._put.select(*(table or self.main).schema, "from_revision")
        if table is not None:
            return rows.filter(pl.any_horizontal(pl.col(one.name).is_not_null() for one in table.fields))
        return rows if new is None else rows.join(self._before, on="key", how="anti" if new else "semi")


def _untied(one: _Changed, most: int) -> Iterator[Step]:
    if one.tie:
        yield from away(one.main, one.touched, most)
    yield from hidden(one.main, one.touched, most)
    for table in one.personal:
        yield from away(table, one.touched, most)


def _with_things(one: _Changed, most: int) -> Iterator[Step]:
    yield from added(one.main, one.put(new=True), most)
    yield from put(one.main, one.put(new=False), most)


def _with_ties(one: _Changed, most: int) -> Iterator[Step]:
    if one.tie:
        yield from tied(one.main, one.put(), most)
    else:
        yield from shown(one.main, one.put(), most)
    for table in one.personal:
        yield from personal(table, one.put(table), most)


def added(table: Table, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    """Yield what adds things that were not there."""
    named = said(with_names(table.kind, rows))
    yield from _rows(cypher.create_things(table, named.columns, days_in(named)), named, most)


def put(table: Table, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    """Yield what writes things over those that are there, or adds them."""
    named = said(with_names(table.kind, rows))
    yield from _rows(cypher.put_things(table, named.columns, days_in(named)), named, most)


def hidden(table: Table, keys: pl.Series, most: int) -> Iterator[Step]:
    """Yield what takes the relationships of references away."""
    if shown_references(table):
        yield from _by_keys(cypher.hide_references(table), keys, most)


def shown(table: Table, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    """Yield what makes the relationships of references, of which there are none."""
    for column in shown_references(table):
        for kind, some in _by_kind(rows.select("key", column), column):
            yield from _rows(cypher.show_reference(table, column, kind), some, most)


def personal(table: Table, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    """Yield what adds personal values."""
    some = said(rows)
    yield from _rows(cypher.create_personal(table, some.columns, days_in(some)), some, most)


def tied(table: Table, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    """Yield what adds ties, by the kinds of their ends."""
    some = said(rows)
    columns = [name for name in some.columns if name in {*columns_of(table), "from_revision"}]
    for source, of_source in _by_kind(some, "source"):
        for target, alike in _by_kind(of_source, "target"):
            yield from _rows(cypher.create_ties(table, (source, target), columns, days_in(some)), alike, most)


def away(table: Table, keys: pl.Series, most: int) -> Iterator[Step]:
    """Yield what takes rows away."""
    yield from _by_keys(cypher.delete(table), keys, most)


def batches(steps: Iterable[Step], most: int) -> Iterator[list[Step]]:
    """Yield the steps, in order, as many together as one transaction may have rows."""
    together: list[Step] = []
    for step in steps:
        if together and sum(one.rows for one in together) + step.rows > most:
            yield together
            together = []
        together.append(step)
    if together:
        yield together


def _by_kind(rows: pl.DataFrame, column: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the rows by the kind of what they refer to, which its key tells; some refer to nothing."""
    if column not in rows.columns:  # none of them says anything there, or there is none
        return
    kinds = rows[column].str.split("-").list.first()
    for prefix in kinds.drop_nulls().unique().sort():
        kind = kind_in(f"{prefix}-")
        if kind is not None:
            yield kind, rows.filter(kinds == prefix)


def _rows(statement: str, rows: pl.DataFrame, most: int) -> Iterator[Step]:
    for some in rows.iter_slices(most):
        yield Step(statement, encoded(some), some.height)


def _by_keys(statement: str, keys: pl.Series, most: int, **about: str | int) -> Iterator[Step]:
    for first in range(0, keys.len(), most):
        some = keys.slice(first, most).to_list()
        yield Step(statement, {"keys": some, **about}, len(some))
