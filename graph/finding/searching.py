"""A search from the index beside a store, for who goes on asking: it is opened for each search, and may come and go.

SEMANTICS Q7.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graph.finding.asked import UNREADABLE, Meant
from graph.finding.beside import index_at

if TYPE_CHECKING:
    from graph.names.persons import Persons

#: Of more names since, those of the index are no longer most of what is looked at.
_MOST = 1000


@dataclass(frozen=True)
class Beside:
    """Where an index lies, if there is one.

    Attributes:
        folder: What lies at rest beside the store.
        digest: Digest of the revision of which it has to be.
        since: Folded names by which something else may be found than in that revision.
    """

    folder: Path
    digest: str
    since: frozenset[str] = frozenset()

    def after(self, names: frozenset[str] | None) -> Beside | None:
        """Return the same after a commit; None where it can be asked no more.

        Args:
            names: The folded names by which something else may be found after it; None = any.
        """
        since = None if names is None else self.since | names
        return None if since is None or len(since) > _MOST else replace(self, since=since)

    def keys_of(
        self, on: date, since: Callable[[], Mapping[str, Meant | None]], text: str, limit: int, people: Persons
    ) -> list[str] | None:
        """Return what `graph.names.Names.keys_of` returns on a day; None where no index can be asked.

        Args:
            on: The day.
            since: Returns what is found by the names ``since``; None = nothing.
            text: What is typed.
            limit: How many at most.
            people: Who may be found, which is in no index.
        """
        index = index_at(self.folder, self.digest, on)
        if index is None:
            return None
        with index, suppress(*UNREADABLE):
            return index.keys(text, limit, people.names(), people.named, since())
        return None
