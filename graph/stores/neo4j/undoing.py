"""Undoing what a writer left that died, so that the current revision is all there is.

Every step may be done again: who dies while undoing leaves as much to the next. The past is taken
away last, and only when ``:Undone`` has counted the undoing: a reader that looked at the present
before and at the past after would find a row in neither, sees the count, and reads again.
"""

from __future__ import annotations

from collections.abc import Iterator
from secrets import token_hex

from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.names import is_relationship
from graph.stores.neo4j.reading import past_rows, properties
from graph.stores.neo4j.server import Server, number, run
from graph.stores.neo4j.steps import Step, away, batches, hidden, personal, put, shown, tied
from graph.stores.neo4j.writing import transact
from graph.tables import Table, all_tables


def undo(server: Server, revision: int) -> None:
    """Bring the present back to a revision; the caller has the turn."""
    with server.transaction() as transaction:
        run(transaction, cypher.END_FINISHED, revision=revision).consume()
        if not number(transaction, cypher.UNFINISHED, revision=revision):
            return
    token = token_hex(8)
    begun = revision + 1
    with server.transaction() as transaction:
        run(transaction, cypher.TAKE_OVER, token=token).consume()
    ties = [table for table in all_tables() if is_relationship(table)]
    things = [table for table in all_tables() if not is_relationship(table)]
    for table in _with_begun(server, ties, begun):
        _repeat(server, cypher.delete_begun(table), token, begun)
    for steps in batches(_restored(server, begun, things, ties), server.rows):
        transact(server, steps, token)
    for table in reversed(_with_begun(server, things, begun)):
        _repeat(server, cypher.delete_begun(table), token, begun)
    last = Step(cypher.DELETE_REVISION, {"revision": begun}, 1)
    transact(server, [last, Step(cypher.COUNT_UNDONE, {}, 1)], token)
    _repeat(server, cypher.DELETE_PAST, token, begun)
    transact(server, [Step(cypher.END, {"token": token}, 1)], token)


def _restored(server: Server, begun: int, things: list[Table], ties: list[Table]) -> Iterator[Step]:
    """Yield what puts the rows back that had been written over or taken away."""
    most = server.rows
    with server.transaction() as transaction:
        known = properties(transaction)
        rows = {
            table: past_rows(transaction, table, cypher.PAST_ENDED, "from_revision", known=known, revision=begun)
            for table in (*things, *ties)
        }
    for table in things:
        if not table.personal:
            yield from put(table, rows[table], most)
    for table in things:
        if table.personal:
            yield from away(table, rows[table]["key"], most)
            yield from personal(table, rows[table], most)
        elif table.references:
            yield from hidden(table, rows[table]["key"], most)
            yield from shown(table, rows[table], most)
    for table in ties:
        yield from away(table, rows[table]["key"], most)
        yield from tied(table, rows[table], most)


def _with_begun(server: Server, tables: list[Table], begun: int) -> list[Table]:
    """Return which tables have rows that the revision began: most commits touch few."""
    with server.transaction(reading=True) as transaction:
        there = {record["name"] for record in run(transaction, cypher.tables_begun(tuple(tables)), revision=begun)}
    return [table for table in tables if table.name in there]


def _repeat(server: Server, statement: str, token: str, begun: int) -> None:
    """Do the same with so many rows at a time until none is left."""
    while True:
        with server.transaction() as transaction:
            if not number(transaction, cypher.STILL_OURS, token=token, lane=0, rows=0):
                return
            if not number(transaction, statement, revision=begun, most=server.rows):
                return
