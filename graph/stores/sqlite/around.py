"""The current rows that a check needs: those a small change can affect, or whole kinds for a large one.

A store of a million rows would take seconds to read for the appointment of one person. What has to
be there is said in ``graph.stores.integrity``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import polars as pl

from graph.changes import PUT, ChangeSet
from graph.kinds import all_kinds
from graph.kinds.base import registry
from graph.stores.integrity import kind_in, removed_things
from graph.stores.sqlite.statements import ABOVE, CURRENT, among, referring
from graph.tables import Table, Tables, all_tables, references_of, tables_of

#: Reads the rows of a table for which a condition with one parameter holds.
Read = Callable[[Table, str, tuple[str, ...]], pl.DataFrame]
#: A change of more rows than this reads whole kinds: one scan is faster than so many searches.
SMALL = 20_000


def around(changes: ChangeSet, read: Read, small: int = SMALL) -> Tables:
    """Return the current rows that ``integrity.check`` needs to judge these changes."""
    if sum(changes.counts().values()) > small:
        names = [table for kind in _kinds(changes) for table in tables_of(kind)]
        return Tables({table.name: read(table, CURRENT, ()) for table in names})
    frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for kind, keys in _keys(changes).items():
        for table in tables_of(kind):
            frames[table.name].append(read(table, among(table), (_listed(keys),)))
    removed = removed_things(changes)
    if removed.height:
        for table in all_tables():
            for column in table.references:
                frames[table.name].append(read(table, referring(column), (_listed(removed["key"]),)))
    if "part_of" in changes.frames:
        change = changes.frames["part_of"]
        concerned = pl.concat([change["source"], change["target"], *(one["source"] for one in frames["part_of"])])
        frames["part_of"].append(read(tables_of("part_of")[0], ABOVE, (_listed(concerned.drop_nulls().unique()),)))
    return Tables({name: pl.concat(parts).unique("key") for name, parts in frames.items()})


def _keys(changes: ChangeSet) -> Mapping[str, Iterable[str]]:
    """Return the keys that the changes have or refer to, by kind."""
    keys: dict[str, set[str]] = {kind: set(change["key"]) for kind, change in changes.frames.items()}
    for kind, change in changes.frames.items():
        put = change.filter(pl.col("op") == PUT)
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


def _listed(keys: Iterable[str]) -> str:
    return json.dumps(list(keys))
