"""Rows of any kind, gathered one by one and made into tables as a commit would."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import polars as pl

from graph.changes import ORIGIN, PUT, ChangeSet, apply
from graph.keys import public_key
from graph.tables import Tables, row_schema


class Rows:
    """Whole rows by kind.

    Example:
        >>> rows = Rows()
        >>> home = rows.thing("place", "place-a", name="101室", level="home")
        >>> tie = rows.tie("part_of", home, "place-b")
        >>> rows.tables()["place"]["name"].to_list()
        ['101室']
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def thing(self, kind: str, key: str, **fields: Any) -> str:
        """Add a thing and return its key."""
        self._rows[kind].append({"key": key, **fields})
        return key

    def tie(self, kind: str, source: str, target: str, **fields: Any) -> str:
        """Add a tie and return its key, which follows from its ends and fields: said twice, it is there once."""
        key = public_key(kind, source, target, *(f"{name}={value}" for name, value in sorted(fields.items())))
        row = {"key": key, "source": source, "target": target, **fields}
        if row not in self._rows[kind]:
            self._rows[kind].append(row)
        return key

    def keys(self, kind: str) -> list[str]:
        """Return the keys of the rows of a kind so far."""
        return [row["key"] for row in self._rows[kind]]

    def count(self, kind: str, **fields: Any) -> int:
        """Return how many rows of a kind say so."""
        return sum(all(row.get(name) == value for name, value in fields.items()) for row in self._rows[kind])

    def changes(self) -> ChangeSet:
        """Return the rows as one change set."""
        frames = {}
        for kind, rows in self._rows.items():
            schema = {"op": pl.String(), **row_schema(kind), **ORIGIN}
            whole = [{name: row.get(name) for name in schema} | {"op": PUT} for row in rows]
            frames[kind] = pl.DataFrame(whole, schema=schema)
        return ChangeSet(frames, source="case")

    def tables(self) -> Tables:
        """Return the tables that hold exactly these rows."""
        return apply(Tables({}), self.changes())
