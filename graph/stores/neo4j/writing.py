"""Writing a commit: in as many transactions as it needs, seen by nobody until the last.

A server shows a transaction to readers bit by bit while it ends, so what must not be seen half must
not be in one transaction with what makes it seen. First the past of all that will change is kept,
and the mark set that something is written; then the rows; then the pointer moves, alone; then the
mark goes. At any moment the rows of the current revision are there, in the present or in the past.

What is too large for one transaction is written by several connections at once: each keeps a core of the server busy.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import chain
from secrets import token_hex
from threading import Event, Lock

from neo4j import Transaction

from graph.changes import ChangeSet
from graph.errors import StoreError, StoreLocked
from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.server import Server, number, run
from graph.stores.neo4j.steps import Step, batches, kept, written
from graph.stores.revision import Revision
from graph.tables import Tables

#: How many connections write at once.
LANES = 2


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
    most = server.rows
    for at, steps in enumerate(batches([marked(made, token), *kept(changes, before, made.number, most)], most)):
        transact(server, steps, token if at else None)
    stages = written(made, changes, before, most)
    if sum(frame.height for frame in changes.frames.values()) > most:
        for stage in stages:
            _at_once(server, stage, token)
    else:  # a stage of few rows would be a transaction of its own
        for steps in batches(chain.from_iterable(stages), most):
            transact(server, steps, token)
    if not number(held, cypher.MOVE, revision=made.number):
        raise StoreLocked(store=server.store)
    held.commit()
    with suppress(StoreError), server.transaction() as transaction:  # it is committed: a mark that stays says nothing
        run(transaction, cypher.END, token=token).consume()


def marked(made: Revision, token: str) -> Step:
    """Return what marks that a revision is being written, a mark for each connection that may do so."""
    return Step(cypher.BEGIN, {"revision": made.number, "token": token, "lanes": LANES}, 0)


def _at_once(server: Server, steps: Iterable[Step], token: str) -> None:
    """Do steps that do not need each other: whichever connection is free does the next few, until one of them fails."""
    waiting, taking, stopped = batches(steps, server.rows), Lock(), Event()

    def take() -> list[Step] | None:
        with taking:
            return None if stopped.is_set() else next(waiting, None)

    def work(lane: int) -> None:
        while (some := take()) is not None:
            transact(server, some, token, lane)

    with ThreadPoolExecutor(LANES) as pool:
        working = [pool.submit(work, lane) for lane in range(LANES)]
        try:
            wait(working, return_when=FIRST_EXCEPTION)
        finally:  # nothing is begun any more, and what was begun ends before anybody undoes it
            stopped.set()
    for one in working:
        one.result()


def transact(server: Server, steps: Iterable[Step], token: str | None, lane: int = 0) -> None:
    """Do some steps in one transaction, if the mark of its lane says that it is we who write; None = there is none yet.

    Raises:
        StoreLocked: It is somebody else.
    """
    todo = list(steps)
    with server.transaction() as transaction:
        if token is not None:
            rows = sum(one.rows for one in todo)
            if not number(transaction, cypher.STILL_OURS, token=token, lane=lane, rows=rows):
                raise StoreLocked(store=server.store)
        for one in todo:
            run(transaction, one.statement, **one.parameters).consume()
