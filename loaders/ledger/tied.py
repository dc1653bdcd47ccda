"""Ties as the columns of the things that they stand under, and on a sheet of their own what no column can say.

A column says the ties of a thing that have not ended, several with 、 between them, and beside them their own fields,
as many or one for all. Two ties to one thing, two at a time where there is one, fields that only some of them have, or
a tie that has an end: these go to the sheet of the tie, by 编号. Whether a column would be read as the ties that it
was written for is asked of the reader itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from graph.changes import whole_rows
from graph.kinds import Field, Tie, kind_of
from graph.names.quoting import parted
from graph.tables import Tables, row_schema
from loaders.columns import DOT
from loaders.identity import with_tie_keys
from loaders.ledger.cells import Cells

Row = Mapping[str, Any]
#: The ties of a thing that share a header: by thing and header.
_Groups = dict[tuple[str, str], list[Row]]


@dataclass
class Columned:
    """The ties of a kind, as they are written.

    Attributes:
        columns: Cells by thing and header.
        rest: The ties for the sheet of the kind.
    """

    columns: dict[str, dict[str, Any]] = field(default_factory=dict)
    rest: list[Row] = field(default_factory=list)


def columned(
    tie: type[Tie],
    rows: Sequence[Row],
    keys: Mapping[str, set[str]],
    tables: Tables,
    cells: Cells,
    apart: set[str],
) -> Columned:
    """Return ties as columns, and those that no column can say.

    Args:
        tie: Their kind.
        rows: What is shown of them.
        keys: The things on the sheets, by kind.
        tables: What the store holds.
        cells: Writes cells.
        apart: The things whose ties stand on the other sheet: posts that are written down as vacant and are held all
            the same, and what has ties that may not be told, as a column would say that there are no others.
    """
    at, other = (tie.column_at, "target" if tie.column_at == "source" else "source")
    groups: _Groups = {}
    rest: list[Row] = []
    for row in sorted(rows, key=lambda one: _first(tie, one)):
        kind = row[at].rpartition("-")[0]
        said = tie.column and row[at] in keys.get(kind, ()) and row.get("until") is None and row[at] not in apart
        group = groups.setdefault((row[at], _header(tie, row, cells)), []) if said else None
        if group is not None and _fits(tie, group, row, other, cells):
            group.append(row)
        else:
            rest.append(row)
    while wrong := _read_otherwise(tie, groups, tables):
        groups = {
            key: kept for key, group in groups.items() if (kept := [row for row in group if row["key"] not in wrong])
        }
        rest += [row for row in rows if row["key"] in wrong]
    found: dict[str, dict[str, Any]] = {}
    for (thing, header), group in groups.items():
        found.setdefault(thing, {}).update(_cells(tie, header, group, other, cells))
    rest.sort(
        key=lambda row: (cells.refs.order(row["source"], None), cells.refs.order(row["target"], None), row["key"])
    )
    return Columned(found, rest)


def _first(tie: type[Tie], row: Row) -> tuple[Any, ...]:
    """Return which of several ties a column says first: who holds a seat before who acts in it.

    What answers for a place in its own right comes before what it acts for elsewhere, since the column alone tells a
    reader where it lies.
    """
    flags = [bool(row.get(name)) for name in tie.single or ()]
    more = sum(row.get(one.name) is not None for one in _spoken(tie) if one.vocabulary)
    return (*flags, more, str(row.get("since") or ""), row["key"])


def _header(tie: type[Tie], row: Row, cells: Cells) -> str:
    """Return the column of a tie: of one that need not say its axis, with the axis in brackets where it does."""
    told = [one for one in _optional(tie) if row.get(one.name) is not None]
    return tie.column + "".join(f"（{cells.cell(one, row[one.name])}）" for one in told)


def _optional(tie: type[Tie]) -> list[Field]:
    """Return what tells ties of a thing apart and stands in the header."""
    parts = {*(tie.single or ())} & {*tie.natural_key}
    return [one for one in tie.fields if one.name in parts and not one.required and one.vocabulary]


def _spoken(tie: type[Tie]) -> list[Field]:
    headed = {one.name for one in _optional(tie)}
    return [one for one in tie.fields if one.name not in headed and one.name != "until"]


def _fits(tie: type[Tie], group: list[Row], row: Row, other: str, cells: Cells) -> bool:
    """Return whether a column can say a tie beside those that it says already."""
    if not group:
        return True
    if any(one[other] == row[other] for one in group):
        return False
    if _one_at_a_time(tie, row) and any(_turn(tie, one) == _turn(tie, row) for one in group):
        return False
    for one in _spoken(tie):
        values = [each.get(one.name) for each in (*group, row)]
        alike = all(value == values[0] for value in values)
        texts = [str(cells.cell(one, value)) for value in values if value is not None]
        if (not alike and len(texts) < len(values)) or any(parted(text, "next") != [text] for text in texts):
            return False
    return True


def _one_at_a_time(tie: type[Tie], row: Row) -> bool:
    return tie.single is not None and (tie.single_if is None or row.get(tie.single_if[0]) == tie.single_if[1])


def _turn(tie: type[Tie], row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) or None for name in tie.single or ())


def _cells(tie: type[Tie], header: str, group: list[Row], other: str, cells: Cells) -> dict[str, Any]:
    kinds = tie.target if other == "target" else tie.source
    found: dict[str, Any] = {header: "、".join(cells.refs.of(row[other], kinds) for row in group)}
    for one in _spoken(tie):
        values = [row.get(one.name) for row in group]
        if values[0] is None:
            continue
        written = [cells.cell(one, value) for value in values]
        alike = all(value == written[0] for value in written)
        found[f"{header}{DOT}{one.zh}"] = written[0] if alike else "、".join(map(str, written))
    return found


def _read_otherwise(tie: type[Tie], groups: _Groups, tables: Tables) -> set[str]:
    """Return the ties that would be read back from these columns as different ones."""
    stored, schema = whole_rows(tables, tie.kind), row_schema(tie.kind)
    headers: dict[str, list[Row]] = {}
    for (_, header), group in groups.items():
        headers.setdefault(header, []).extend(group)
    wrong: set[str] = set()
    for rows in headers.values():
        names = [one.name for one in kind_of(tie.kind).fields if any(row.get(one.name) is not None for row in rows)]
        frame = pl.DataFrame(
            {
                name: pl.Series([row.get(name) for row in rows], dtype=schema[name])
                for name in ("source", "target", *names)
            }
        )
        read = with_tie_keys(tie.kind, frame, stored)["key"].to_list()
        often = Counter(read)
        wrong |= {row["key"] for row, key in zip(rows, read, strict=True) if row["key"] != key or often[key] > 1}
    return wrong
