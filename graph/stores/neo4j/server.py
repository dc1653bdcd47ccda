"""One server, as the store uses it: sessions, transactions that nobody retries, and how many rows each may have.

The driver's own retries are not used: they hide for half a minute that the server has no memory for
a transaction, or that a password is wrong. A transaction fails once, and says so.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, Result, Session, Transaction

from graph.errors import StoreError, StoreRefused
from graph.stores.address import access, read_address
from graph.stores.neo4j.engine import engine_errors

#: How long to wait for a server that does not answer, in seconds.
_CONNECTING = 5.0
_WAITING = 10.0
#: The long-term version of 5, which the store is tried on.
OLDEST = (5, 26)
_ANSWERS = 20  # of 5,000 rows each, kept by the driver before somebody takes them

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its warnings come out beside our message


class Server:
    """A server that was spoken to, and the database on it.

    Attributes:
        store: Its address, as messages show it.
        rows: How many rows a transaction may write.
    """

    def __init__(self, address: str, rows: int) -> None:
        """Connect; who connects is read from the environment.

        Raises:
            StoreError: It cannot be reached, or does not let us in.
        """
        self.store = read_address(address)
        self.rows = rows
        who = access(self.store)
        self._database = who.database
        self._closed = False
        with engine_errors(self.store, self._database):
            self._driver: Driver = GraphDatabase.driver(
                self.store,
                auth=(who.user, who.password),
                connection_timeout=_CONNECTING,
                connection_acquisition_timeout=_WAITING,
                notifications_min_severity="OFF",
            )
            try:
                self._check_version()
            except BaseException:
                self._driver.close()
                raise

    @property
    def where(self) -> str:
        """Its address, and the database on it where one is named."""
        return self.store if self._database is None else f"{self.store}/{self._database}"

    def close(self) -> None:
        """Let go of every connection."""
        self._closed = True
        self._driver.close()

    @contextmanager
    def session(self, *, reading: bool = False) -> Iterator[Session]:
        """Yield a session; what goes wrong with it is raised in our words.

        Raises:
            StoreError: The store is closed, or whatever the server says.
        """
        if self._closed:
            raise StoreError("store_closed")
        with (
            engine_errors(self.store, self._database),
            self._driver.session(
                database=self._database,
                default_access_mode=READ_ACCESS if reading else WRITE_ACCESS,
                fetch_size=_ANSWERS,
            ) as session,
        ):
            yield session

    @contextmanager
    def transaction(
        self, *, reading: bool = False, patience: float | None = None, keep: bool = True
    ) -> Iterator[Transaction]:
        """Yield a transaction; it is committed at the end, or rolled back where something went wrong.

        Args:
            reading: Whether the server is to refuse what would write.
            patience: After how many seconds the server is to end it; 0 = never, None = as it is set up.
            keep: Whether to commit it at all.
        """
        with self.session(reading=reading) as session, session.begin_transaction(timeout=patience) as transaction:
            yield transaction
            if not (keep or transaction.closed()):
                transaction.rollback()

    def _check_version(self) -> None:
        """Refuse a server that is older than what the store was tried on; it calls itself such as ``Neo4j/5.26.0``."""
        with self.transaction(reading=True) as transaction:
            agent = run(transaction, "RETURN 1 AS one").consume().server.agent
        numbers = re.search(r"(\d+)\.(\d+)", agent)
        if numbers is None or tuple(map(int, numbers.groups())) < OLDEST:
            raise StoreRefused("store_too_old", store=self.store, found=agent, known=".".join(map(str, OLDEST)))


def run(by: Transaction, statement: str, /, **parameters: Any) -> Result:
    """Run one of our statements: they are made from the kinds, and values are parameters."""
    return by.run(statement, parameters)


def number(by: Transaction, statement: str, /, **parameters: Any) -> int | None:
    """Run a statement that answers one number, and return it; None where it answers nothing."""
    for record in run(by, statement, **parameters):
        return None if record[0] is None else int(record[0])
    return None
