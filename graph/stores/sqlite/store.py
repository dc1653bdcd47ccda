"""The SQLite store: the verbs of the contract, each a few statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

import polars as pl

from graph.changes import PUT, REMOVE, ChangeSet, whole_rows
from graph.kinds import all_kinds, kind_of, ties
from graph.stores.around import SMALL, around
from graph.stores.base import Store, known, span
from graph.stores.history import SPAN
from graph.stores.revision import NOTHING, Revision
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.cells import Parameters, encoded, fetched
from graph.stores.sqlite.connections import Connections, connect
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.location import new_file
from graph.stores.sqlite.opening import opened
from graph.tables import Table, Tables, is_tie, row_schema, tables_of


class SqliteStore(Store):
    """One file, with a log beside it while it is open (``-wal`` and ``-shm``).

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, SqliteStore(Path(folder) / "linli.db") as store:
        ...     store.revision().number
        0
    """

    def __init__(self, path: str | Path, *, create: bool = True, small: int = SMALL) -> None:
        """Open the file, make it where there is none, or bring an older one up to date.

        Args:
            path: Where it is.
            create: Make one where there is none.
            small: Of how many rows a change is checked by searches rather than by scans.

        Raises:
            StoreError: It is not ours, newer, damaged, missing, locked, or in a place that will not do.
        """
        self._path = Path(path).absolute()
        self._small = small
        self._connections = Connections(self._path, opened(self._path, create=create))

    @property
    def where(self) -> str:
        """The path of the file."""
        return str(self._path)

    def backup(self, path: str | Path) -> None:
        """Write a whole copy, past included, without its free pages, into a new file."""
        with self._connections.reading():  # refuses a store that is closed, or no longer the same file
            pass
        with new_file(path) as part, engine_errors(Path(path)), closing(connect(self._path)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))

    def close(self) -> None:
        """Close every connection; the last one to the file takes the log in."""
        self._connections.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._connections.writing():
            yield

    def _revisions(self, *, newest: bool) -> tuple[Revision, ...]:
        with self._connections.reading() as connection:
            rows = connection.execute(sql.NEWEST_REVISION if newest else sql.ALL_REVISIONS).fetchall()
        made = (Revision(number, by, datetime.fromisoformat(at), source) for number, by, at, source in rows)
        return (NOTHING, *made)

    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        with self._connections.reading() as connection:
            newest = _newest(connection)
            revision = known(at, newest)
            where, given = (sql.CURRENT, ()) if revision == newest else (sql.AT, (revision,))
            frames = {table.name: _rows(connection, table, where, given) for table in wanted}
        return Tables(frames, revision)

    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        if keys is None:
            return self._tables((table,), at)[table.name]
        with self._connections.reading() as connection:
            newest = _newest(connection)
            revision = known(at, newest)
            if revision == newest:
                return _rows(connection, table, sql.among(table, "key"), (sql.listed(keys),))
            return _rows(connection, table, sql.among_at(table, "key"), (revision, sql.listed(keys)))

    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        found: dict[str, pl.DataFrame] = {}
        with self._connections.reading() as connection:
            newest = _newest(connection)
            between = span(since, until, newest)
            where, given = (sql.SINCE, between[:1]) if between[1] == newest else (sql.BETWEEN, between)
            for kind in (one.kind for one in all_kinds()):
                main, *rest = tables_of(kind)
                put = Tables({one.name: _rows(connection, one, where, given) for one in (main, *rest)})
                gone = connection.execute(sql.gone(main), between).fetchall()
                found[kind] = pl.concat(
                    [
                        whole_rows(put, kind).with_columns(op=pl.lit(PUT)),
                        pl.DataFrame(gone, {"key": pl.String}, orient="row").with_columns(op=pl.lit(REMOVE)),
                    ],
                    how="diagonal",
                )
        return found

    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:
        touching = () if is_tie(kind_of(kind)) else tuple(tie.kind for tie in ties())
        with self._connections.reading() as connection:
            return {name: _version_rows(connection, name, key, touching=name != kind) for name in (kind, *touching)}

    def _before(self, changes: ChangeSet) -> Tables:
        with self._connections.reading() as connection:

            def read(table: Table, column: str | None = None, keys: Sequence[str] = ()) -> pl.DataFrame:
                return _rows(connection, table, sql.among(table, column), () if column is None else (sql.listed(keys),))

            return around(changes, read, self._small)

    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:
        write = self._connections.writer
        write.execute(sql.INSERT_REVISION, (made.number, made.by, made.at.isoformat(), made.source))
        for kind, change in changes.frames.items():
            if not is_tie(kind_of(kind)):  # first all things: any row may refer to any of them
                new = change.join(before[kind], on="key", how="anti")["key"]
                write.executemany(sql.INSERT_THING, ((key, kind) for key in new))
        for kind, change in changes.frames.items():
            ended = change.join(before[kind], on="key", how="semi")["key"]
            put = change.filter(pl.col("op") == PUT)
            for table in tables_of(kind):
                write.executemany(sql.end(table), ((made.number, key) for key in ended))
                write.executemany(sql.insert(table), encoded(table, put.filter(_said(table)), made.number))


def _newest(connection: Connection) -> int:
    row = connection.execute(sql.NEWEST_REVISION).fetchone()
    return 0 if row is None else int(row[0])


def _rows(connection: Connection, table: Table, where: str, given: Parameters) -> pl.DataFrame:
    return fetched(connection, sql.select(table, where), given, table.schema, table.name)


def _version_rows(connection: Connection, kind: str, key: str, *, touching: bool) -> pl.DataFrame:
    """Return whole rows, current and past; the values of a kind and its personal ones change together."""
    main, *personal = tables_of(kind)
    rows = _spans(connection, main, sql.TOUCHING if touching else sql.ever(main), key)
    for table in personal:
        parts = [_spans(connection, table, sql.ever(table), one) for one in rows["key"].unique()]
        if parts:
            rows = rows.join(pl.concat(parts).drop("to_revision"), on=["key", "from_revision"], how="left")
    columns = [*row_schema(kind), *SPAN]
    return rows.select(columns) if rows.height else pl.DataFrame(schema={**row_schema(kind), **SPAN})


def _spans(connection: Connection, table: Table, where: str, key: str) -> pl.DataFrame:
    statement = sql.select(table, where, "r.from_revision", "r.to_revision")
    return fetched(connection, statement, {"key": key}, {**table.schema, **SPAN}, table.name)


def _said(table: Table) -> pl.Expr:
    """Return whether a row says anything in a table; one of personal values may say nothing."""
    return pl.any_horizontal(pl.col(one.name).is_not_null() for one in table.fields) if table.personal else pl.lit(True)
