"""Asking in Cypher: one text, in one transaction that cannot write, about one revision.

A text sees the present as it lies there, also while somebody writes. So it is asked only while
nobody does, and again where somebody began meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from neo4j import Transaction
from neo4j.graph import Entity, Path
from neo4j.time import Date, DateTime, Time

from graph.errors import StoreLocked
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.reading import counted, pointer
from graph.stores.neo4j.server import Server, number, run

_TRIES = 5


def asked(server: Server, text: str, parameters: Mapping[str, Any], settle: Callable[[], None]) -> list[dict[str, Any]]:
    """Return what a text answers, with the days and instants of Python.

    Args:
        server: Where to ask.
        text: Cypher that only reads.
        parameters: Its parameters.
        settle: Waits for who writes, and undoes what was left.

    Raises:
        StoreLocked: Somebody is writing.
        StoreError: The text would write, or is no Cypher.
    """
    for _ in range(_TRIES):
        with server.transaction(reading=True) as transaction:
            undone, newest = counted(transaction), pointer(transaction, server.store)
            still = not number(transaction, cypher.UNFINISHED, revision=newest)
            if still:
                rows = [plain(dict(record)) for record in run(transaction, text, **parameters)]
                if _nothing_happened(transaction, server, newest, undone):
                    return rows
        if not still:
            settle()
    raise StoreLocked(store=server.store)


def _nothing_happened(transaction: Transaction, server: Server, newest: int, undone: int | None) -> bool:
    """Return whether nobody wrote meanwhile; the mark first, for the pointer moves before it goes."""
    begun = number(transaction, cypher.UNFINISHED, revision=newest)
    return not begun and pointer(transaction, server.store) == newest and counted(transaction) == undone


def plain(value: Any) -> Any:
    """Return an answer of the driver in Python's own types; a node or a tie is its properties."""
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Path):
        return [plain(one) for one in (*value.nodes, *value.relationships)]
    if isinstance(value, Entity):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value
