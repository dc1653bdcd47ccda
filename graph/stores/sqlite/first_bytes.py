"""Connections to files, and the first bytes of a file that may be open in this process, read so that no lock is lost.

On POSIX systems a process loses every lock that it has on a file when it closes *any* descriptor of it
(https://www.sqlite.org/howtocorrupt.html, 2.2), and SQLite does not learn of it: another process then takes itself for
the last, and removes the log that is still in use here. What was read is stale from then on, and what is written is
gone. SQLite itself closes late for that reason; so does whoever reads bytes here: of a file with a connection of
this process the descriptor stays until the last of these is closed.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakSet

_LOCK = RLock()


class _Open:
    """A file with connections of this process, and the descriptor by which its first bytes were read, if they were."""

    def __init__(self) -> None:
        self.connections: WeakSet[sqlite3.Connection] = WeakSet()
        self.file: int | None = None


_OPEN: dict[tuple[int, int], _Open] = {}


class _Connection(sqlite3.Connection):
    def close(self) -> None:
        super().close()
        with _LOCK:
            for one in _OPEN.values():
                one.connections.discard(self)
            _let_go()


def connected(path: Path, how: str, **settings: Any) -> sqlite3.Connection:
    """Return a connection to a file, which is known to be open as long as that is.

    Args:
        path: An absolute path.
        how: What SQLite's address of the file ends with: "mode=rw" such as.
        settings: As ``sqlite3.connect`` takes them.
    """
    with _LOCK:
        connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, factory=_Connection, **settings)
        if (found := identity(path)) is not None:
            _OPEN.setdefault(found, _Open()).connections.add(connection)
        return connection


def identity(path: Path) -> tuple[int, int] | None:
    """Return the identity of the file at a path, to notice when it is replaced; None = none can be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def first_bytes(path: Path, count: int) -> bytes:
    """Return the first bytes of a file, without releasing a lock that a connection of this process has on it.

    Raises:
        OSError: It is not there, or cannot be read.
    """
    with _LOCK:
        _let_go()
        one = _OPEN.get(found) if (found := identity(path)) is not None else None
        if one is None or os.name == "nt":  # Windows keeps locks by descriptor, and has no pread
            with path.open("rb") as file:
                return file.read(count)
        if one.file is None:
            one.file = os.open(path, os.O_RDONLY)
        return os.pread(one.file, count, 0)


def _let_go() -> None:
    """Close what was kept of files that no connection has any more."""
    for found in [found for found, one in _OPEN.items() if not one.connections]:
        file = _OPEN.pop(found).file
        if file is not None:
            os.close(file)
