"""A small file beside a store that says which revision is in its log alone, so that a log that goes is missed.

A commit is moved from the log into the file before it is told as done, so that the file alone has it. Where a
reader who still looks at an older revision keeps that from being done, ``linli.db-mark`` is written, and taken
away when the log has been taken in. So a file that is copied alone after it was closed brings no mark, and is whole.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from graph.errors import StoreDamaged
from graph.files import make_private
from graph.stores.sqlite.whole_file import keep


def settle(writer: sqlite3.Connection, path: Path) -> None:
    """Move the committed pages from the log into the file; where that cannot be done whole, write the mark.

    What was committed is committed: no failure here, of a full disk such as, is one of the commit.
    """
    try:
        busy, logged, moved = writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        whole = not busy and logged == moved
    except sqlite3.Error:
        whole = False
    mark = _mark(path)
    with suppress(OSError, sqlite3.Error):
        if whole:
            mark.unlink(missing_ok=True)
        else:
            newest = writer.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()[0]
            make_private(mark)
            mark.write_text(str(newest), encoding="ascii")
            keep(mark)


def closed(path: Path) -> None:
    """Take the mark away when the last connection has taken the log in."""
    with suppress(OSError):
        if not path.with_name(path.name + "-wal").exists():
            _mark(path).unlink(missing_ok=True)


def check_log(connection: sqlite3.Connection, path: Path) -> None:
    """Compare the file with what its mark says was written.

    Raises:
        StoreDamaged: The log with the last revisions is gone.
    """
    mark = _mark(path)
    try:
        written = int(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return
    newest = connection.execute("SELECT coalesce(max(number), 0) FROM revision").fetchone()[0]
    if newest < written:
        raise StoreDamaged("store_log_lost", store=str(path), newest=newest, written=written, mark=mark.name)


def forget_mark(path: Path) -> None:
    """Take the mark away, of a file that is no longer there."""
    with suppress(OSError):
        _mark(path).unlink(missing_ok=True)


def _mark(path: Path) -> Path:
    return path.with_name(path.name + "-mark")
