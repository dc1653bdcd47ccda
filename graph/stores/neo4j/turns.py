"""Who may write, and what is done about a writer who died.

A writer holds the lock of one node in a transaction of its own, from the first look at the revision
to the end. The lock goes when the connection does; what was written by then in other transactions
is undone by whoever writes next, and until then readers do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from neo4j import Transaction

from graph.stores.neo4j import row_cypher as cypher
from graph.stores.neo4j.server import Server, run

#: How long to wait for another process that writes, in seconds; the server looks every two.
PATIENCE = 2.0


@contextmanager
def turn(server: Server) -> Iterator[Transaction]:
    """Yield a transaction that holds the store: no other writer gets here until it ends.

    A transaction may either wait for a lock without end or end itself after a while, even when it
    has the lock. So whoever holds ``:Turn``, with patience, first tries the lock in a transaction
    that ends itself; the one that keeps it then gets it at once, for nobody else may ask for it.

    Raises:
        StoreLocked: Another process holds it.
    """
    with ExitStack() as stack:
        with server.transaction(patience=PATIENCE, keep=False) as waiting:
            run(waiting, cypher.TURN).consume()
            with server.transaction(patience=PATIENCE, keep=False) as trying:
                run(trying, cypher.LOCK).consume()
            held = stack.enter_context(server.transaction(patience=0, keep=False))
            run(held, cypher.LOCK).consume()
        yield held
