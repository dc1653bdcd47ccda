"""Rows that came back under the id of another: sorted, or pasted, without the hidden columns before them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from loaders.lists.layout import Head, plain
from loaders.lists.written import Written
from loaders.sources.lists.tables import Row, Table

#: The columns that name a row.
_NAMED = ("number", "name")

Cells = tuple[str, ...]


def misplaced(table: Table, rows: Sequence[Row], listed: Collection[str], before: Written) -> list[Row]:
    """Return the rows that say what another row of the list said, which came back and says something else.

    Looked at are all cells of the ledger in a row, and what it is called alone, so that a row that was edited after it
    was moved is found too. Who gives a thing what another one had has moved nothing: what was worked out for the two
    stays where it was.

    Args:
        table: The list as it came back.
        rows: Those of its rows that have an id of the list.
        listed: The ids that stood on the list.
        before: What the ledger said then.
    """
    own = [head for head in table.heads if head.sort == "own"]
    told = [head for head in table.heads if head.sort in ("told", "new")]
    beside = {row.id: _said(table, row, told) for row in rows}
    changed = {row.id for row in rows if table.changed(row)}
    found: set[str] = set()
    for heads in (own, [head for head in own if head.name in _NAMED]):
        said = {row.id: _said(table, row, heads) for row in rows}
        lines = {key: _line(key, heads, before) for key in listed if key in said}
        gone: dict[Cells, set[Cells]] = {}
        for key, cells in lines.items():
            if said[key] != cells:
                gone.setdefault(cells, set()).add(beside[key])
        found |= {
            key
            for key, cells in said.items()
            if cells != lines[key] and cells in gone and (key in changed or beside[key] in gone[cells])
        }
    return [row for row in rows if row.id in found]


def _said(table: Table, row: Row, heads: Sequence[Head]) -> Cells:
    return tuple(plain(table.at(row.place, head.header)) for head in heads)


def _line(key: str, heads: Sequence[Head], before: Written) -> Cells:
    """Return what stood in a line of the list; a project on that of needs has its number where a need has one."""
    own = before.own(key)
    return tuple(plain(before.value(key, "number") if one.name == "number" else own.get(one.header)) for one in heads)
