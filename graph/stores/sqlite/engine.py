"""SQLite's errors in our own words: by its codes, never by its texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreDamaged, StoreError, StoreFull, StoreLocked, StoreReplaced

#: How long to wait for another process that writes, in seconds.
PATIENCE = 2.0
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
#: SQLite says FULL only for ENOSPC; a quota or a limit on the size of files comes as one of these.
_NO_ROOM = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
}
_PRIMARY = 0xFF  # the low byte of an extended code


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as one of our errors about this file.

    Raises:
        StoreLocked: Another process holds the file.
        StoreFull: There is no room, or no permission, to write.
        StoreDamaged: The file cannot be read any more.
        StoreReplaced: The file was moved away.
        StoreError: Anything else; the reason is the engine's.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(error, str(path)) from error


def _in_our_words(error: sqlite3.Error, store: str) -> StoreError:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreError("store_error", store=store, reason=str(error))
    primary = code & _PRIMARY
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return StoreReplaced(store=store)
    if primary in _LOCKED:
        return StoreLocked(store=store)
    if primary == sqlite3.SQLITE_FULL or code in _NO_ROOM:
        return StoreFull(store=store)
    if primary in _FORBIDDEN:
        return StoreFull("store_read_only", store=store)
    if primary in _DAMAGED:
        return StoreDamaged(store=store)
    return StoreError("store_error", store=store, reason=str(error))
