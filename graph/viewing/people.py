"""What is kept apart, read at the moment a row is shown, and kept no longer than that."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import polars as pl

from graph.changes import ChangeSet, puts
from graph.concealing import concealed_rows
from graph.viewing.log import Log

#: Reads what is kept apart of a kind, of things by key or of all: ``Store.personal`` at one revision.
Read = Callable[[str, Collection[str] | None], pl.DataFrame]


class People:
    """Where names, telephones and birth years can be read; it holds none of them itself.

    Attributes:
        log: Where it is written down who was shown personal values; None = nowhere, and then nobody is.

    Example:
        >>> people = People(lambda kind, keys: pl.DataFrame({"key": ["person-a"], "name": ["演示张一"]}))
        >>> people.of("person", ["person-a"])
        {'person-a': {'name': '演示张一'}}
    """

    def __init__(self, read: Read, log: Log | None = None) -> None:
        """Take what reads, and where reads are written down."""
        self._read = read
        self.log = log

    def of(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return what is kept apart of some things of a kind, by key."""
        rows = concealed_rows(kind, self._read(kind, keys)) if keys else pl.DataFrame()
        return {row.pop("key"): row for row in rows.to_dicts()}

    def made(self, changes: ChangeSet) -> People:
        """Return the same with what changes put beside it, for a what-if in which somebody new is found by name.

        Args:
            changes: Changes that nobody has committed; what they keep apart of people is held as long as they are.
        """

        def read(kind: str, keys: Collection[str] | None) -> pl.DataFrame:
            rows = self._read(kind, keys)
            if kind not in changes.frames:
                return rows
            change = changes.frames[kind]
            new = puts(change).select(pl.col(name).cast(dtype) for name, dtype in rows.schema.items())
            if keys is not None:
                new = new.filter(pl.col("key").is_in(list(keys)))
            return pl.concat([rows.join(change.select("key"), on="key", how="anti", maintain_order="left"), new])

        return People(read, self.log)

    def all(self, kind: str = "person") -> pl.DataFrame:
        """Return what is kept apart of every thing of a kind, as when somebody is looked for by name."""
        return concealed_rows(kind, self._read(kind, None))
