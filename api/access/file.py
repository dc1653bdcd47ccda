"""The file in which users, their sessions and their tokens are kept: beside the store, and not in the graph.

It is SQLite, as a store is, and knows nothing of rows that are not its own. Whatever is secret is in it as a digest.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self

from graph.errors import ForeignStore, NewerStore, StoreFull, StoreMissing
from graph.files import make_private, why_not
from graph.stores.address import is_address, read_address
from graph.stores.sqlite.connections import transaction
from graph.stores.sqlite.engine import PATIENCE, engine_errors
from graph.stores.sqlite.first_bytes import connected, first_bytes
from graph.stores.sqlite.location import check_folder
from graph.viewing import log_of

#: What the file says it is, in its header: "LNLA".
APPLICATION = 0x4C4E4C41
VERSION = 1
#: How long a write waits: until the disk has it, so that who was shut out stays out when the machine stops.
SYNCHRONOUS = "FULL"
_MAGIC, _HEADER = b"SQLite format 3\x00", 100
_TABLES = """
CREATE TABLE users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, place TEXT, partner TEXT, seat TEXT,
    password TEXT, since INTEGER NOT NULL, ended INTEGER
) STRICT;
CREATE TABLE tokens (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES users, since INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES users, since INTEGER NOT NULL, until INTEGER NOT NULL,
    form_token TEXT NOT NULL
) STRICT;
CREATE TABLE attempts (whose TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE heads (digest TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT;
CREATE INDEX attempts_whose ON attempts (whose, at);
"""

Row = tuple[Any, ...]


def access_path(where: str | Path) -> Path:
    """Return where the users of a store are kept: beside its file; of one on a server, beside its log.

    Example:
        >>> access_path("/data/linli.db").name, access_path("bolt://localhost").name
        ('linli.db.access', 'bolt-localhost-7687.access')
    """
    said = str(where)
    return log_of(read_address(said) if is_address(said) else where).path.with_suffix(".access")


class AccessFile:
    """One open file; several threads may use it, and several processes.

    Attributes:
        path: Where it is.
        now: The second that it is.
    """

    def __init__(self, path: Path, *, create: bool = False, now: Callable[[], float] = time.time) -> None:
        """Open the file, and make it where there is none and one may be made.

        Raises:
            StoreMissing: There is none, and none may be made.
            ForeignStore: Something else is there; it is left as it is.
            NewerStore: A newer linli wrote it.
            StoreError: It cannot be read or written.
        """
        self.path, self._now, self._lock = path, now, RLock()
        if create:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_folder(path.parent, str(path))
        there = _is_ours(path)
        if not there and not create:
            raise StoreMissing(store=str(path))
        with engine_errors(path):
            if not there:
                _make(path)
            self._connection = _connected(path)

    def now(self) -> int:
        """Return the second that it is."""
        return int(self._now())

    def rows(self, sql: str, *values: Any) -> Sequence[Row]:
        """Return what a reading statement finds."""
        with self._lock, engine_errors(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        """Return the first that a reading statement finds."""
        return next(iter(self.rows(sql, *values)), None)

    @contextmanager
    def writing(self) -> Iterator[Callable[..., int]]:
        """Yield what carries out a writing statement and tells how many rows it was; all is kept, or nothing."""
        with self._lock, engine_errors(self.path), transaction(self._connection):
            yield lambda sql, *values: self._connection.execute(sql, values).rowcount

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def _make(path: Path) -> None:
    """Make the file for its owner alone, with its tables; of two who do it at once one finds it made."""
    try:
        make_private(path)
    except OSError as error:
        raise StoreFull("store_read_only" if isinstance(error, PermissionError) else None, store=str(path)) from None
    connection = connected(path, "mode=rw", timeout=PATIENCE, isolation_level=None)
    try:
        with transaction(connection, "EXCLUSIVE"):
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    connection = connected(path, "mode=rw", timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    # what is deleted is overwritten, so that no password of before is left in the file
    for setting in (f"synchronous = {SYNCHRONOUS}", "foreign_keys = ON", "trusted_schema = OFF", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _is_ours(path: Path) -> bool:
    """Return whether the file is there, read by hand: SQLite would roll back another program's journal."""
    try:
        header = first_bytes(path, _HEADER)
    except FileNotFoundError:
        return False
    except IsADirectoryError:
        raise ForeignStore(store=str(path)) from None
    except OSError as error:
        raise StoreFull("store_error", store=str(path), reason=why_not(error)) from None
    if not header:
        return False
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != APPLICATION:
        raise ForeignStore("access_foreign", file=str(path))
    if (found := int.from_bytes(header[60:64], "big")) > VERSION:
        raise NewerStore(store=str(path), found=found, known=VERSION)
    return True
