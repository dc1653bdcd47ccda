"""Where what exists is kept: durably, whole, and with its past."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.stores.base import Store
from graph.stores.memory import MemoryStore
from graph.stores.revision import NOTHING, Revision
from graph.stores.sqlite import SqliteStore

__all__ = ["NOTHING", "MemoryStore", "Revision", "SqliteStore", "Store", "open_store"]

IN_MEMORY = ":memory:"


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open a store; make it where there is none.

    Args:
        where: A path for a SQLite file, or ``:memory:``.
        create: Make one where there is none; else that is an error.

    Raises:
        StoreError: An address of a server (``bolt://``, ``neo4j://``), which is not supported yet, or
            whatever keeps the file from being opened.

    Example:
        >>> with open_store(":memory:") as store:
        ...     store.tables()["place"].height
        0
    """
    if str(where) == IN_MEMORY:
        return MemoryStore()
    scheme, colon, _ = str(where).partition("://")
    if colon:
        raise StoreError("store_scheme", scheme=scheme)
    return SqliteStore(Path(where).expanduser(), create=create)
