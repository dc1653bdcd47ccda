"""Opening a file: made where there is none, brought up to date where it is older."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from graph.errors import NetworkDrive, StoreFull
from graph.files import make_private
from graph.stores.sqlite import schema
from graph.stores.sqlite.connections import connect, transaction
from graph.stores.sqlite.engine import PATIENCE, engine_errors
from graph.stores.sqlite.location import inspect
from graph.stores.sqlite.migrations import VERSION

_MOMENT = 0.01  # seconds


def opened(path: Path, *, create: bool) -> sqlite3.Connection:
    """Return a connection to a store that is whole and has the tables of this linli.

    Raises:
        StoreError: It is not ours, newer, damaged, missing, locked, or in a place that will not do.
    """
    there = inspect(path, create=create, version=VERSION)
    ours = not path.exists()
    try:
        with engine_errors(path):
            return _prepared(path, there=there)
    except BaseException:
        if ours:
            _discard_if_empty(path)
        raise


def _prepared(path: Path, *, there: bool) -> sqlite3.Connection:
    if not there:
        _make_file(path)
    connection = connect(path)
    try:
        if not schema.made(connection):
            with transaction(connection, "EXCLUSIVE"):
                if not schema.made(connection):  # somebody else may have made it while we waited
                    schema.make(connection)
        _keep_a_log(connection, path)
        if not schema.current(connection):
            with transaction(connection):
                schema.extend(connection, str(path))
    except BaseException:
        connection.close()
        raise
    return connection


def _make_file(path: Path) -> None:
    """Make the file, for its owner alone; SQLite gives the files beside it the same rights."""
    try:
        make_private(path)
    except OSError as error:
        code = "store_read_only" if isinstance(error, PermissionError) else "store_full"
        raise StoreFull(code, store=str(path)) from None


def _keep_a_log(connection: sqlite3.Connection, path: Path) -> None:
    """Let readers go on while somebody writes; only now, when the marks of the file are in its first page.

    Where two do this to a new file at once, SQLite tells one of them "busy" without the usual wait.
    """
    until = monotonic() + PATIENCE
    while True:
        try:
            mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_MOMENT)
    if mode != "wal":
        raise NetworkDrive(store=str(path), drive=mode)


def _discard_if_empty(path: Path) -> None:
    """Remove what is left of a file that could not be made: making it was rolled back."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()
