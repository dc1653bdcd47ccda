"""A search from the index beside a store, for who goes on asking: it is opened for each search, and may come and go.

SEMANTICS Q7.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.finding.asked import UNREADABLE
from graph.finding.beside import index_at

if TYPE_CHECKING:
    from graph.names.persons import Persons


@dataclass(frozen=True)
class Beside:
    """Where an index lies, if there is one.

    Attributes:
        store: The file of the store.
        digest: Digest of the revision of which it has to be.
    """

    store: Path
    digest: str

    def keys_of(self, on: date, text: str, limit: int, people: Persons) -> list[str] | None:
        """Return what `graph.names.Names.keys_of` returns on a day; None where no index can be asked.

        Args:
            on: The day.
            text: What is typed.
            limit: How many at most.
            people: Who may be found, which is in no index.
        """
        index = index_at(self.store, self.digest, on)
        if index is None:
            return None
        with index, suppress(*UNREADABLE):
            return index.keys(text, limit, people.names(), people.named)
        return None
