"""Writing a commit: in as many transactions as it needs, seen by nobody until the last.

A server shows a transaction to readers bit by bit while it ends, so what must not be seen half must
not be in one transaction with what makes it seen. First the past of all that will change is kept,
and the mark set that something is written; then the rows; then the pointer moves, alone; then the
mark goes. At any moment the rows of the current revision are there, in the present or in the past.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from secrets import token_hex

from neo4j import Transaction

from graph.changes import ChangeSet
from graph.errors import StoreError, StoreLocked
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.server import Server, number, run
from graph.stores.neo4j.steps import Step, batches, kept, written
from graph.stores.revision import Revision
from graph.tables import Tables


def write(server: Server, held: Transaction, made: Revision, changes: ChangeSet, before: Tables) -> None:
    """Write a checked change and move the pointer.

    Args:
        server: Where to.
        held: The transaction that holds the store; it is committed here, and so ends the turn.
        made: The revision to make.
        changes: What really changes.
        before: The rows as they are, as far as the changes touch them.

    Raises:
        StoreLocked: Somebody else took over, since the server lost our lock.
    """
    token = token_hex(8)
    begin = Step(cypher.BEGIN, {"revision": made.number, "token": token}, 0)
    most = server.rows
    for at, steps in enumerate(batches([begin, *kept(changes, before, made.number, most)], most)):
        transact(server, steps, token if at else None)
    for steps in batches(written(made, changes, before, most), most):
        transact(server, steps, token)
    if not number(held, cypher.MOVE, revision=made.number):
        raise StoreLocked(store=server.store)
    held.commit()
    with suppress(StoreError), server.transaction() as transaction:  # it is committed: a mark that stays says nothing
        run(transaction, cypher.END, token=token).consume()


def transact(server: Server, steps: Iterable[Step], token: str | None) -> None:
    """Do some steps in one transaction, if the mark says that it is we who write; None = there is no mark yet.

    Raises:
        StoreLocked: It is somebody else.
    """
    todo = list(steps)
    with server.transaction() as transaction:
        if token is not None:
            rows = sum(one.rows for one in todo)
            if not number(transaction, cypher.STILL_OURS, token=token, rows=rows):
                raise StoreLocked(store=server.store)
        for one in todo:
            run(transaction, one.statement, **one.parameters).consume()
