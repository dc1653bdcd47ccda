"""The store that is obviously right: every revision's tables, in a list.

What the others do is measured against it. It also serves notebooks and tests that need no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from graph.changes import ORIGIN, PUT, REMOVE, ChangeSet, apply
from graph.errors import NotFound, StoreError
from graph.kinds import kind_of, ties_at
from graph.stores.base import Store
from graph.stores.clock import clock_went_back
from graph.stores.copying import copy_into_file
from graph.stores.findings import Examined, Finding, identities_found
from graph.stores.forgotten import Erasure, Forgotten, erased, erasures, erasures_of
from graph.stores.history import SPAN
from graph.stores.revision import NOTHING, Revision, known, span
from graph.stores.sealing import part, sealed
from graph.stores.touched import touched
from graph.tables import Table, Tables, is_tie, row_schema


@dataclass(frozen=True)
class _Made:
    """One revision: what it changed, and the tables it made."""

    revision: Revision
    changes: ChangeSet
    tables: Tables


class MemoryStore(Store):
    """Keeps everything in memory, for as long as the object lives.

    Example:
        >>> with MemoryStore() as store:
        ...     store.revision().number
        0
    """

    def __init__(self) -> None:
        self._made = [_Made(NOTHING, ChangeSet(), Tables({}))]
        self._forgotten: list[Forgotten] = []
        self._lock = Lock()
        self._closed = False

    @property
    def where(self) -> str:
        """Nowhere."""
        return ":memory:"

    def backup(self, path: str | Path, *, replace: bool = False) -> None:
        """Commit every revision again, to a new SQLite file."""
        self._open()
        copy_into_file(self, path, replace=replace)

    def forgotten(self, since: int = 0) -> tuple[Forgotten, ...]:
        """Return who was forgotten after a revision."""
        self._open()
        return tuple(one for one in self._forgotten if one.revision > since)

    def examine(self) -> Examined:
        """Work every digest out again."""
        made = self._open()
        wrong = [
            Finding("revision_differs", "damage", {"revision": one.revision.number})
            for one, digest in zip(made[1:], _digests(made), strict=True)
            if one.revision.digest != digest
        ]
        rows = sum(sum(one.changes.counts().values()) for one in made)
        held = identities_found(made[-1].tables)
        back = clock_went_back([one.revision for one in made[1:]])
        return Examined(len(made) - 1, len(made) - 1 - len(wrong), rows, (*wrong, *back, *held))

    def close(self) -> None:
        """Refuse any further use."""
        self._closed = True

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            yield

    def _revisions(self, *, newest: bool) -> tuple[Revision, ...]:
        made = self._open()
        return tuple(one.revision for one in (made[-1:] if newest else made))

    def _tables(self, wanted: tuple[Table, ...], at: int | None) -> Tables:
        made = self._open()
        tables = made[known(at, len(made) - 1)].tables
        return Tables({one.name: tables[one.name] for one in wanted}, tables.revision)

    def _personal(self, table: Table, keys: list[str] | None, at: int | None) -> pl.DataFrame:
        rows = self._tables((table,), at)[table.name]
        return rows if keys is None else rows.filter(pl.col("key").is_in(keys))

    def _deltas(self, since: int, until: int | None) -> Mapping[str, pl.DataFrame]:
        made = self._open()
        first, newest = span(since, until, len(made) - 1)
        old = made[first].tables
        last: dict[str, pl.DataFrame] = {}
        for one in made[first + 1 : newest + 1]:
            for kind, change in one.changes.frames.items():
                earlier = last.get(kind, change.clear())
                last[kind] = pl.concat([earlier.join(change, on="key", how="anti"), change])
        return {kind: _delta(rows, old[kind]) for kind, rows in last.items()}

    def _versions(self, key: str, kind: str) -> Mapping[str, pl.DataFrame]:
        return {name: self._versions_of(name, key) for name in (kind, *(one.kind for one in ties_at(kind)))}

    def _versions_of(self, kind: str, key: str) -> pl.DataFrame:
        """Replay what was committed, keeping the rows that are or touch a key."""
        columns = list(row_schema(kind))
        told_by = ("key", "source", "target") if is_tie(kind_of(kind)) else ("key",)
        is_or_touches = pl.any_horizontal(pl.col(one) == key for one in told_by)
        current: dict[str, dict[str, Any]] = {}
        past: list[dict[str, Any]] = []
        for one in self._open()[1:]:
            number, change = one.revision.number, one.changes.frames.get(kind)
            if change is None:
                continue
            for row in change.filter(pl.col("key").is_in(list(current)) | is_or_touches).iter_rows(named=True):
                if row["key"] in current:
                    past.append({**current.pop(row["key"]), "to_revision": number})
                if row["op"] == PUT and key in [row[one] for one in told_by]:
                    current[row["key"]] = {name: row[name] for name in columns} | {"from_revision": number}
        return pl.DataFrame([*past, *current.values()], schema={**row_schema(kind), **SPAN})

    def _before(self, changes: ChangeSet) -> Tables:  # noqa: ARG002 - all of it is at hand
        return self._open()[-1].tables

    def _write(self, made: Revision, changes: ChangeSet, before: Tables) -> None:
        after = apply(before, changes)
        self._made.append(_Made(made, changes, Tables(after, made.number)))

    def _traces(self, kind: str, key: str) -> int:
        made = self._open()
        if not is_tie(kind_of(kind)) and not any(key in set(one.tables[kind]["key"]) for one in made):
            raise NotFound("no_such_key", ref=key)
        return sum(_held(one.tables, erasure, key) for one in made for erasure in erasures(kind))

    def _erase(self, made: Revision, keys: Sequence[str]) -> None:
        there = self._open()
        cleaned: list[_Made] = []
        for one in there:
            tables, frames = dict(one.tables), dict(one.changes.frames)
            for key, erasure in erasures_of(keys):
                name, of = erasure.table.name, erasure.table.kind
                tables[name] = erased(tables[name], erasure, key)
                if of in frames:
                    frames[of] = erased(frames[of], erasure, key)
            changes = replace(one.changes, frames=frames)
            cleaned.append(_Made(one.revision, changes, Tables(tables, one.revision.number)))
        digests = list(_digests(cleaned))
        cleaned[1:] = [
            replace(one, revision=replace(one.revision, digest=digest))
            for one, digest in zip(cleaned[1:], digests, strict=True)
        ]
        there[:] = [*cleaned, _Made(made, ChangeSet(), Tables(cleaned[-1].tables, made.number))]
        for key in keys:
            self._remember(Forgotten(key, made.number, made.by, made.at, swept=True))

    def _remember(self, one: Forgotten) -> None:
        self._forgotten.append(one)

    def _swept(self, key: str) -> Forgotten:
        return next(one for one in reversed(self._forgotten) if one.key == key)

    def _open(self) -> list[_Made]:
        if self._closed:
            raise StoreError("store_closed")
        return self._made


def _digests(made: list[_Made]) -> Iterator[str]:
    """Yield the digest of each revision, from what it did to the tables before it."""
    for before, one in pairwise(made):
        yield sealed(one.revision, map(part, touched(one.changes, before.tables)))


def _held(tables: Tables, erasure: Erasure, key: str) -> int:
    """Return how many rows of a table hold something of somebody."""
    theirs = tables[erasure.table.name].filter(pl.col(erasure.known_by) == key)
    if erasure.columns:
        theirs = theirs.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in erasure.columns))
    return theirs.height


def _delta(last: pl.DataFrame, old: pl.DataFrame) -> pl.DataFrame:
    """Return last operations against what was there; what came and went since is nothing."""
    put = last.filter(pl.col("op") == PUT).drop(*ORIGIN)
    gone = last.filter(pl.col("op") == REMOVE).join(old, on="key", how="semi").select("op", "key")
    return pl.concat([put, gone], how="diagonal")
