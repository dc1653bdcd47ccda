"""A store's whole life, made again in another: every revision with its number, instant, maker and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import polars as pl

from graph.changes import whole_rows
from graph.errors import StoreError
from graph.kinds import all_kinds
from graph.stores.base import Store
from graph.stores.revision import Revision
from graph.stores.sqlite import SqliteStore, whole_file
from graph.tables import Tables


@dataclass(frozen=True)
class Kept:
    """How much of a kind is in two stores, and whether it is the same.

    Attributes:
        kind: Name of the kind.
        rows: How many there are in the source.
        copied: How many there are in the target.
        digest: Of the rows in the source, in the order of their keys.
        same: Whether those in the target have the same digest.
    """

    kind: str
    rows: int
    copied: int
    digest: str
    same: bool


def copy(
    source: Store, target: Store, *, resume: bool = False, tell: Callable[[Revision], None] = lambda _: None
) -> tuple[Kept, ...]:
    """Commit every revision of one store again to another, and compare what both have in the end.

    Args:
        source: Where from; nobody should write to it meanwhile, what comes later is left out.
        target: Where to: a store with nothing in it.
        resume: Go on with a copy that was interrupted: the target has the first revisions of the source.
        tell: Called after each revision.

    Raises:
        StoreError: The target has something in it, or what was copied is not the same.
    """
    revisions = source.revisions()
    there = target.revisions()
    if there and there != revisions[: len(there)]:
        raise StoreError("copy_into_another", found=len(there))
    if there and not resume:
        raise StoreError("copy_into_begun", found=len(there), revisions=len(revisions))
    forgotten = source.forgotten()
    for made in revisions[len(there) :]:
        changes = source.deltas(made.number - 1, made.number)
        changes = replace(changes, by=made.by, at=made.at, source=made.source, reason=made.reason)
        written = target.repeat(changes, forgotten)  # in no log: nobody writes, what was written is there again
        if written.number != made.number:
            raise StoreError("copy_differs", kinds=", ".join(changes.frames))
        tell(made)
    return _compared(source, target, len(revisions))


def copy_into_file(store: Store, path: str | Path, *, replace: bool = False) -> None:
    """Copy a store into a new SQLite file, which is there whole or not at all.

    Args:
        store: Where from.
        path: Where to.
        replace: Take the place of a file that is there.

    Raises:
        StoreError: There is something at that path already, or it cannot be written.
    """
    with whole_file(path, replace=replace) as part, SqliteStore(part) as target:
        copy(store, target)


def digest_of(tables: Tables, kind: str) -> str:
    """Return a digest of the rows of a kind, the same in whatever order they come."""
    rows = whole_rows(tables, kind).sort("key")
    return sha256(rows.with_columns(pl.col(pl.Float64).cast(pl.String)).write_ndjson().encode()).hexdigest()[:16]


def _compared(source: Store, target: Store, revision: int) -> tuple[Kept, ...]:
    before, after = source.tables(at=revision), target.tables(at=revision)
    found = []
    for kind in (one.kind for one in all_kinds()):
        digest = digest_of(before, kind)
        found.append(Kept(kind, before[kind].height, after[kind].height, digest, digest == digest_of(after, kind)))
    if wrong := [one.kind for one in found if not one.same]:
        raise StoreError("copy_differs", kinds=", ".join(wrong))
    return tuple(found)
