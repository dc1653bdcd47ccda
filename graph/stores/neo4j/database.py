"""What lies in the database beside the rows: whose it is, which columns it was made with, what rows are found by.

``(:Linli)`` says that the database is ours, is the pointer to the current revision, and is locked by
who writes; ``(:Turn)`` is locked by who waits for that; ``(:Undone)`` counts how often something was
undone. An empty database is made ours. Whoever dies while making it leaves something that the next
one finishes: each step may be done again, and only the last one writes down that all are done.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from random import uniform
from time import sleep

from neo4j import Transaction

from graph.errors import ForeignStore, NewerStore, StoreLocked, StoreMissing
from graph.stores.known_columns import Layout, check_known, digest
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.server import Server, number, run
from graph.stores.neo4j.turns import PATIENCE
from graph.tables import all_tables

#: The version of the layout that this linli writes.
VERSION = 1
_TRIES = 8
_MOMENTS = (0.05, 0.5)  # seconds

_FOUND = (
    "MATCH (l:Linli {product: 'linli'}) "
    "RETURN l.version AS version, l.kinds AS kinds, coalesce(l.layout, '{}') AS layout"
)
_ANYTHING = "MATCH (n) RETURN 1 AS one LIMIT 1"
_UNIQUE = "CREATE CONSTRAINT linli_product IF NOT EXISTS FOR (n:Linli) REQUIRE n.product IS UNIQUE"
_MAKE = "MERGE (l:Linli {product: 'linli'}) ON CREATE SET l.version = $version, l.revision = 0, l.display_name = '邻里'"
_MAKE_MORE = "MERGE (:Turn {product: 'linli'}) MERGE (u:Undone {product: 'linli'}) ON CREATE SET u.times = 0"
_KEEP = "MATCH (l:Linli {product: 'linli'}) SET l.version = $version, l.kinds = $kinds, l.layout = $layout"


@dataclass(frozen=True)
class _Found:
    """What a database says of itself; ``kinds`` is empty while somebody makes it."""

    version: int
    kinds: str | None
    layout: Layout


def layout() -> Layout:
    """Return the tables and columns that this linli writes."""
    return {
        table.name: {**dict.fromkeys(table.references, "reference"), **{one.name: one.type for one in table.fields}}
        for table in all_tables()
    }


def prepare(server: Server, *, create: bool) -> None:
    """Make an empty database ours, or bring an older one of ours up to date.

    Raises:
        ForeignStore: There is something else in it; it stays untouched.
        StoreMissing: It is empty, and must not be made.
        StoreLocked: Others go on making it, or one writes while it is to be brought up to date.
        NewerStore: A newer linli wrote it.
    """
    with server.transaction(reading=True) as transaction:
        found = _found(transaction)
        anything = number(transaction, _ANYTHING)
    if found is None:
        if anything is not None:
            raise ForeignStore("foreign_database", store=server.store)
        if not create:
            raise StoreMissing("store_database_empty", store=server.store)
    else:
        if found.version > VERSION:
            raise NewerStore(store=server.store, found=found.version, known=VERSION)
        if found.kinds == digest(layout()):
            return
        check_known(found.layout, layout(), server.store)
    _make_at_last(server)


def _found(transaction: Transaction) -> _Found | None:
    for record in run(transaction, _FOUND):
        return _Found(record["version"], record["kinds"], json.loads(record["layout"]))
    return None


def _make_at_last(server: Server) -> None:
    """Make all that is missing, again where somebody else does so at the same time and the server ended one of us."""
    for _ in range(_TRIES):
        with suppress(StoreLocked):
            _make(server)
            return
        sleep(uniform(*_MOMENTS))
    _make(server)


def _make(server: Server) -> None:
    """Make all that is missing."""
    with server.transaction() as transaction:
        run(transaction, _UNIQUE).consume()
    with server.transaction() as transaction:
        run(transaction, _MAKE, version=VERSION).consume()
    with server.transaction() as transaction:
        for statement in (
            *cypher.BASE_CONSTRAINTS,
            *(one for table in all_tables() for one in cypher.constraints(table)),
        ):
            run(transaction, statement).consume()
    with server.transaction() as transaction:
        run(transaction, "CALL db.awaitIndexes(300)").consume()
        run(transaction, _MAKE_MORE).consume()
    ours = layout()
    with server.transaction(patience=PATIENCE) as transaction:
        run(transaction, _KEEP, version=VERSION, kinds=digest(ours), layout=json.dumps(ours)).consume()
