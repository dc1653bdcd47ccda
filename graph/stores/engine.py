"""What each engine has to do for a store: to keep rows and revisions, and to find what somebody left in them.

What all stores do alike with it is in ``base``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl

from graph.changes import ChangeSet
from graph.stores.findings import Examined
from graph.stores.forgotten import Forgotten
from graph.stores.revision import Revision
from graph.tables import Table, Tables


class Engine(ABC):
    """Where rows are kept, with their past."""

    @abstractmethod
    def forgotten(self, since: int = 0) -> tuple[Forgotten, ...]:
        """Return who was forgotten after a revision, in that order; the past of before is not what it was then."""

    @abstractmethod
    def examine(self) -> Examined:
        """Look at everything, each row of each revision, and return what is wrong."""

    @property
    @abstractmethod
    def where(self) -> str:
        """Its path or address; ``:memory:`` for one that is in no file."""

    @abstractmethod
    def backup(self, path: str | Path, *, replace: bool = False) -> None:
        """Write a whole copy, past included, into a new SQLite file; others may go on reading and writing.

        The copy is examined as a whole before it is at its path. Only its owner may read it.

        Args:
            path: Where to.
            replace: Take the place of a file that is there, once the copy is whole.

        Raises:
            StoreError: There is something at that path already, it cannot be written, or the store is damaged; or
                it is on a server, of which there are copies and no backups.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the engine; closing twice is closing once."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """Hold the store for one commit: what is written inside is kept whole, or not at all."""

    @abstractmethod
    def _revisions(self, *, newest: bool) -> tuple[Revision, ...]:
        """Return NOTHING and every revision, oldest first; or at least the newest of these."""

    @abstractmethod
    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        """Return the rows of these tables; raises NoSuchRevision."""

    @abstractmethod
    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        """Return the rows of a table of what is kept apart, of these things or of all; raises NoSuchRevision."""

    @abstractmethod
    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        """Return the last operation a row between two revisions, by kind; raises NoSuchRevision."""

    @abstractmethod
    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:
        """Return every version of a row, and of the ties at a thing: whole rows, from_revision, to_revision."""

    @abstractmethod
    def _before(self, changes: ChangeSet) -> Tables:
        """Return the current rows, or as many of them as ``integrity.check`` says it needs."""

    @abstractmethod
    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:
        """Write a checked change; ``before`` is what ``_before`` returned."""

    @abstractmethod
    def _traces(self, kind: str, key: str) -> int:
        """Return how many rows of any revision hold something personal of somebody; raises NotFound."""

    @abstractmethod
    def _erase(self, made: Revision, keys: Sequence[str]) -> None:
        """Take what is personal of some keys out of all rows, make the revision, and remember that it was done."""

    @abstractmethod
    def _remember(self, one: Forgotten) -> None:
        """Write down that somebody was forgotten in the revision just made."""

    @abstractmethod
    def _swept(self, key: str) -> Forgotten:
        """Make sure that no trace is left in what the engine keeps, as far as it can, and return what is remembered."""
