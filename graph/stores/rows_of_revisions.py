"""The rows that each revision brought or did away with, read revision by revision from any store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import polars as pl

from graph.changes import ChangeSet, puts
from graph.tables import Tables


class Revised(Protocol):
    """What these rows are read from: anything that keeps its past, as a store does."""

    def deltas(self, since: int, until: int | None = None) -> ChangeSet:
        """Return what was committed after a revision, up to another."""

    def tables(self, kinds: Iterable[str] | None = None, at: int | None = None, *, personal: bool = True) -> Tables:
        """Return the rows of some kinds as of a revision."""


def each_in_turn(store: Revised, since: int, until: int) -> Mapping[str, pl.DataFrame]:
    """Return, by kind, rows as they became and as they were, each with the number of its ``revision``.

    Args:
        store: The store.
        since: The number of a revision; what it made is left out.
        until: The number of a later one, or the same.

    Raises:
        NoSuchRevision: One of them was never made.
    """
    found: dict[str, list[pl.DataFrame]] = {}
    for number in range(since + 1, until + 1):
        changes = store.deltas(number - 1, number)
        before = store.tables(tuple(changes.frames), at=number - 1, personal=False)
        for kind, frame in changes.frames.items():
            was, became = before[kind], puts(frame)
            parts = (was.join(frame.select("key"), on="key", how="semi"), became.select(was.columns))
            found.setdefault(kind, []).extend(one.with_columns(revision=pl.lit(number, pl.Int64)) for one in parts)
    return {kind: pl.concat(parts) for kind, parts in found.items()}
