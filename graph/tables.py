"""The columns that stores and networks exchange, derived from the kinds.

A kind makes one table, and a second one ``<kind>_personal`` of the fields that are kept apart, so that
names and telephones never lie in the columns that networks, caches and answers are made of. Rows are
identified by their public key; a tie also names the keys of its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.kinds import Field, Kind, Tie, all_kinds, kind_of

_DTYPES: dict[str, Any] = {
    "text": pl.String,
    "texts": pl.List(pl.String),
    "integer": pl.Int64,
    "decimal": pl.Float64,
    "flag": pl.Boolean,
    "day": pl.Date,
    "reference": pl.String,
}
PERSONAL = "_personal"


@dataclass(frozen=True)
class Table:
    """One table: its name, the kind that it holds and its columns.

    Attributes:
        name: ``place``, ``person`` or ``person_personal``.
        kind: Name of the kind.
        personal: Whether it holds the fields of the kind that are kept apart.
        fields: The fields kept here, beside ``key`` and, for a tie, ``source`` and ``target``.
        references: Columns that hold the key of a thing.
    """

    name: str
    kind: str
    personal: bool
    fields: tuple[Field, ...]
    references: tuple[str, ...]

    def __hash__(self) -> int:
        """Tell tables apart by name: to go through all fields takes longer than what is looked up by a table."""
        return hash(self.name)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Return column names and Polars types, in order."""
        ends = {} if self.personal else {name: pl.String() for name in self.references if name in ("source", "target")}
        return {"key": pl.String(), **ends, **{one.name: dtype(one) for one in self.fields}}

    def empty(self) -> pl.DataFrame:
        """Return a frame of no rows with these columns."""
        return self._empty.clone()

    @cached_property
    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=self.schema)


def dtype(one: Field) -> Any:
    """Return the Polars type of a field."""
    return _DTYPES[one.type]() if isinstance(_DTYPES[one.type], type) else _DTYPES[one.type]


@cache
def tables_of(kind: str) -> tuple[Table, ...]:
    """Return the one or two tables of a kind.

    Example:
        >>> [table.name for table in tables_of("person")]
        ['person', 'person_personal']
    """
    model = kind_of(kind)
    kept = tuple(one for one in model.fields if not one.apart)
    personal = tuple(one for one in model.fields if one.apart)
    ends = ("source", "target") if issubclass(model, Tie) else ()
    main = Table(kind, kind, personal=False, fields=kept, references=(*ends, *_referring(kept)))
    if not personal:
        return (main,)
    return main, Table(kind + PERSONAL, kind, personal=True, fields=personal, references=_referring(personal))


@cache
def apart_kinds() -> tuple[str, ...]:
    """Return the kinds of which something is kept apart.

    Example:
        >>> apart_kinds()
        ('person',)
    """
    return tuple(kind.kind for kind in all_kinds() if any(one.apart for one in kind.fields))


def _referring(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(one.name for one in fields if one.type == "reference")


def _table(name: str) -> Table:
    return next(one for one in tables_of(name.removesuffix(PERSONAL)) if one.name == name)


def all_tables() -> tuple[Table, ...]:
    """Return every table, things before ties."""
    return tuple(table for kind in all_kinds() for table in tables_of(kind.kind))


@cache
def row_schema(kind: str) -> dict[str, Any]:
    """Return the columns of a whole row of a kind, personal ones included, as change sets carry it."""
    model = kind_of(kind)
    ends = {"source": pl.String(), "target": pl.String()} if issubclass(model, Tie) else {}
    return {"key": pl.String(), **ends, **{one.name: dtype(one) for one in model.fields}}


@cache
def references_of(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns of a kind that hold the key of a thing, and the kinds each may point to.

    Example:
        >>> references_of("holds"), references_of("listing")
        ((('source', ('person',)), ('target', ('post',))), (('within', ('place',)),))
    """
    model = kind_of(kind)
    ends = (("source", model.source), ("target", model.target)) if issubclass(model, Tie) else ()
    return (*ends, *((one.name, one.to) for one in model.fields if one.type == "reference"))


def is_tie(kind: type[Kind]) -> bool:
    """Return whether a kind is a tie."""
    return issubclass(kind, Tie)


class Tables(Mapping[str, pl.DataFrame]):
    """Frames by table name, complete: a table without rows is there, empty.

    Attributes:
        revision: Of which revision of a store they are; 0 without one.
        personal: Whether what is kept apart is among them; else those tables are empty, and stay so.
        outside: Keys of what is only seen from a place that it does not lie in (SEMANTICS V21); none in a whole ledger.

    Example:
        >>> Tables({})["place"].height
        0
    """

    def __init__(
        self,
        frames: Mapping[str, pl.DataFrame],
        revision: int = 0,
        *,
        personal: bool = True,
        outside: frozenset[str] = frozenset(),
    ) -> None:
        """Keep the frames; a table that is not named, or not wanted, is empty."""
        self._frames: Mapping[str, pl.DataFrame] = {
            one.name: frames[one.name] for one in all_tables() if one.name in frames and (personal or not one.personal)
        }
        self._names = [one.name for one in all_tables()]
        self._empty: dict[str, pl.DataFrame] = {}
        self.revision, self.personal, self.outside = revision, personal, outside

    def without_personal(self) -> Tables:
        """Return the same tables without what is kept apart.

        Example:
            >>> person = {"key": ["person-a"], "name": ["演示张一"], "birth_year": [None], "phone": [None]}
            >>> Tables({"person_personal": pl.DataFrame(person)}).without_personal()["person_personal"].height
            0
        """
        return Tables(self, self.revision, personal=False, outside=self.outside) if self.personal else self

    def with_frames(self, frames: Mapping[str, pl.DataFrame], revision: int) -> Tables:
        """Return the same tables with others in place of some; the frames of the rest are shared."""
        return Tables({**self, **frames}, revision, personal=self.personal, outside=self.outside)

    def passing(self, name: str) -> pl.DataFrame:
        """Return one frame to whoever puts another in its place; what is made for it alone is not kept."""
        return self[name]

    def of(self, kind: str, key: str) -> pl.DataFrame:
        """Return the row of a thing, if it has one."""
        return self.saying(kind, "key", key)

    def saying(self, kind: str, column: str, key: str) -> pl.DataFrame:
        """Return the rows of a kind of which a column says a key."""
        return _rows(self[kind], self[kind][column] == key)

    def touching(self, tie: str, key: str) -> pl.DataFrame:
        """Return the rows of a kind of tie at whose ends a thing is."""
        frame = self[tie]
        return _rows(frame, (frame["source"] == key) | (frame["target"] == key))

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Return one frame; an empty one is made when somebody looks, since to make all takes 10 ms of a command."""
        if name in self._frames:
            return self._frames[name]
        if name not in self._empty:
            if name not in self._names:
                raise KeyError(name)
            self._empty[name] = _table(name).empty()
        return self._empty[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the table names, things before ties."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(self._names)


def _rows(frame: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """Return the rows that are wanted, mostly none: polars takes ten times as long to plan a filter as to look."""
    found = np.flatnonzero(wanted.to_numpy())
    return frame[found] if found.size else frame.clear()
