"""The current rows that a check needs: those a small change can affect, or whole kinds for a large one.

A store of a million rows would take seconds to read for the appointment of one person. What has to
be there is said in ``graph.stores.integrity``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import polars as pl

from graph.changes import ChangeSet, puts
from graph.kinds import all_kinds
from graph.kinds.base import registry
from graph.stores.integrity import kind_in, removed_things
from graph.tables import Table, Tables, all_tables, references_of, tables_of

#: A change of more rows than this reads whole kinds: one scan is faster than so many searches.
SMALL = 20_000


class Read(Protocol):
    """Reads current rows of a table: all, or those with one of some keys in a column."""

    def __call__(self, table: Table, column: str | None = None, keys: Sequence[str] = ()) -> pl.DataFrame:
        """Return the rows; ``column`` is ``key`` or one that refers to a thing."""


def around(changes: ChangeSet, read: Read, small: int = SMALL) -> Tables:
    """Return the current rows that ``integrity.check`` needs to judge these changes."""
    if sum(changes.counts().values()) > small:
        return Tables({table.name: read(table) for kind in _kinds(changes) for table in tables_of(kind)})
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for kind, keys in _keys(changes).items():
        for table in tables_of(kind):
            frames[table.name].append(read(table, "key", sorted(keys)))
    removed = removed_things(changes)["key"].to_list()
    if removed:
        for table in all_tables():
            for column in table.references:
                frames[table.name].append(read(table, column, removed))
    if "part_of" in changes.frames:
        change = changes.frames["part_of"]
        concerned = pl.concat([change["source"], change["target"], *(one["source"] for one in frames["part_of"])])
        frames["part_of"] += _above(set(concerned.drop_nulls()), read)
    return Tables({name: _together(parts) for name, parts in frames.items()})


def _together(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Return each of these current rows once; what was read at one go has no key twice."""
    return pl.concat(parts).unique("key") if len(parts) > 1 else parts[0]


def _above(places: set[str], read: Read) -> Iterable[pl.DataFrame]:
    """Return the ``part_of`` of these places and of every place above them, a level at a time."""
    [table] = tables_of("part_of")
    climbed: set[str] = set()
    while places:
        climbed |= places
        rows = read(table, "source", sorted(places))
        yield rows
        places = set(rows["target"]) - climbed


def _keys(changes: ChangeSet) -> Mapping[str, set[str]]:
    """Return the keys that the changes have or refer to, by kind."""
    keys: dict[str, set[str]] = {kind: set(change["key"]) for kind, change in changes.frames.items()}
    for kind, change in changes.frames.items():
        put = puts(change)
        for column, _ in references_of(kind):
            for key in put[column].drop_nulls().unique():
                if (of := kind_in(key)) is not None:
                    keys.setdefault(of, set()).add(key)
    return keys


def _kinds(changes: ChangeSet) -> Iterable[str]:
    """Return the kinds that changes have or refer to; all, where something goes that others may refer to."""
    if removed_things(changes).height:
        return [kind.kind for kind in all_kinds()]
    referred = {to for kind in changes.frames for _, kinds in references_of(kind) for to in kinds if to in registry()}
    return {*changes.frames, *referred}
