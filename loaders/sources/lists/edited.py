"""What somebody changed on a list: fields of known things, new things, and what cannot be taken (SEMANTICS M40, M41).

A field counts as changed where it says something else than the ledger did at the revision that the list was made of.
Where the ledger has moved on since, both are told and nothing of the row is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from graph.changes import ORIGIN
from graph.kinds import kind_of
from graph.tables import row_schema
from graph.words import caption
from loaders.cells import Cleaned, Cleaner, tell
from loaders.lists.layout import Head, kind_of_list, plain
from loaders.lists.written import Written
from loaders.readers import Grid
from loaders.reading import Batch
from loaders.report import Report, Where
from loaders.sources.lists.misplaced import misplaced
from loaders.sources.lists.numbered import tell_numbers
from loaders.sources.lists.tables import Row, Table

_SHOWN = 3  # rows that are named of those left out


@dataclass
class Editing:
    """What reading the lists needs, and what it has found so far.

    Attributes:
        before: What the ledger said at the revision that the lists are of.
        now: What it says now.
        cleaner: Cleans cells.
        report: Takes every issue.
        seen: By id, the number of the row that has it.
    """

    before: Written
    now: Written
    cleaner: Cleaner
    report: Report
    seen: dict[str, int] = field(default_factory=dict)


@dataclass
class Edited:
    """What was changed on one list: rows of known things, and a sheet of new ones for the reader of the ledger."""

    batches: list[Batch] = field(default_factory=list)
    new: Grid | None = None


def edited(table: Table, ids: Collection[str], editing: Editing, *, grows: bool) -> Edited:
    """Return what was changed on a list.

    Args:
        table: The list as it came back.
        ids: What stood on it, made again from the store.
        editing: What is known while it is read.
        grows: Whether a row without an id is a new thing; else it is refused.
    """
    known, new = [], []
    for row in table.rows():
        if row.id:
            known += [row] if _is_there(table, row, ids, editing) else []
        elif any(plain(table.at(row.place, head.header)) for head in table.heads if head.sort in ("own", "new")):
            new.append(row)
            _tell_kind(table, row, editing.report)
            if not grows:
                editing.report.error("lists_no_new", table.where(row.place))
    for row in (moved := misplaced(table, known, ids, editing.before)):
        editing.report.error("lists_row_moved", table.where(row.place))
    known = [row for row in known if row not in moved]
    of = f"{kind_of_list(table.name)}-"
    mine = [row for row in known if row.id.startswith(of)]
    _tell_others(table, [row for row in known if not row.id.startswith(of)], editing)
    return Edited(_changes(table, mine, editing), _sheet_of_new(table, new) if new and grows else None)


def tell_left_out(names: Mapping[str, str], where: Where, report: Report) -> None:
    """Note how many things that stood on a list did not come back; that ends none of them."""
    if names:
        report.note("lists_left_out", where, found="、".join(list(names.values())[:_SHOWN]), count=len(names))


def _is_there(table: Table, row: Row, ids: Collection[str], editing: Editing) -> bool:
    """Return whether a row is one that stood on the list, once, with what stood in it; else it is reported."""
    report, where = editing.report, table.where(row.place)
    if row.id not in ids or not editing.now.knows(row.id):
        report.error("lists_no_such_row", where, found=row.id)
        return False
    if row.id in editing.seen:
        report.error("lists_twice", where, first=editing.seen[row.id])
        return False
    editing.seen[row.id] = row.number
    return tell_told(table, row, report)


def tell_told(table: Table, row: Row, report: Report, fixed: Collection[str] = ()) -> bool:
    """Report what was changed in a row though it is worked out.

    Args:
        table: The list as it came back.
        row: The row.
        report: Takes every issue.
        fixed: Columns of which none may be changed, since they say what the row is about.

    Returns:
        Whether the row is the one of its id: not where all of it was changed, or anything fixed, nor where its checks
        are gone.
    """
    if table.unchecked(row):
        report.error("lists_no_check", table.where(row.place))
        return False
    changed = table.changed(row)
    about = {head.header for head in table.heads if head.name in fixed}
    if table.moved(changed) or about & {*changed}:
        report.error("lists_row_moved", table.where(row.place))
        return False
    for head in table.heads:
        if head.header in changed:
            code = "lists_told" if head.sort == "told" else "lists_new_only"
            report.note(code, table.where(row.place, head.header), found=plain(table.at(row.place, head.header)))
    return True


def _tell_kind(table: Table, row: Row, report: Report) -> None:
    """Report a new row that says of itself that it is of another kind than its list is for."""
    head = next((one for one in table.heads if one.name == "what"), None)
    said = "" if head is None else plain(table.at(row.place, head.header))
    if head is not None and said == caption("lists.what.project", "zh"):
        report.error("lists_new_project", table.where(row.place, head.header), found=said)


def _tell_others(table: Table, rows: list[Row], editing: Editing) -> None:
    """Note what was changed in rows of things that have a list of their own."""
    for row in rows:
        own = editing.before.own(row.id)
        for head in table.heads:
            said = plain(table.at(row.place, head.header))
            if head.sort == "own" and head.name != "number" and said != plain(own.get(head.header)):
                editing.report.note("lists_other_list", table.where(row.place, head.header), found=said)


def _changes(table: Table, rows: list[Row], editing: Editing) -> list[Batch]:
    """Return the fields that were changed: a batch for each set of fields, since a batch speaks of all its columns."""
    heads = [head for head in table.heads if head.sort == "own" and head.field is not None]
    cleaned = {head: editing.cleaner.column(table.raw(head.header), _field(head)) for head in heads}
    before = {row.id: editing.before.own(row.id) for row in rows}
    found: dict[tuple[Head, ...], list[Row]] = {}
    differing = [
        (row, [head for head in heads if _differs(table, row, head, cleaned[head], before[row.id], editing)])
        for row in rows
    ]
    tell_numbers(table, differing, cleaned, editing.now, editing.report)
    for row, said in differing:
        emptied = [head for head in said if _must_stay(table, row, head)]
        for head in emptied:
            editing.report.error("lists_never_empty", table.where(row.place, head.header))
        against = [head for head in said if _conflicts(table, row, head, cleaned[head], before[row.id], editing)]
        if against:
            editing.report.skipped += 1
        elif said or editing.now.value(row.id, "until") is None:
            found.setdefault(tuple(said), []).append(row)
    for fields, some in found.items():
        for head in fields:
            _tell(table, head, [row.place for row in some], cleaned[head], editing.report)
    return [_batch(table, fields, some, cleaned) for fields, some in found.items()]


def _must_stay(table: Table, row: Row, head: Head) -> bool:
    """Return whether a cell was emptied of what a thing is known by: a load would keep it, and nobody would be told."""
    known_by = head.name in kind_of(kind_of_list(table.name)).natural_key
    return known_by and not plain(table.raw(head.header)[row.place])


def _tell(table: Table, head: Head, places: list[int], found: Cleaned, report: Report) -> None:
    """Report what is wrong with some cells of a column, and the words among them that are in no list."""
    raw = [table.raw(head.header)[place] for place in places]
    tell(report, found, raw, lambda line: table.where(places[line], head.header))


def _differs(table: Table, row: Row, head: Head, cleaned: Cleaned, before: Mapping[str, Any], editing: Editing) -> bool:
    raw = table.raw(head.header)[row.place]
    if plain(raw) == plain(before.get(head.header)):
        return False
    return raw in cleaned.wrong or cleaned.values[row.place] != editing.before.value(row.id, head.name)


def _conflicts(
    table: Table, row: Row, head: Head, cleaned: Cleaned, before: Mapping[str, Any], editing: Editing
) -> bool:
    """Return whether a changed field was changed in the ledger too, to something else; it is told then."""
    now = editing.now.value(row.id, head.name)
    if now in (editing.before.value(row.id, head.name), cleaned.values[row.place]):
        return False
    said = {"now": editing.now.own(row.id).get(head.header), "before": before.get(head.header)}
    found = plain(table.raw(head.header)[row.place])
    words = {name: plain(value) or "—" for name, value in said.items()}
    editing.report.warn("lists_conflict", table.where(row.place, head.header), found=found or "—", **words)
    return True


def _batch(table: Table, heads: tuple[Head, ...], rows: list[Row], cleaned: Mapping[Head, Cleaned]) -> Batch:
    kind = kind_of_list(table.name)
    schema = {**row_schema(kind), **ORIGIN}
    columns: dict[str, list[Any]] = {
        "key": [row.id for row in rows],
        **{head.name: [cleaned[head].values[row.place] for row in rows] for head in heads},
        "file": [table.sheet.file] * len(rows),
        "sheet": [table.sheet.name] * len(rows),
        "row": [row.number for row in rows],
    }
    frame = pl.DataFrame({name: pl.Series(values, dtype=schema[name]) for name, values in columns.items()})
    headers = {head.name: (head.header, str(table.where(0, head.header).letter)) for head in heads}
    return Batch(kind, frame, headers=headers)


def _sheet_of_new(table: Table, rows: list[Row]) -> Grid:
    """Return the new rows as a sheet of the ledger, each cell where it stood, so that issues name it."""
    heads = [head for head in table.heads if head.sort in ("own", "new")]
    last = max(row.number for row in rows)
    width = len(table.sheet.headers)
    cells: list[list[Any]] = [[""] * width for _ in range(last)]
    for head in heads:
        place = table.columns[head.header]
        cells[table.sheet.header_row - 1][place] = head.header
        for row in rows:
            cells[row.number - 1][place] = table.raw(head.header)[row.place]
    return Grid(table.sheet.file, table.sheet.name, cells, of=kind_of_list(table.name))


def _field(head: Head) -> Any:
    return head.field
