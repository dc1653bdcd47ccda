"""Reading rows: the present first and the past after it, so that a writer who comes between hides nothing.

A writer keeps the past of a row before it writes over the row. Who finds the new row in the present,
or nothing, or half of each, therefore finds the old one in the past; and what the past says counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import polars as pl
from neo4j import Transaction

from graph.errors import StoreDamaged, StoreLocked
from graph.stores.history import SPAN
from graph.stores.integrity import kind_in
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.columns import decoded
from graph.stores.neo4j.server import Server, number, run
from graph.tables import Table

_TRIES = 5
_ALWAYS = ("key", "source", "target")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class Reader:
    """One look at the store: a transaction, and the revision that was the current one when it began."""

    transaction: Transaction
    newest: int

    @cached_property
    def known(self) -> frozenset[str]:
        """The properties that anything has; asked once, since no revision up to the newest has any that came later."""
        return properties(self.transaction)

    def at(self, tables: Iterable[Table], revision: int, keys: list[str] | None = None) -> dict[str, pl.DataFrame]:
        """Return the rows of these tables as of a revision, by table; of these keys only, where some are said."""
        present, before = cypher.AT, cypher.PAST_AT
        given: dict[str, Any] = {"at": revision}
        if keys is not None:
            present, before = f"{cypher.KEYS} AND {present}", f"{cypher.KEYS} AND {before}"
            given |= {"keys": keys}
        found = self._present(tables, present, **given)
        past = self._past(found, before, **given)
        return {one.name: _together(rows, past.get(one)) for one, rows in found.items()}

    def begun(self, tables: Iterable[Table], since: int, until: int) -> dict[str, pl.DataFrame]:
        """Return the rows as of ``until`` that began after ``since``."""
        between = {"since": since, "until": until}
        found = self._present(tables, cypher.BETWEEN, **between)
        past = self._past(found, cypher.PAST_BETWEEN, **between)
        return {one.name: _together(rows, past.get(one)) for one, rows in found.items()}

    def ended(self, tables: Iterable[Table], since: int, until: int) -> dict[str, pl.Series]:
        """Return the keys of rows that were there at ``since`` and ended by ``until``, by table."""
        past = self._past(tables, cypher.PAST_GONE, since=since, until=until)
        return {one.name: rows["key"] for one, rows in past.items()}

    def touched(self, tables: Iterable[Table], since: int, until: int) -> dict[str, pl.DataFrame]:
        """Return the rows that each ``revision`` after one up to another brought or took away, by table."""
        between = {"since": since, "until": until}
        found = self._present(tables, cypher.BETWEEN, "from_revision", **between)
        past = self._past(found, cypher.PAST_TOUCHED, *SPAN, **between)
        return {one.name: _touched(rows, past.get(one), since, until) for one, rows in found.items()}

    def versions(self, table: Table, key: str) -> pl.DataFrame:
        """Return every version of the row of a key, with from and to."""
        now = present_rows(self.transaction, table, cypher.KEYS, "from_revision", known=self.known, keys=[key])
        past = past_rows(self.transaction, table, cypher.PAST_KEY, *SPAN, known=self.known, key=key)
        return self._in_order(past, now)

    def touching(self, tables: Iterable[Table], key: str) -> dict[str, pl.DataFrame]:
        """Return every version of the ties that touch a thing, with from and to, by table that has any."""
        now = {
            one: pl.concat(
                touching_rows(self.transaction, one, end, [key], "from_revision") for end in ("source", "target")
            )
            for one in tables
        }
        past = self._past(now, cypher.PAST_TOUCHING, *SPAN, key=key)
        return {
            one.name: self._in_order(past.get(one, pl.DataFrame(schema=_schema(one, tuple(SPAN)))), rows)
            for one, rows in now.items()
            if rows.height or one in past
        }

    def _in_order(self, past: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
        unended = pl.when(pl.col("to_revision") <= self.newest).then("to_revision").alias("to_revision")
        rows = pl.concat([past.with_columns(unended), now.with_columns(to_revision=pl.lit(None, pl.Int64))])
        whole = rows.filter(pl.col("from_revision") <= self.newest)
        # of one version the first said counts: the past before the present, an end before none
        ordered = whole.sort("to_revision", nulls_last=True, maintain_order=True)
        return ordered.unique(["key", "from_revision"], keep="first", maintain_order=True)

    def _present(self, tables: Iterable[Table], where: str, *extra: str, **given: Any) -> dict[Table, pl.DataFrame]:
        wanted = tuple(tables)
        there = (
            {record["name"] for record in run(self.transaction, cypher.tables_with_rows(wanted))} if wanted else set()
        )
        return {
            one: present_rows(self.transaction, one, where, *extra, known=self.known, **given)
            if one.name in there
            else pl.DataFrame(schema=_schema(one, extra))
            for one in wanted
        }

    def _past(self, tables: Iterable[Table], where: str, *extra: str, **given: Any) -> dict[Table, pl.DataFrame]:
        names = {record[0] for record in run(self.transaction, cypher.past_tables(where), **given)}
        return {
            one: past_rows(self.transaction, one, where, *(extra or ("from_revision",)), known=self.known, **given)
            for one in tables
            if one.name in names
        }


def read(server: Server, ask: Callable[[Reader], _Answer]) -> _Answer:
    """Return what somebody asks of the store, all of it as of one revision.

    Where something was undone meanwhile, what was read may not be whole, and is read again.

    Raises:
        StoreLocked: Something was undone each time.
    """
    for _ in range(_TRIES):
        with server.transaction(reading=True) as transaction:
            undone, newest = counted(transaction), pointer(transaction, server.store)
            answer = ask(Reader(transaction, newest))
            if counted(transaction) == undone:
                return answer
    raise StoreLocked(store=server.store)


def pointer(transaction: Transaction, store: str) -> int:
    """Return the number of the current revision.

    Raises:
        StoreDamaged: There is none.
    """
    found = number(transaction, cypher.POINTER)
    if found is None:
        raise StoreDamaged(store=store)
    return found


def counted(transaction: Transaction) -> int | None:
    """Return how often something was undone."""
    return number(transaction, cypher.UNDONE)


def properties(transaction: Transaction) -> frozenset[str]:
    """Return the names of the properties that anything in the database has, or had."""
    [record] = run(transaction, cypher.PROPERTIES)
    return frozenset(record["names"])


def present_rows(
    transaction: Transaction, table: Table, where: str, *extra: str, known: frozenset[str] | None = None, **given: Any
) -> pl.DataFrame:
    """Return rows of the present for which a condition holds; ``known`` spares asking for the properties there are."""
    columns = _columns(table, extra, properties(transaction) if known is None else known)
    return _rows(transaction, cypher.select(table, where, columns), table, columns, extra, given)


def past_rows(
    transaction: Transaction, table: Table, where: str, *extra: str, known: frozenset[str] | None = None, **given: Any
) -> pl.DataFrame:
    """Return rows of the past for which a condition holds; ``known`` as in ``present_rows``."""
    columns = _columns(table, extra, properties(transaction) if known is None else known)
    about = {"table": table.name, **given}
    return _rows(transaction, cypher.select_past(table, where, columns), table, columns, extra, about)


def touching_rows(
    transaction: Transaction, table: Table, column: str, keys: Sequence[str], *extra: str
) -> pl.DataFrame:
    """Return rows of the present that refer to one of some things in a column."""
    by_kind: dict[str, list[str]] = {}
    for key in keys:
        if (kind := kind_in(key)) is not None:
            by_kind.setdefault(kind, []).append(key)
    columns = [*table.schema, *extra]
    found = [
        _rows(transaction, cypher.select_touching(table, column, kind, columns), table, columns, extra, {"keys": some})
        for kind, some in by_kind.items()
    ]
    return pl.concat([pl.DataFrame(schema=_schema(table, extra)), *found])


def current_rows(
    transaction: Transaction, table: Table, column: str | None = None, keys: Sequence[str] = ()
) -> pl.DataFrame:
    """Return rows of the present for a writer, who has the turn: nobody is writing, so all of them count."""
    if column is None:
        return present_rows(transaction, table, cypher.ANY)
    if column == "key":
        return present_rows(transaction, table, cypher.KEYS, keys=list(keys))
    return touching_rows(transaction, table, column, keys)


def _together(present: pl.DataFrame, past: pl.DataFrame | None) -> pl.DataFrame:
    """Return the rows of both; where both have one, the past has it whole."""
    whole = present.drop_nulls("key")
    if past is None:
        return whole
    said = past.drop("from_revision").unique("key")
    return pl.concat([whole.join(said, on="key", how="anti"), said])


def _touched(present: pl.DataFrame, past: pl.DataFrame | None, since: int, until: int) -> pl.DataFrame:
    """Return rows with the ``revision`` that brought or took them; where both have a version, the past has it whole."""
    whole = present.drop_nulls("key")
    if past is not None:
        begun = past.filter(pl.col("from_revision").is_between(since, until, closed="right")).drop("to_revision")
        whole = pl.concat([whole.join(begun, on=["key", "from_revision"], how="anti"), begun])
    brought = whole.rename({"from_revision": "revision"})
    if past is None:
        return brought
    gone = past.filter(pl.col("to_revision").is_between(since, until, closed="right")).drop("from_revision")
    return pl.concat([brought, gone.rename({"to_revision": "revision"})])


def _columns(table: Table, extra: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the columns worth asking for: half of a table's may be such as nothing in the database has."""
    return [name for name in (*table.schema, *extra) if name in known or name in _ALWAYS]


def _rows(
    transaction: Transaction,
    statement: str,
    table: Table,
    columns: Sequence[str],
    extra: Sequence[str],
    given: Mapping[str, Any],
) -> pl.DataFrame:
    answers = (record.values() for record in run(transaction, statement, **given))
    return decoded(answers, columns, _schema(table, extra), table.name)


def _schema(table: Table, extra: Sequence[str]) -> dict[str, Any]:
    return {**table.schema, **{name: pl.Int64() for name in extra}}
