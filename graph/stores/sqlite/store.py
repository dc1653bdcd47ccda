"""The SQLite store: the verbs of the contract, each a few statements."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import replace as replaced
from pathlib import Path
from sqlite3 import Connection

import polars as pl

from graph.atrest import forget_all
from graph.changes import PUT, REMOVE, ChangeSet, whole_rows
from graph.errors import StoreDamaged, StoreError, StoreFull
from graph.files import folder_of
from graph.kinds import all_kinds, kind_of, ties_at
from graph.stores.around import SMALL, around
from graph.stores.base import Store
from graph.stores.findings import Examined
from graph.stores.forgotten import Forgotten
from graph.stores.revision import NOTHING, Revision, span
from graph.stores.risk import risk_accepted
from graph.stores.sqlite import forgetting, in_bulk
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.around_file import beside
from graph.stores.sqlite.backing_up import copied
from graph.stores.sqlite.cells import Parameters, encoded, fetched
from graph.stores.sqlite.compacting import Compacted, Tried, check_there, compact, gone_in, shrink, there
from graph.stores.sqlite.connections import Connections, connect
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.examining import examine
from graph.stores.sqlite.numbers import numbered, numbers_for
from graph.stores.sqlite.opening import opened
from graph.stores.sqlite.revisions import add_revision, newest_number, revision_of
from graph.stores.sqlite.versions import version_rows
from graph.stores.sqlite.whole_file import whole_file
from graph.stores.sqlite.without_room import as_it_lies
from graph.stores.touched import touched
from graph.tables import Table, Tables, is_tie, tables_of


class SqliteStore(Store):
    """One file, with a log beside it while it is open (``-wal`` and ``-shm``).

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder, SqliteStore(Path(folder) / "linli.db") as store:
        ...     store.revision().number
        0
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        small: int = SMALL,
        i_know: bool | None = None,
        check: bool = True,
    ) -> None:
        """Open the file, make it where there is none, or bring an older one up to date.

        Args:
            path: Where it is.
            create: Make one where there is none.
            small: Of how many rows a change is checked by searches rather than by scans.
            i_know: Open it although its place is not safe, or something in it is lost; None = as ``LINLI_I_KNOW`` says.
            check: Look at once whether something is lost; ``examine`` looks at everything.

        Where the disk has no room for the log beside the file, it is read as it lies, and not written.

        Raises:
            StoreError: It is not ours, newer, damaged, missing, locked, or in a place that will not do.
        """
        self._path = Path(path).absolute()
        self._small = small
        try:
            writer = opened(self._path, create=create, i_know=i_know, check=check)
        except StoreFull as full:
            self._connections: Connections = as_it_lies(self._path, full, check=check and not risk_accepted(i_know))
        else:
            self._connections = Connections(self._path, writer)

    @property
    def where(self) -> str:
        """The path of the file."""
        return str(self._path)

    @property
    def at_rest(self) -> Path:
        """The folder beside the file."""
        return folder_of(self._path)

    def commit(self, changes: ChangeSet, expected: int | None = None) -> Revision:
        """Make the changes, all or nothing, and return the revision that has them; many are written in bulk."""
        with self._prepared_for(changes):
            return super().commit(changes, expected)

    def repeat(self, changes: ChangeSet, forgotten: Collection[Forgotten]) -> Revision:
        """Make a revision as another store has it; many rows are written in bulk."""
        with self._prepared_for(changes):
            return super().repeat(changes, forgotten)

    def _prepared_for(self, changes: ChangeSet) -> AbstractContextManager[None]:
        return self._connections.unchecked() if in_bulk.many(changes) else nullcontext()

    def backup(self, path: str | Path, *, replace: bool = False) -> None:
        """Write a whole copy, past included, into a new file, and examine it before it is there."""
        with self._connections.reading():  # refuses a store that is closed, or no longer the same file
            pass
        target = Path(path).absolute()
        if target.exists() and target.samefile(self._path):
            raise StoreError("backup_onto_itself", store=str(target))
        with whole_file(target, replace=replace) as part:
            copied(self._path, part, target)

    def stamp(self) -> Hashable:
        """Return SQLite's own counter of changes: another number after every write, whoever wrote."""
        return self._connections.written()

    def forgotten(self, since: int = 0) -> tuple[Forgotten, ...]:
        """Return who was forgotten after a revision."""
        with self._connections.reading() as connection:
            return forgetting.remembered(connection, since)

    def compact(self, until: int, keep: Collection[int] = (), by: str = "", *, try_it: bool = False) -> Compacted:
        """Take out what no kept revision has (the one until which, all later ones, those of ``keep``), and shrink.

        Raises:
            NoSuchRevision: One of them was never made, or cannot be opened any more.
            StoreLocked: Somebody else has the file open; it is compacted, and as large as before.
            StoreError: As ``commit`` raises it.
        """
        tried = Compacted(None, 0, ())
        with suppress(Tried), self._telling() as tell:
            write, made = self._connections.writer, self._saying("linli compact", by)
            tried = compact(write, made.number, until, keep)
            if try_it or not tried.rows:
                raise Tried
            tell(made)
            add_revision(write, made)
        if try_it or not tried.rows:
            return tried
        forget_all(self.at_rest)
        with self._connections.alone() as writer:
            shrink(writer, str(self._path))
        return replaced(tried, revision=made.number)

    def gone(self) -> frozenset[int]:
        """Return the numbers of revisions that cannot be opened any more."""
        with self._connections.reading() as connection:
            return frozenset(gone_in(connection))

    def examine(self) -> Examined:
        """Look at the whole file, and at what lies beside it."""
        with self._connections.reading():  # refuses a store that is closed, or no longer the same file
            pass
        with engine_errors(self._path), closing(connect(self._path)) as connection:
            connection.execute("BEGIN")  # never ended: where a page is damaged, that may be refused
            found = examine(connection)
        return replaced(found, findings=(*found.findings, *beside(self._path)))

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
        try:
            return (NOTHING, *map(revision_of, rows))
        except (ValueError, TypeError):
            raise StoreDamaged("store_damaged_table", table="revision") from None

    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        with self._connections.reading() as connection:
            newest = newest_number(connection)
            revision = there(connection, at, newest)
            where, given = (sql.CURRENT, ()) if revision == newest else (sql.AT, (revision,))
            frames = {table.name: _rows(connection, table, where, given) for table in wanted}
        return Tables(frames, revision)

    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        if keys is None:
            return self._tables((table,), at)[table.name]
        with self._connections.reading() as connection:
            newest = newest_number(connection)
            revision = there(connection, at, newest)
            if revision == newest:
                return _rows(connection, table, sql.among(table, "key"), (sql.listed(keys),))
            return _rows(connection, table, sql.among_at(table, "key"), (revision, sql.listed(keys)))

    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        found: dict[str, pl.DataFrame] = {}
        with self._connections.reading() as connection:
            newest = newest_number(connection)
            between = span(since, until, newest)
            for end in between:
                check_there(connection, end, end, newest)
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

    def rows_touched(self, since: int, until: int) -> Mapping[str, pl.DataFrame]:
        """Return the rows that revisions brought or did away with, by two statements a kind."""
        found = {}
        with self._connections.reading() as connection:
            newest = newest_number(connection)
            between = span(since, until, newest)
            check_there(connection, *between, newest)
            for kind in (one.kind for one in all_kinds()):
                main = tables_of(kind)[0]
                schema = {**main.schema, "revision": pl.Int64()}
                found[kind] = pl.concat(
                    fetched(connection, sql.select(main, where, revision), between, schema, main.name)
                    for where, revision in ((sql.BROUGHT, "r.from_revision"), (sql.TAKEN, "r.to_revision"))
                )
        return {kind: rows for kind, rows in found.items() if rows.height}

    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:
        with self._connections.reading() as connection:
            found = {one.kind: version_rows(connection, one.kind, key, touching=True) for one in ties_at(kind)}
            found[kind] = version_rows(connection, kind, key, touching=False)
        return {name: rows for name, rows in found.items() if rows.height}

    def referring(self, kind: str, field: str, keys: Collection[str]) -> pl.DataFrame:
        """Return rows by the index over the field."""
        main, *apart = tables_of(kind)
        if apart:
            return super().referring(kind, field, keys)
        with self._connections.reading() as connection:
            return _rows(connection, main, sql.among(main, field), (sql.listed(sorted(keys)),))

    def _before(self, changes: ChangeSet) -> Tables:
        with self._connections.reading() as connection:

            def read(table: Table, column: str | None = None, keys: Sequence[str] = ()) -> pl.DataFrame:
                return _rows(connection, table, sql.among(table, column), () if column is None else (sql.listed(keys),))

            return around(changes, read, self._small)

    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:
        write = self._connections.writer
        add_revision(write, made)
        numbers = numbers_for(write, changes)
        if numbers is None:
            for kind, change in changes.frames.items():
                if not is_tie(kind_of(kind)):  # first all things: any row may refer to any of them
                    new = change.join(before[kind], on="key", how="anti")["key"]
                    write.executemany(sql.INSERT_THING, ((key, kind) for key in new))
        for one in touched(changes, before):
            write.executemany(sql.end(one.table), ((made.number, key) for key in one.ended))
            if numbers is None:
                write.executemany(sql.insert(one.table), encoded(one.table, one.made, made.number))
            else:
                in_bulk.add(write, one.table, numbered(one.table, one.made, numbers), made.number)

    def _traces(self, kind: str, key: str) -> int:
        return forgetting.traces(self._connections.writer, kind, key)

    def _erase(self, made: Revision, keys: Sequence[str]) -> None:
        write = self._connections.writer
        forgetting.erase(write, keys)
        add_revision(write, made)
        for key in keys:
            self._remember(Forgotten(key, made.number, made.by, made.at, swept=False))

    def _remember(self, one: Forgotten) -> None:
        told = (one.key, one.revision, one.by, one.at.isoformat(), one.swept)
        self._connections.writer.execute(sql.INSERT_FORGOTTEN, told)

    def _swept(self, key: str) -> Forgotten:
        forget_all(self.at_rest)
        with self._connections.alone() as writer:
            forgetting.sweep(writer, str(self._path))
        return next(one for one in reversed(self.forgotten()) if one.key == key)


def _rows(connection: Connection, table: Table, where: str, given: Parameters) -> pl.DataFrame:
    return fetched(connection, sql.select(table, where), given, table.schema, table.name)
