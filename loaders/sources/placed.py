"""Places that a file of another program names, as sheets of our own workbook: so they are read by its rules.

What is known already has its 编号; a cell that the file does not speak of says what the ledger has (SEMANTICS Y5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from graph.kinds import field_of, kind_of
from loaders.columns import KEY
from loaders.readers import Grid
from loaders.reading import Context

#: By kind, the column that says where something new lies.
PARENT = {"place": "上级区域", "venue": "所在地"}


@dataclass(frozen=True)
class Said:
    """One thing that a file names.

    Attributes:
        file: The file.
        row: Its number in the file, from 2 as below a header.
        kind: Its kind.
        key: The public key of what is known already; None where it is new.
        values: What the file says of it, by field.
        parent: Where something new lies: a key or a path.
    """

    file: str
    row: int
    kind: str
    key: str | None
    values: Mapping[str, Any]
    parent: str | None = None


def stored_rows(context: Context, kind: str) -> dict[str, dict[str, Any]]:
    """Return what the ledger has of a kind, by key."""
    return {row["key"]: row for row in context.tables[kind].iter_rows(named=True)}


def grids_of_places(said: Sequence[Said]) -> list[Grid]:
    """Return the sheets: for each file and kind, one of what is known and one of what is new."""
    parts: dict[tuple[str, str, bool], list[Said]] = {}
    for one in said:
        parts.setdefault((one.file, one.kind, one.key is not None), []).append(one)
    return [_grid(file, kind, some, known=known) for (file, kind, known), some in parts.items()]


def _grid(file: str, kind: str, said: Sequence[Said], *, known: bool) -> Grid:
    fields = list(dict.fromkeys(name for one in said for name in one.values))
    header = [*((KEY,) if known else (PARENT[kind],)), *(field_of(kind, name).zh for name in fields)]
    rows: list[list[Any]] = [header, *([] for _ in range(max(one.row for one in said) - 1))]
    for one in said:
        first = one.key if known else one.parent
        rows[one.row - 1] = [first or "", *(_cell(one.values.get(name)) for name in fields)]
    grid = Grid(file, kind_of(kind).zh if known else f"{kind_of(kind).zh}（2）", [])
    grid.hide_identities(rows)
    grid.note_controls(rows)
    grid.rows.extend(rows)
    return grid


def filled(values: Mapping[str, Any], stored: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return the fields that the file says; of those that it leaves empty, what the ledger has, days as last days."""
    last = stored.get("until")
    kept = {**stored, "until": None if last is None else last - timedelta(days=1)}
    return {name: kept.get(name) if values.get(name) is None else values[name] for name in names}


def _cell(value: Any) -> Any:
    return "" if value is None else value
