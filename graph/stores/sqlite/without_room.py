"""A file on a disk without room for the log that SQLite wants beside it: read as it lies, and not written.

Even who only reads needs 32 KB of a file that readers share. Where these are not to be had, and nothing is in a log
beside the file, all of it is in the file alone, so it can be read like something that nobody changes. That nobody does
is looked at after each reading: whoever finds room again writes, and then this store says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import StoreFull, StoreReplaced
from graph.stores.sqlite import schema
from graph.stores.sqlite.connections import Connections, set_up
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.examining import check_newest
from graph.stores.sqlite.first_bytes import connected
from graph.stores.sqlite.last_mark import check_log


def as_it_lies(path: Path, full: StoreFull, *, check: bool) -> AsItLies:
    """Return a reader of a file that cannot be opened because the disk is full.

    Args:
        path: Where it is.
        full: What says that there is no room; raised where it cannot be read so either.
        check: Look whether something is lost.

    Raises:
        StoreFull: There is a log beside it, it has to be brought up to date first, or it may not be written at all.
        StoreDamaged: Something in it is lost.
    """
    if full.code != "store_full" or _size(_log(path)) or not _size(path):
        raise full
    with engine_errors(path), closing(_connect(path)) as connection:
        if not schema.made(connection) or not schema.current(connection):
            raise full
        if check:
            check_log(connection, path)
            check_newest(connection, path)
    return AsItLies(path, _connect(path))


class AsItLies(Connections):
    """Hands out connections that read, and refuses to write."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._seen = self._state()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Refuse it: there is no room.

        Raises:
            StoreFull: Always.
        """
        raise StoreFull(store=str(self._path))
        yield

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Refuse it likewise.

        Raises:
            StoreFull: Always.
        """
        raise StoreFull(store=str(self._path))
        yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Yield one that reads.

        Raises:
            StoreReplaced: Somebody has written meanwhile.
        """
        with super().reading() as connection:
            yield connection
            self._unchanged()

    def written(self) -> tuple[object, int]:
        """Return that nobody has.

        Raises:
            StoreReplaced: Somebody has.
        """
        self._unchanged()
        return self._path, 0

    def _connected(self) -> sqlite3.Connection:
        return _connect(self._path)

    def _unchanged(self) -> None:
        if self._state() != self._seen:
            raise StoreReplaced(store=str(self._path))

    def _state(self) -> tuple[int, int, int]:
        found = self._path.stat()
        return found.st_mtime_ns, found.st_size, _size(_log(self._path))


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _size(path: Path) -> int:
    """Return the size of a file; 0 for a missing one, as for a log that was only begun."""
    return path.stat().st_size if path.exists() else 0


def _connect(path: Path) -> sqlite3.Connection:
    return set_up(connected(path, "mode=ro&immutable=1", isolation_level=None, check_same_thread=False))
