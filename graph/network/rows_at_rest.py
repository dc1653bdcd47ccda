"""A numbering as it is kept and taken up again: of a kind nothing is read before somebody asks for it.

What stands in all rows (keys, names, days) lies in one frame, so that a name needs no table; of each kind its other
columns, the keys as bytes of one width, and the codes of columns that say few different things.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from graph.atrest.arrow import bytes_column, empty_columns
from graph.atrest.kept import Kept
from graph.kinds import ties
from graph.names.paths import Paths
from graph.network import places_at_rest
from graph.network.columns import ALWAYS, NEVER, Ints, at_lines
from graph.network.made import Made
from graph.network.numbering import Parts, Rows
from graph.network.tying import TieRows
from graph.tables import Table, Tables, all_tables, tables_of

_THINGS, _EDGES = "things", "edges"
#: A column is also kept as codes where at most so many different things stand in it.
_CODED = 1000
_TIE = ("source", "target", "since", "until")
_LINES = "#lines"


def at_rest(rows: Rows) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
    """Return what is kept of a numbering: frames by name, and what is said with them."""
    codes: dict[str, dict[str, list[str]]] = {}
    whole = [pl.Series("key", rows.keys), rows.names.alias("name")]
    frames = {_THINGS: pl.DataFrame([*whole, pl.Series("since", rows.since), pl.Series("until", rows.until)])}
    frames[_EDGES] = pl.DataFrame({"day": pl.Series(rows.edges, dtype=pl.Int32)})
    for kind, (first, last) in rows.block.items():
        if last > first:
            frames[kind], codes[kind] = _of_things(rows, kind)
    for tie in (one for one in rows.ties.values() if one.source.size):
        ends = [pl.Series(name, getattr(tie, name)) for name in _TIE]
        frames[tie.kind] = pl.DataFrame([*ends, *_filled(tie.frame)])
    found, named = places_at_rest.at_rest(rows)
    for kind in [one for one in (*rows.block, *rows.ties) if one in frames]:
        frames[kind] = frames[kind].with_columns(_as_in_the_table(rows, kind))
    heights = {kind: last - first for kind, (first, last) in rows.block.items()}
    tied = {kind: tie.source.size for kind, tie in rows.ties.items()}
    return {**frames, **found}, {"heights": heights, "tied": tied, "codes": codes, **named}


def _of_things(rows: Rows, kind: str) -> tuple[pl.DataFrame, dict[str, list[str]]]:
    frame = rows.frame(kind)
    columns = [bytes_column("#key", rows.key_bytes(kind)), *_filled(frame.drop("key", "name", strict=False))]
    words: dict[str, list[str]] = {}
    for one in frame.drop("key", "name", strict=False).iter_columns():
        if one.dtype == pl.String and one.null_count() < one.len() and one.n_unique() <= _CODED:
            codes, words[one.name] = rows.codes(kind, one.name)
            columns.append(pl.Series(f"#{one.name}", codes))
    if kind == "place":
        columns.append(pl.Series("#rank", rows.sibling_rank))
    return pl.DataFrame(columns), words


def _as_in_the_table(rows: Rows, kind: str) -> list[pl.Series]:
    """Return by line of the table of a kind which of our lines it is; nothing where the two have one order.

    How a thing is called depends on the order in which a store tells its ties, where they say nothing else.
    """
    ours = rows.frame(kind)["key"] if kind in rows.block else rows.ties[kind].frame["key"]
    numbered = pl.DataFrame({"key": ours, "line": np.arange(ours.len(), dtype=np.int32)})
    lines = rows.tables[kind].select("key").join(numbered, on="key", how="left", maintain_order="left")["line"]
    return [] if lines.is_sorted() else [lines.alias(_LINES)]


def _filled(frame: pl.DataFrame) -> list[pl.Series]:
    return [one for one in frame.iter_columns() if one.null_count() < one.len()]


class RowsAtRest(Rows):
    """A numbering that lies on the disk; ``numbered`` made it, and what it has not is worked out as for any other."""

    _kept: Kept

    def has(self, name: str) -> bool:
        """Return whether one of its properties was made, or lies on the disk."""
        return name in RowsAtRest.__dict__ or super().has(name)

    def _codes(self, kind: str, column: str) -> tuple[Ints, list[str]]:
        words = self._kept.said["codes"].get(kind, {}).get(column)
        if words is None or kind in self.replaced:
            return super()._codes(kind, column)
        return self._kept.array(kind, f"#{column}"), words

    def texts(self, kind: str, column: str, lines: Ints) -> pl.Series:
        """Return what a text column says at some lines of a kind."""
        if column not in self._kept.said["codes"].get(kind, ()) or kind in self.replaced:
            return super().texts(kind, column, lines)
        codes, words = self.codes(kind, column)
        return pl.Series(column, [words[code] if code >= 0 else None for code in codes[lines].tolist()], pl.String)

    def key_bytes(self, kind: str) -> np.ndarray[tuple[int], np.dtype[np.bytes_]]:
        """Return the keys of a kind as bytes of one width."""
        first, last = self.block[kind]
        return self._kept.array(kind, "#key") if last > first else np.array([], dtype=np.bytes_)

    @cached_property
    def names(self) -> pl.Series:
        """Names by row."""
        return self._kept.frame(_THINGS, {"name": pl.String()}, self.size)["name"]

    def paths(self, on: date | None) -> Paths:
        """Return the places by path, on a day; None = of every day."""
        return Paths(self.tables, on, places_at_rest.PlacesAtRest(self, self._kept, on))

    @cached_property
    def edges(self) -> list[int]:
        """Every day on which something begins or ends."""
        found: list[int] = self._kept.array(_EDGES, "day").tolist()
        return found

    @cached_property
    def sibling_rank(self) -> Ints:
        """Order of places among their siblings."""
        if not self.block["place"][1]:
            return np.array([], dtype=np.int32)
        return self._kept.array("place", "#rank")


def taken_up(kept: Kept, revision: int) -> RowsAtRest:
    """Return a numbering that was kept.

    Args:
        kept: What ``at_rest`` returned, as it was kept.
        revision: Of which revision of a store it is.
    """
    heights: dict[str, int] = kept.said["heights"]
    keys = kept.frame(_THINGS, {"key": pl.String()}, sum(heights.values()))["key"]
    tables = _Tables(revision, kept, lambda table: _table(rows, kept, table))
    since, until = kept.array(_THINGS, "since"), kept.array(_THINGS, "until")
    tied = Made([tie.kind for tie in ties()], lambda kind: _tie_rows(kept, kind))
    frames = Made(list(heights), lambda kind: _frame(rows, kept, kind))
    rows = RowsAtRest.numbered(Parts(tables, frames, keys, since, until, tied, heights))
    rows._kept, tables.rows = kept, rows  # noqa: SLF001 - made here
    return rows


def _frame(rows: RowsAtRest, kept: Kept, kind: str) -> pl.DataFrame:
    schema = dict(tables_of(kind)[0].schema)
    (first, last), size = rows.block[kind], rows.block[kind][1] - rows.block[kind][0]
    if not size:
        return tables_of(kind)[0].empty()
    own = {"key": rows.keys, **({"name": rows.names} if "name" in schema else {})}
    rest = kept.frame(kind, {name: dtype for name, dtype in schema.items() if name not in own}, size)
    return pl.DataFrame([own[one].slice(first, last - first) if one in own else rest[one] for one in schema])


def _tie_rows(kept: Kept, kind: str) -> TieRows:
    size = kept.said["tied"][kind]
    schema = {one: dtype for one, dtype in tables_of(kind)[0].schema.items() if one not in _TIE}
    if not size:
        empty = np.array([], dtype=np.int32)
        return TieRows(kind, empty, empty, empty, empty, pl.DataFrame(schema=schema))
    source, target, since, until = (kept.array(kind, name) for name in _TIE)
    return TieRows(kind, source, target, since, until, kept.frame(kind, schema, size))


def _table(rows: Rows, kept: Kept, table: Table) -> pl.DataFrame:
    """Return a table of a numbering, in the order in which it was given; of what is kept apart it has none."""
    if table.personal:
        return table.empty()
    found = rows.frame(table.kind) if table.kind in rows.block else _tie_table(rows.ties[table.kind], rows, table)
    if not kept.has(table.kind, _LINES):
        return found
    lines = pl.Series(kept.array(table.kind, _LINES))
    said = {one.name: one.gather(lines) for one in _filled(found)}
    rest = {name: dtype for name, dtype in table.schema.items() if name not in said}
    said |= {one.name: one for one in empty_columns(rest, found.height)}
    return pl.DataFrame([said[name] for name in table.schema])


def _tie_table(tie: TieRows, rows: Rows, table: Table) -> pl.DataFrame:
    """Return the table of a tie, its ends as keys again."""
    if not tie.source.size:
        return table.empty()
    own = {
        "source": at_lines(rows.keys, tie.source).alias("source"),
        "target": at_lines(rows.keys, tie.target).alias("target"),
        "since": _days("since", tie.since, ALWAYS),
        "until": _days("until", tie.until, NEVER),
    }
    return pl.DataFrame([own[one] if one in own else tie.frame[one] for one in table.schema])


def _days(name: str, days: Ints, empty: int) -> pl.Series:
    said = days != empty
    if not said.any():
        return empty_columns({name: pl.Date()}, days.size)[0]
    return pl.DataFrame({name: days}).select(pl.when(pl.Series(said)).then(pl.col(name)).cast(pl.Date).alias(name))[
        name
    ]


class _Tables(Tables):
    """The tables of a numbering at rest, each made of it when it is first asked for; of one thing none is made."""

    rows: RowsAtRest

    def __init__(self, revision: int, kept: Kept, make: Callable[[Table], pl.DataFrame]) -> None:
        super().__init__({}, revision, personal=False)
        self._kept = kept
        known = {one.name: one for one in all_tables()}
        self._frames = self.made = Made(list(known), lambda name: make(known[name]))

    def with_frames(self, frames: Mapping[str, pl.DataFrame], revision: int) -> Tables:
        """Return the same tables with others in place of some; of the rest none is made."""
        return _Changed(self, frames, revision)

    def passing(self, name: str) -> pl.DataFrame:
        """Return one frame to whoever puts another in its place."""
        return self.made.passing(name)

    def of(self, kind: str, key: str) -> pl.DataFrame:
        """Return the row of a thing, if it has one."""
        row = self.rows.row(key)
        if row is None or kind not in self.rows.block:
            return super().of(kind, key)
        first, last = self.rows.block[kind]
        return (
            self.rows.frame(kind)[row - first : row - first + 1] if first <= row < last else tables_of(kind)[0].empty()
        )

    def touching(self, tie: str, key: str) -> pl.DataFrame:
        """Return the rows of a kind of tie at whose ends a thing is, in the order of its table."""
        row, tied = self.rows.row(key), self.rows.ties[tie]
        if row is None or not tied.source.size:
            return tables_of(tie)[0].empty()
        here = (tied.source == row) | (tied.target == row)
        at = np.flatnonzero(here)
        if self._kept.has(tie, _LINES):
            lines = self._kept.array(tie, _LINES)
            at = lines[here[lines]]
        ends = (tied.source[at], tied.target[at], tied.since[at], tied.until[at])
        return _tie_table(TieRows(tie, *ends, at_lines(tied.frame, at)), self.rows, tables_of(tie)[0])


class _Changed(Tables):
    """The tables of a numbering at rest after some were changed: what was not is still made when asked, and once."""

    def __init__(self, before: _Tables, changed: Mapping[str, pl.DataFrame], revision: int) -> None:
        super().__init__({}, revision, personal=False, outside=before.outside)
        self._before, self._changed = before, dict(changed)
        self._frames = ChainMap(self._changed, before.made)  # type: ignore[arg-type]  # nothing is written to it

    def with_frames(self, frames: Mapping[str, pl.DataFrame], revision: int) -> Tables:
        """Return the same tables with others in place of some; of the rest none is made."""
        return _Changed(self._before, {**self._changed, **frames}, revision)

    def passing(self, name: str) -> pl.DataFrame:
        """Return one frame to whoever puts another in its place."""
        return self._changed[name] if name in self._changed else self._before.passing(name)

    def of(self, kind: str, key: str) -> pl.DataFrame:
        """Return the row of a thing, if it has one."""
        return super().of(kind, key) if kind in self._changed else self._before.of(kind, key)

    def touching(self, tie: str, key: str) -> pl.DataFrame:
        """Return the rows of a kind of tie at whose ends a thing is, in the order of its table."""
        return super().touching(tie, key) if tie in self._changed else self._before.touching(tie, key)
