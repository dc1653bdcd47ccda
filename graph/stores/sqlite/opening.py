"""Opening a file: made where there is none, brought up to date where it is older."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from graph.errors import NetworkDrive, StoreFull
from graph.files import make_private
from graph.stores.risk import risk_accepted
from graph.stores.sqlite import schema
from graph.stores.sqlite.connections import connect, transaction
from graph.stores.sqlite.engine import PATIENCE, engine_errors
from graph.stores.sqlite.examining import check_newest, seal
from graph.stores.sqlite.last_mark import check_log
from graph.stores.sqlite.location import inspect
from graph.stores.sqlite.migrations import VERSION

_MOMENT = 0.01  # seconds


def opened(
    path: Path, *, create: bool, i_know: bool | None = None, check: bool = True, rename: bool = False
) -> sqlite3.Connection:
    """Return a connection to a store that has the tables of this linli, and is whole as far as can be seen at once.

    Args:
        path: Where it is.
        create: Make one where there is none.
        i_know: Open it although its place is not safe, or something in it is lost; None = as the environment says.
        check: Look whether something is lost.
        rename: Also do what an older file needs that renames or moves something.

    Raises:
        StoreError: It is not ours, newer, damaged, missing, locked, or in a place that will not do.
    """
    i_know = risk_accepted(i_know)
    there = inspect(path, create=create, version=VERSION, i_know=i_know)
    ours = not path.exists()
    try:
        with engine_errors(path):
            return _prepared(path, there=there, i_know=i_know, check=check and not i_know, rename=rename)
    except BaseException:
        if ours:
            _discard_if_empty(path)
        raise


def _prepared(path: Path, *, there: bool, i_know: bool, check: bool, rename: bool) -> sqlite3.Connection:
    if not there:
        _make_file(path)
    connection = connect(path)
    try:
        if not schema.made(connection):
            with transaction(connection, "EXCLUSIVE"):
                if not schema.made(connection):  # somebody else may have made it while we waited
                    schema.make(connection)
        _keep_a_log(connection, path, i_know=i_know)
        if not schema.current(connection):
            with transaction(connection):
                if schema.extend(connection, str(path), rename=rename):
                    seal(connection, every=True)  # columns that are called otherwise have other digests
        if there and check:
            check_log(connection, path)
            check_newest(connection, path)
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


def _keep_a_log(connection: sqlite3.Connection, path: Path, *, i_know: bool) -> None:
    """Let readers go on while somebody writes; only now, when the marks of the file are in its first page.

    Where two do this to a new file at once, SQLite tells one of them "busy" without the usual wait. Some shared
    folders cannot have such a log; who accepts the risk waits for who writes there.
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
    if mode != "wal" and not i_know:
        raise NetworkDrive(store=str(path), drive=mode)


def _discard_if_empty(path: Path) -> None:
    """Remove what is left of a file that could not be made: making it was rolled back."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()
