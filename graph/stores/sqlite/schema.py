"""What the file looks like: derived from the kinds, and brought up to date when it is opened.

Beside the tables of the kinds: ``thing`` gives every thing its number, ``revision`` tells the
commits, ``meta`` says what the file is and which tables and columns it was made with.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from graph.errors import NewerStore, StoreError
from graph.stores.known_columns import Layout, check_known, digest
from graph.stores.sqlite.location import APPLICATION
from graph.stores.sqlite.migrations import MIGRATIONS, VERSION
from graph.stores.sqlite.row_sql import columns_of, create_index, create_table, quoted
from graph.tables import Table, all_tables

_BASE = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    (
        'CREATE TABLE revision (number INTEGER PRIMARY KEY, "by" TEXT NOT NULL, at TEXT NOT NULL, '
        "source TEXT NOT NULL, digest TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', "
        "compacted TEXT NOT NULL DEFAULT '')"
    ),
    "CREATE TABLE thing (id INTEGER PRIMARY KEY, key TEXT NOT NULL, kind TEXT NOT NULL)",
    # a constraint of the table, as files of an older linli have it, could not be taken away while many things are added
    'CREATE UNIQUE INDEX "thing:key" ON thing (key)',
)
#: Who was forgotten: the key alone, and whether the file was swept since.
_FORGOTTEN = (
    "CREATE TABLE forgotten (key TEXT NOT NULL, revision INTEGER NOT NULL REFERENCES revision (number), "
    '"by" TEXT NOT NULL, at TEXT NOT NULL, swept INTEGER NOT NULL)'
)
#: Columns of no kind that a file may lack that an older linli made: one of before 0.2.0 has none of these.
_ADDED: Layout = {
    "revision": dict.fromkeys(("digest", "reason", "compacted"), "TEXT NOT NULL DEFAULT ''"),
    "forgotten": {"key": "TEXT", "revision": "INTEGER", "by": "TEXT", "at": "TEXT", "swept": "INTEGER"},
}
_KEEP = "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)"


def layout() -> Layout:
    """Return the tables and columns that this linli writes."""
    return {**{table.name: columns_of(table) for table in all_tables()}, **_ADDED}


def make(connection: sqlite3.Connection) -> None:
    """Make the tables of a new file; the caller holds the transaction."""
    for statement in (*_BASE, _FORGOTTEN):
        connection.execute(statement)
    for table in all_tables():
        _make_table(connection, table)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute(_KEEP, ("product", "linli"))
    _keep(connection, layout())


def version(connection: sqlite3.Connection) -> int:
    """Return the version of the layout of the file."""
    return int(_pragma(connection, "user_version"))


def made(connection: sqlite3.Connection) -> bool:
    """Return whether the file has been made; one whose maker died is as empty as a new one."""
    return bool(_pragma(connection, "application_id") == APPLICATION)


def current(connection: sqlite3.Connection) -> bool:
    """Return whether the file has exactly the tables and columns of this linli."""
    return _pragma(connection, "user_version") == VERSION and _kept(connection, "kinds") == digest(layout())


def extend(connection: sqlite3.Connection, store: str, *, rename: bool = False) -> bool:
    """Bring an older file up to date, and return whether anything was renamed; the caller holds the transaction.

    Args:
        connection: To the file.
        store: What it is called.
        rename: Also do what renames or moves something, which is done only where somebody asked for it.

    Raises:
        NewerStore: The file has tables or columns that this linli does not know.
        StoreError: Something would have to be renamed, and nobody asked for that.
    """
    found = version(connection)
    if found > VERSION:
        raise NewerStore(store=store, found=found, known=VERSION)
    if found < VERSION and not rename:
        raise StoreError("store_older", store=store, found=found, known=VERSION)
    for statement in (one for steps in MIGRATIONS[found - 1 :] for one in steps):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    there: Layout = json.loads(_kept(connection, "layout") or "{}")
    ours = layout()
    check_known(there, ours, store)
    for column, declared in _ADDED["revision"].items():
        if column not in there.get("revision", {}):
            connection.execute(f"ALTER TABLE revision ADD COLUMN {column} {declared}")
    if "forgotten" not in there:
        connection.execute(_FORGOTTEN)
    for table in all_tables():
        if table.name in there:
            _add_columns(connection, table, there[table.name])
        else:
            _make_table(connection, table)
    _keep(connection, ours)
    return found < VERSION


def _make_table(connection: sqlite3.Connection, table: Table) -> None:
    connection.execute(create_table(table))
    for statement in create_index(table):
        connection.execute(statement)


def _add_columns(connection: sqlite3.Connection, table: Table, there: dict[str, str]) -> None:
    for column, declared in columns_of(table).items():
        if column not in there:
            connection.execute(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column)} {declared}")
    for statement in create_index(table):
        connection.execute(statement)


def _keep(connection: sqlite3.Connection, of: Layout) -> None:
    connection.executemany(_KEEP, [("kinds", digest(of)), ("layout", json.dumps(of))])


def _kept(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]
