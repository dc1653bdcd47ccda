"""What things were once called: a name that a rename took away is kept with its end, and still finds the thing.

SEMANTICS K24.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import polars as pl

from graph.changes import PUT, REMOVE
from graph.names.folding import fold
from graph.tables import row_schema

KIND = "former_name"
Row = dict[str, Any]


class Former(NamedTuple):
    """A name that something had, and the first day on which it had it no more; None = nobody said."""

    name: str
    until: date | None


class FormerNames:
    """What the things of some tables were called; names have no days of their own, so all of them on every day."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        """Take the tables."""
        self._tables = tables

    def called(self, name: str, there: Callable[[str], bool]) -> list[str]:
        """Return the keys of what was called so, in the order of keys, of what is there."""
        return [key for key in self._by_name.get(fold(name), ()) if there(key)]

    def of(self, key: str) -> list[Former]:
        """Return what a thing was called, the latest name first."""
        return self._by_key.get(key, [])

    def every(self) -> Iterable[str]:
        """Return each name, folded."""
        return self._by_name

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in sorted(self._by_key):
            for one in self._by_key[key]:
                keys = found.setdefault(fold(one.name), [])
                if key not in keys:
                    keys.append(key)
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[Former]]:
        rows = self._tables[KIND]
        if not rows.height:  # mostly
            return {}
        rows = rows.sort(pl.col("until"), "key", descending=[True, False], nulls_last=True)
        found: dict[str, list[Former]] = {}
        for subject, name, until in rows.select("subject", "name", "until").iter_rows():
            found.setdefault(subject, []).append(Former(name, until))
        return found


def kept(
    key: str,
    old: str | None,
    new: str | None,
    day: date,
    since: date | None,
    known: Iterable[Row],
    free: Callable[..., str],
) -> Iterator[tuple[str, Row]]:
    """Yield the rows, each with its operation, by which a name that ends on a day is kept (SEMANTICS K24).

    Args:
        key: What is renamed.
        old: What it was called.
        new: What it is called from the day on.
        day: The day.
        since: The first day on which the thing is there; None = always.
        known: The former names that it has.
        free: Returns a key for a kind and a natural key.
    """
    if old is None or new is None or fold(old) == fold(new) or (since is not None and since >= day):
        return
    ends = [row for row in known if row["until"] is not None]
    if any(row["until"] >= day for row in ends):  # it was called so on no day
        yield from ((REMOVE, row) for row in ends if row["until"] == day and fold(row["name"]) == fold(new))
        return
    begun = max((row["until"] for row in ends), default=since)
    row = dict.fromkeys(row_schema(KIND)) | {"subject": key, "name": old, "since": begun, "until": day}
    yield PUT, row | {"key": free(KIND, key, old, begun)}
