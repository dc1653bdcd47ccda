"""Taking what is personal of somebody out of every row, free page and log of a file (SEMANTICS V6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import SQLITE_BUSY, Connection, OperationalError

from graph.errors import NotFound, StoreDamaged, StoreFull, StoreLocked
from graph.kinds import kind_of
from graph.stores.forgotten import Erasure, Forgotten, erasures, erasures_of
from graph.stores.sqlite import row_sql as sql
from graph.stores.sqlite.examining import digest_of, seal
from graph.stores.sqlite.revisions import revision_of
from graph.tables import Table, is_tie


def traces(connection: Connection, kind: str, key: str) -> int:
    """Return how many rows, of any revision, hold something personal of somebody.

    Raises:
        NotFound: The store never had that key.
    """
    of_thing = not is_tie(kind_of(kind))
    if (
        of_thing
        and connection.execute("SELECT 1 FROM thing WHERE key = ? AND kind = ?", (key, kind)).fetchone() is None
    ):
        raise NotFound("no_such_key", ref=key)
    found = 0
    for one in erasures(kind):
        counted = f"SELECT count(*) FROM {sql.quoted(one.table.name)} AS r WHERE {_holding(one)}"
        found += connection.execute(counted, (key,)).fetchone()[0]
    return found


def erase(connection: Connection, keys: Sequence[str]) -> None:
    """Take what is personal of some keys out of all rows, in a transaction.

    The digests of the revisions that made or ended those rows are written anew.

    Raises:
        StoreDamaged: One of them is not what was written, and would be covered up by a new digest.
    """
    numbers = {number for key in keys for number in _revisions_of(connection, key.partition("-")[0], key)}
    for row in connection.execute(sql.ALL_REVISIONS).fetchall():
        made = revision_of(row)
        if made.number in numbers and made.digest and digest_of(connection, made) != made.digest:
            raise StoreDamaged("forget_damaged", revision=made.number)
    connection.execute("PRAGMA secure_delete = ON")
    for key, one in erasures_of(keys):
        table = sql.quoted(one.table.name)
        if one.columns:
            empty = ", ".join(f"{sql.quoted(name)} = NULL" for name in one.columns)
            connection.execute(f"UPDATE {table} AS r SET {empty} WHERE {_theirs(one)}", (key,))
        else:
            connection.execute(f"DELETE FROM {table} AS r WHERE {_theirs(one)}", (key,))
    seal(connection, numbers)


def sweep(connection: Connection, store: str) -> None:
    """Write the file anew without what was taken out, and take its log in.

    Raises:
        StoreLocked: Somebody else has the file open; what was taken out cannot be read, and may yet lie in it.
        StoreFull: The same, since there is no room to write the file anew.
    """
    if connection.execute("SELECT 1 FROM forgotten WHERE NOT swept LIMIT 1").fetchone() is None:
        return
    connection.execute("PRAGMA secure_delete = ON")
    try:
        _take_log_in(connection, store)
        connection.execute("VACUUM")
        _take_log_in(connection, store)
        connection.execute(sql.SWEPT)
        _take_log_in(connection, store)
    except OperationalError as error:
        busy = error.sqlite_errorcode & 0xFF == SQLITE_BUSY
        raise (StoreLocked if busy else StoreFull)("forget_unswept", store=store) from None


def remembered(connection: Connection, since: int) -> tuple[Forgotten, ...]:
    """Return who was forgotten after a revision."""
    rows = connection.execute(sql.FORGOTTEN, (since,)).fetchall()
    return tuple(
        Forgotten(key, number, by, datetime.fromisoformat(at), bool(swept)) for key, number, by, at, swept in rows
    )


def _take_log_in(connection: Connection, store: str) -> None:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreLocked("forget_unswept", store=store)


def _revisions_of(connection: Connection, kind: str, key: str) -> set[int]:
    found: set[int] = set()
    for one in erasures(kind):
        rows = connection.execute(
            f"SELECT r.from_revision, r.to_revision FROM {sql.quoted(one.table.name)} AS r WHERE {_theirs(one)}", (key,)
        )
        found |= {number for row in rows for number in row if number is not None}
    return found


def _holding(one: Erasure) -> str:
    """Return the condition that a row holds something of somebody; the parameter is their key."""
    said = " OR ".join(f"r.{sql.quoted(name)} IS NOT NULL" for name in one.columns) or "TRUE"
    return f"{_theirs(one)} AND ({said})"


def _theirs(one: Erasure) -> str:
    column = _column(one.table, one.known_by)
    return "r.key = ?" if column == "key" else f"r.{sql.quoted(column)} = (SELECT id FROM thing WHERE key = ?)"


def _column(table: Table, known_by: str) -> str:
    return sql.identity(table) if known_by == "key" else known_by
