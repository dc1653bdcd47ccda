"""The connections to one file: one that writes, and as many that read as are asked for at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock

from graph.errors import LogLeft, StoreError, StoreReplaced
from graph.stores.sqlite.engine import PATIENCE, engine_errors
from graph.stores.sqlite.first_bytes import connected, identity
from graph.stores.sqlite.last_mark import closed, settle

#: How long a commit waits: FULL = until the disk has it, so that nothing is lost when the machine stops.
SYNCHRONOUS = "FULL"
#: foreign_keys is off by default in SQLite, for each connection anew. The log is cut back to 64 MB
#: after a big commit. Keys come in random order, so many pages are kept: 64 MB to write, 16 to read.
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -65536",
    "PRAGMA journal_size_limit = 67108864",
)


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection without a transaction to a file that is there, if only an empty one."""
    return set_up(connected(path, "mode=rw", timeout=PATIENCE, isolation_level=None, check_same_thread=False))


def set_up(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection with the settings that all of ours have; closed where they cannot be made."""
    try:
        for setting in (f"PRAGMA synchronous = {SYNCHRONOUS}", *_SETTINGS):
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, how: str = "IMMEDIATE") -> Iterator[None]:
    """Keep what is done inside whole, or none of it."""
    connection.execute(f"BEGIN {how}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise


class Connections:
    """Hands out connections to one file, and notices when it is no longer that file.

    A reader sees one revision for as long as it reads. Writers of this process wait for each other
    without limit, those of another for two seconds.

    Attributes:
        writer: The connection that writes; only to be used inside ``writing``.
    """

    def __init__(self, path: Path, writer: sqlite3.Connection) -> None:
        self._path = path
        self.writer = writer
        self._one_writer = RLock()
        self._pool = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._looking = Lock()
        self._looker: sqlite3.Connection | None = None
        self._closed = False
        self._identity = identity(path)
        self._beside = path.with_name(f"{path.name}-wal")
        self._log: tuple[int, int] | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one that writes, in a transaction."""
        with self._one_writer, engine_errors(self._path):
            self._check()
            with transaction(self.writer):
                self._check()
                yield
            settle(self.writer, self._path)

    @contextmanager
    def unchecked(self) -> Iterator[None]:
        """Let who writes inside do so without SQLite looking up each reference of each row.

        That can only be said outside of a transaction. Whoever writes so takes every number from ``thing`` itself, and
        is meanwhile the only one of this process that writes.
        """
        with self._one_writer:
            with engine_errors(self._path):
                self._check()
                self.writer.execute("PRAGMA foreign_keys = OFF")
            try:
                yield
            finally:
                self.writer.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Yield the one that writes, outside of any transaction, with no other of ours idle."""
        with self._one_writer, engine_errors(self._path):
            self._check()
            self._look_away()
            with self._pool:
                while self._idle:
                    self._idle.pop().close()
            yield self.writer

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield one that reads, in a transaction that sees one revision."""
        with engine_errors(self._path):
            self._check()
            connection = self._taken()
            try:
                with transaction(connection, "DEFERRED"):
                    yield connection
            finally:
                self._given_back(connection)

    def written(self) -> tuple[object, int]:
        """Return another number wherever any other connection has written; it takes microseconds, and holds nothing.

        SQLite counts for each connection by itself, so one of its own asks, and is kept for that.
        """
        with self._looking, engine_errors(self._path):
            self._check()
            if self._looker is None:
                self._looker = connect(self._path)
                self._looker.execute("PRAGMA query_only = ON")
            return id(self._looker), int(self._looker.execute("PRAGMA data_version").fetchone()[0])

    def _look_away(self) -> None:
        with self._looking:
            if self._looker is not None:
                self._looker.close()
                self._looker = None

    def close(self) -> None:
        """Close all; those in use are closed when they are given back."""
        with self._one_writer, engine_errors(self._path):
            with self._pool:
                self._closed = True
                while self._idle:
                    self._idle.pop().close()
            self._look_away()
            self.writer.close()
            closed(self._path)

    def _taken(self) -> sqlite3.Connection:
        with self._pool:
            if self._idle:
                return self._idle.pop()
        connection = self._connected()
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -16384")
        return connection

    def _connected(self) -> sqlite3.Connection:
        return connect(self._path)

    def _given_back(self, connection: sqlite3.Connection) -> None:
        with self._pool:
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)

    def _check(self) -> None:
        if self._closed:
            raise StoreError("store_closed")
        log = identity(self._beside)
        if identity(self._path) != self._identity:
            left = log is not None and log == self._log and self._is_between()
            raise (LogLeft if left else StoreReplaced)(store=str(self._path))
        if self._log is not None and log != self._log:  # what is written from here on would be in no file
            raise StoreReplaced("store_log_gone", store=str(self._path))
        self._log = log

    def _is_between(self) -> bool:
        """Return whether another file has a log beside it: SQLite takes it for that file's, and mixes their pages."""
        try:
            return self._path.exists() and self._beside.stat().st_size > 0
        except OSError:  # it went just now
            return False
