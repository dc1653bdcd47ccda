"""Where what exists is kept: durably, whole, and with its past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores.address import is_address, read_address
from graph.stores.base import Store
from graph.stores.keeping import compact, restore, upgrade
from graph.stores.memory import MemoryStore
from graph.stores.people import people_of
from graph.stores.revision import NOTHING, Revision
from graph.stores.sqlite import SqliteStore

if TYPE_CHECKING:
    from graph.stores.neo4j.store import Neo4jStore

__all__ = [
    "NOTHING",
    "MemoryStore",
    "Revision",
    "SqliteStore",
    "Store",
    "compact",
    "open_shared",
    "open_store",
    "people_of",
    "restore",
    "upgrade",
]

IN_MEMORY = ":memory:"


def open_store(where: str | Path, *, create: bool = True, i_know: bool | None = None, check: bool = True) -> Store:
    """Open a store; make it where there is none.

    Args:
        where: A path for a SQLite file, the address of a Neo4j server (``bolt://``, ``neo4j://``, and
            both with ``+s`` or ``+ssc``), or ``:memory:``.
        create: Make one where there is none; else that is an error.
        i_know: Open a file although its place is not safe, or something in it is lost; None = as ``LINLI_I_KNOW`` says.
        check: Look at once whether something in a file is lost.

    Raises:
        StoreError: Whatever keeps it from being opened.

    Example:
        >>> with open_store(":memory:") as store:
        ...     store.tables()["place"].height
        0
    """
    if str(where) == IN_MEMORY:
        return MemoryStore()
    if is_address(str(where)):
        return open_shared(str(where), create=create)
    return SqliteStore(Path(where).expanduser(), create=create, i_know=i_know, check=check)


def open_shared(address: str, *, create: bool = True) -> Neo4jStore:
    """Open the store on a Neo4j server, as ``open_store`` does; only this can be asked in Cypher.

    Raises:
        StoreError: Whatever keeps it from being opened.
    """
    read_address(address)  # a bad one is told before the driver is loaded
    from graph.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 - the driver is only for who has a server

    return Neo4jStore(address, create=create)
