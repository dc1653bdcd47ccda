"""What is taken away of a person who is forgotten: read off the kinds, the same in every store.

What is kept apart goes, and what else of a person is not open; of ties, those that nobody may know of without
asking for personal values go whole (where somebody lives), of others the values that are personal. The key stays,
with what is open: that the seat was held, by a person whom nobody can name any more. What is told of a person and of
nobody else, as when they were away, goes whole. Of a tie that is forgotten itself, as who raised a need that is long
over, the whole of it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import polars as pl

from graph.kinds import Sensitivity, kind_of, things, ties
from graph.kinds.base import Tie
from graph.tables import Table, apart_kinds, is_tie, tables_of


@dataclass(frozen=True)
class Forgotten:
    """The record that a person, or a tie, was forgotten; nothing else is kept of it.

    Attributes:
        key: Of the person or the tie.
        revision: The number of the revision that was made of it.
        by: Who did it.
        at: When, in UTC.
        swept: Whether the engine confirmed that no trace is left in its file; a server cannot.
    """

    key: str
    revision: int
    by: str
    at: datetime
    swept: bool


@dataclass(frozen=True)
class Erasure:
    """What goes of the rows of a table.

    Attributes:
        table: The table.
        known_by: The column that names the person: ``key``, an end of a tie, or what a statement is of.
        columns: What becomes empty; none = the whole row goes.
    """

    table: Table
    known_by: str
    columns: tuple[str, ...]


@cache
def erasures(kind: str) -> tuple[Erasure, ...]:
    """Return what goes of somebody of a kind, in the present and in every past revision.

    Example:
        >>> [(one.table.name, one.columns) for one in erasures("person")][:3]
        [('person', ('skills', 'hours')), ('person_personal', ()), ('holds', ('absences',))]
    """
    if is_tie(kind_of(kind)):
        return tuple(Erasure(table, "key", ()) for table in tables_of(kind))
    return (*_of_thing(kind), *_of_ties(kind), *_of_statements(kind))


def erasures_of(keys: Sequence[str]) -> Iterator[tuple[str, Erasure]]:
    """Yield what goes of some people and ties, each with its key."""
    return ((key, one) for key in keys for one in erasures(key.partition("-")[0]))


def erased(rows: pl.DataFrame, erasure: Erasure, key: str) -> pl.DataFrame:
    """Return rows of the table, or whole rows of its kind, without what goes of somebody."""
    theirs = (pl.col(erasure.known_by) == key).fill_null(value=False)
    if erasure.columns or (erasure.table.name != erasure.table.kind and set(rows.columns) - set(erasure.table.schema)):
        columns = erasure.columns or [one.name for one in erasure.table.fields]
        return rows.with_columns(pl.when(theirs).then(None).otherwise(pl.col(name)).alias(name) for name in columns)
    return rows.filter(~theirs)


def can_be_forgotten(kind: str) -> bool:
    """Return whether things of a kind are people, of whom something is kept apart."""
    return kind in apart_kinds()


def _of_thing(kind: str) -> Iterator[Erasure]:
    for table in tables_of(kind):
        columns = tuple(one.name for one in table.fields if one.sensitivity is not Sensitivity.OPEN)
        if table.personal:
            yield Erasure(table, "key", ())
        elif columns:
            yield Erasure(table, "key", columns)


def _of_ties(kind: str) -> Iterator[Erasure]:
    for tie in ties():
        [table, *_] = tables_of(tie.kind)
        columns = tuple(one.name for one in table.fields if one.sensitivity is not Sensitivity.OPEN)
        for end in ("source", "target"):
            if kind not in _kinds_at(tie, end):
                continue
            if tie.of_person is Sensitivity.PERSONAL:
                yield Erasure(table, end, ())
            elif columns:
                yield Erasure(table, end, columns)


def _of_statements(kind: str) -> Iterator[Erasure]:
    """Yield what goes of statements about somebody, and that they are named in one about somebody else."""
    for one in things():
        about = {field.name: field for field in one.fields if field.to == (kind,)}
        if not one.statement or one.natural_key[0] not in about:
            continue
        [table, *_] = tables_of(one.kind)
        for name, field in about.items():
            if field.sensitivity is not Sensitivity.OPEN:
                yield Erasure(table, name, () if name == one.natural_key[0] else (name,))


def _kinds_at(tie: type[Tie], end: str) -> tuple[str, ...]:
    return tuple(one for one in getattr(kind_of(tie.kind), end))
