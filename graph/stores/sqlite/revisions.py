"""Revisions on their way in and out of the table ``revision``."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from graph.stores.revision import Revision
from graph.stores.sqlite import row_sql as sql

#: Number, maker, instant as ISO text, source, digest and reason.
Told = tuple[int, str, str, str, str, str]


def newest_number(connection: sqlite3.Connection) -> int:
    """Return the number of the newest revision; 0 where there is none."""
    row = connection.execute(sql.NEWEST_REVISION).fetchone()
    return 0 if row is None else int(row[0])


def add_revision(connection: sqlite3.Connection, made: Revision) -> None:
    """Add a revision, in the transaction that makes it."""
    told: Told = made.number, made.by, made.at.isoformat(), made.source, made.digest, made.reason
    connection.execute(sql.INSERT_REVISION, told)


def revision_of(row: Told) -> Revision:
    """Return a revision as the file tells it."""
    number, by, at, source, digest, reason = row
    return Revision(number, by, datetime.fromisoformat(at), source, digest, reason)
