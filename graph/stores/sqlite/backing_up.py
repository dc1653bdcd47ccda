"""A copy of a file while others use it, made by SQLite itself and examined before it is believed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import StoreDamaged
from graph.stores.findings import Examined
from graph.stores.sqlite import schema
from graph.stores.sqlite.connections import transaction
from graph.stores.sqlite.engine import engine_errors
from graph.stores.sqlite.examining import examine, examine_structure
from graph.stores.sqlite.first_bytes import connected
from graph.stores.sqlite.migrations import VERSION


def copied(source: Path, part: Path, target: Path) -> Examined:
    """Copy all pages of a store into an empty file, and examine the copy.

    Args:
        source: A store, with its log if it has one.
        part: An empty file.
        target: Where the copy will be, to be named where there is no room for it.

    Raises:
        StoreDamaged: The copy is not whole, since the source is not.
        StoreFull: There is no room for it.
    """
    try:
        with looking(source) as there, engine_errors(target), closing(sqlite3.connect(part)) as copy:
            there.backup(copy)
            clean = _swept(copy)
        if not clean:
            _sweep(part)
    except StoreDamaged:
        raise StoreDamaged("store_damaged_copy", store=str(source)) from None
    return checked(part, source)


def checked(path: Path, named: Path) -> Examined:
    """Examine a file; raises StoreDamaged, about ``named``, where anything is lost in it."""
    with looking(path) as connection:
        found = examine(connection) if schema.current(connection) else older(connection)
    if not found.whole:
        raise StoreDamaged("store_damaged_copy", store=str(named))
    return found


def older(connection: sqlite3.Connection) -> Examined:
    """Examine the file of an older linli without changing it: a copy in memory is brought up to date."""
    if schema.version(connection) < VERSION:  # its columns are called otherwise: no digest can be worked out here
        return examine_structure(connection)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        with transaction(copy):
            schema.extend(copy, "")
        return examine(copy)


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """Yield a connection that only reads; where there is no log beside the file, nothing is made beside it either."""
    log = path.with_name(path.name + "-wal")
    how = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    with engine_errors(path), closing(connected(path, how)) as connection:
        yield connection


def _swept(copy: sqlite3.Connection) -> bool:
    there = copy.execute("SELECT name FROM sqlite_master WHERE name = 'forgotten'").fetchone()
    return there is None or copy.execute("SELECT 1 FROM forgotten WHERE NOT swept LIMIT 1").fetchone() is None


def _sweep(part: Path) -> None:
    """Leave no trace in a copy of who was forgotten in a file that could not be swept yet."""
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")
        copy.execute("UPDATE forgotten SET swept = 1")
        copy.execute("PRAGMA journal_mode = WAL")
