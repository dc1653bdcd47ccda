"""The Neo4j store: the verbs of the contract, each a few statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl
from neo4j import Transaction

from graph.atrest import forget_all
from graph.changes import PUT, REMOVE, ChangeSet, whole_rows
from graph.errors import StoreError
from graph.kinds import all_kinds, ties_at
from graph.stores.around import SMALL, around
from graph.stores.base import Store
from graph.stores.beside import at_rest_findings
from graph.stores.findings import Examined
from graph.stores.forgotten import Forgotten
from graph.stores.history import SPAN
from graph.stores.logged import log_findings
from graph.stores.neo4j import forgetting
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.database import prepare
from graph.stores.neo4j.querying import asked
from graph.stores.neo4j.reading import Reader, current_rows, pointer, read
from graph.stores.neo4j.server import Server, run
from graph.stores.neo4j.turns import turn
from graph.stores.neo4j.undoing import undo
from graph.stores.neo4j.writing import write
from graph.stores.revision import NOTHING, Revision, known, span
from graph.tables import Table, Tables, row_schema, tables_of
from graph.viewing import in_state

#: How many rows one transaction writes; some 50,000 are more than a server of the usual size has memory for.
ROWS = 10_000


class Neo4jStore(Store):
    """A database on a Neo4j server that is ours alone: a graph to look at, and the same rows as everywhere.

    Who connects is read from the environment when the store is opened: ``NEO4J_USERNAME``,
    ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE``.
    """

    def __init__(self, address: str, *, create: bool = True, small: int = SMALL, rows: int = ROWS) -> None:
        """Connect; make an empty database ours, or bring an older one of ours up to date.

        Args:
            address: Such as ``bolt://localhost:7687``.
            create: Make an empty database ours.
            small: Of how many rows a change is checked by searches rather than by scans.
            rows: How many rows one transaction writes at most.

        Raises:
            StoreError: The server cannot be reached or refuses us, or the database is not ours, newer or empty.
        """
        self._small = small
        self._one_writer = Lock()
        self._held: Transaction | None = None
        self._server = Server(address, rows)
        try:
            prepare(self._server, create=create)
        except BaseException:
            self._server.close()
            raise

    @property
    def where(self) -> str:
        """The address of the server, and the database on it where one is named."""
        return self._server.where

    @property
    def at_rest(self) -> Path | None:
        """The folder beside its log, of whoever asks; None = who asks has no folder of their own."""
        with suppress(RuntimeError):  # nobody's home
            return in_state(self.where, "cache")
        return None

    def query(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return what a Cypher text answers about the current revision, a row an answer.

        Raises:
            StoreLocked: Somebody is writing.
            StoreError: The text would write, or is no Cypher.
        """
        return asked(self._server, text, parameters or {}, self._settled)

    def backup(self, path: str | Path, *, replace: bool = False) -> None:  # noqa: ARG002 - as every store
        """Refuse: a copy says of every kind that it is the same, and a server has backups of its own."""
        self.revision()  # refuses a store that is closed
        raise StoreError("backup_shared", store=self.where, to=str(path))

    def forgotten(self, since: int = 0) -> tuple[Forgotten, ...]:
        """Return who was forgotten after a revision; what a server keeps beside its data is its administrator's."""
        with self._server.transaction(reading=True) as transaction:
            newest = pointer(transaction, self._server.store)
            return forgetting.remembered(transaction, since, newest)

    def examine(self) -> Examined:
        """Work the digest of every revision out again, and look at the log and at what lies at rest."""
        revisions = self.revisions()
        found = read(self._server, lambda reader: forgetting.examine(reader, revisions))
        beside = [*at_rest_findings(self.at_rest, str(self.at_rest)), *log_findings(self.where)]
        return replace(found, findings=(*found.findings, *beside))

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._one_writer, turn(self._server) as held:
            undo(self._server, pointer(held, self._server.store))
            self._held = held
            try:
                yield
            finally:
                self._held = None

    def _settled(self) -> None:
        """Wait for who writes, and undo what was left by who no longer does."""
        with self._writing():
            pass

    def _revisions(self, *, newest: bool) -> tuple[Revision, ...]:
        with self._server.transaction(reading=True) as transaction:
            last = pointer(transaction, self._server.store)
            after = last - 1 if newest else 0
            made = [forgetting.revision_of(one) for one in run(transaction, cypher.REVISIONS, after=after, newest=last)]
        return (NOTHING, *made)

    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        def ask(reader: Reader) -> Tables:
            revision = known(at, reader.newest)
            return Tables(reader.at(wanted, revision), revision)

        return read(self._server, ask)

    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        def ask(reader: Reader) -> pl.DataFrame:
            return reader.at((table,), known(at, reader.newest), keys)[table.name]

        return read(self._server, ask)

    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        wanted = [table for kind in all_kinds() for table in tables_of(kind.kind)]

        def ask(reader: Reader) -> Mapping[str, pl.DataFrame]:
            first, last = span(since, until, reader.newest)
            put = Tables(reader.begun(wanted, first, last))
            ended = reader.ended(wanted, first, last)
            return {kind.kind: _delta(kind.kind, put, ended) for kind in all_kinds()}

        return read(self._server, ask)

    def rows_touched(self, since: int, until: int) -> Mapping[str, pl.DataFrame]:
        """Return the rows that revisions brought or did away with, by two statements a kind."""
        wanted = [tables_of(kind.kind)[0] for kind in all_kinds()]

        def ask(reader: Reader) -> Mapping[str, pl.DataFrame]:
            return reader.touched(wanted, *span(since, until, reader.newest))

        return {name: rows for name, rows in read(self._server, ask).items() if rows.height}

    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:
        touching = [tables_of(tie.kind)[0] for tie in ties_at(kind)]

        def ask(reader: Reader) -> Mapping[str, pl.DataFrame]:
            found = {kind: reader.versions(tables_of(kind)[0], key), **reader.touching(touching, key)}
            return {name: _whole(reader, name, rows) for name, rows in found.items()}

        return read(self._server, ask)

    def _before(self, changes: ChangeSet) -> Tables:
        with self._server.transaction(reading=True) as transaction:
            return around(changes, partial(current_rows, transaction), self._small)

    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:
        held = self._held
        assert held is not None, "only inside of _writing"  # noqa: S101
        try:
            write(self._server, held, made, changes, before)
        except BaseException:
            with suppress(StoreError):  # what cannot be undone now is undone by the next writer
                if not held.closed():
                    undo(self._server, made.number - 1)
            raise

    def _traces(self, kind: str, key: str) -> int:
        with self._server.transaction(reading=True) as transaction:
            return forgetting.traces(transaction, kind, key)

    def _erase(self, made: Revision, keys: Sequence[str]) -> None:
        held = self._held
        assert held is not None, "only inside of _writing"  # noqa: S101
        forgetting.erase(self._server, held, made, keys)

    def _remember(self, one: Forgotten) -> None:
        with self._server.transaction() as transaction:
            run(transaction, cypher.FORGET, number=one.revision, key=one.key).consume()

    def _swept(self, key: str) -> Forgotten:
        if (folder := self.at_rest) is not None:
            forget_all(folder)
        return next(one for one in reversed(self.forgotten()) if one.key == key)


def _delta(kind: str, put: Tables, ended: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Return what there is of a kind now, and the keys of what ended and is not among it."""
    rows = whole_rows(put, kind).with_columns(op=pl.lit(PUT))
    if kind not in ended:
        return rows
    gone = pl.DataFrame({"key": ended[kind].unique()}).join(rows, on="key", how="anti")
    return pl.concat([rows, gone.with_columns(op=pl.lit(REMOVE))], how="diagonal")


def _whole(reader: Reader, kind: str, rows: pl.DataFrame) -> pl.DataFrame:
    """Return versions of rows as whole rows; the values of a kind and its personal ones change together."""
    for table in tables_of(kind)[1:]:
        parts = [reader.versions(table, one) for one in rows["key"].unique()]
        if parts:
            rows = rows.join(pl.concat(parts).drop("to_revision"), on=["key", "from_revision"], how="left")
    return rows.select([*row_schema(kind), *SPAN]) if rows.height else pl.DataFrame(schema={**row_schema(kind), **SPAN})
