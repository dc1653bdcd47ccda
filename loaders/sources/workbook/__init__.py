"""A workbook, or CSV files, with one sheet a kind: what the template makes and people fill in.

Sheets and columns are those of the kinds. Places come first, since everything else is found by a path;
then what lies at places, then posts, then people, and in the end what speaks of all these.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from graph.errors import BadInput
from graph.rules import Vocabulary
from graph.values import cell
from graph.words.listed import Listed
from loaders.cells import Cleaner
from loaders.columns import sheet_kind
from loaders.conventions import conventions
from loaders.identities import tell_identities
from loaders.mapped import mapped
from loaders.readers import Grid, grids_of
from loaders.readers.named import called
from loaders.readers.read_oddly import tell_named_wrongly, tell_written_oddly
from loaders.reading import Context, Reading
from loaders.report import Where, issue_of
from loaders.sources.workbook.batches import (
    is_tie_sheet,
    mark_vacant,
    new_people_batch,
    thing_batch,
    tie_batch,
    tie_sheet_batch,
)
from loaders.sources.workbook.behind_doors import Behind
from loaders.sources.workbook.declarations import declared_complete, read_late
from loaders.sources.workbook.deputies import read_deputies
from loaders.sources.workbook.ends import resolve, resolve_field
from loaders.sources.workbook.keyed import Keyed
from loaders.sources.workbook.named_otherwise import kind_by_headers, left_out, tell_not_there
from loaders.sources.workbook.nothing_below import tell_nothing
from loaders.sources.workbook.order import Stage, stage, turn, waits
from loaders.sources.workbook.people import People
from loaders.sources.workbook.place_keys import Places
from loaders.sources.workbook.several import several
from loaders.sources.workbook.sheet_layout import Layout, layouts
from loaders.sources.workbook.sheet_rows import Rows, read_rows


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether any sheet is named after a kind, or has the headers of one."""
    return any(sheet_kind(grid.sheet) or kind_by_headers(grid) for grid in grids)


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return everything in the files; what is wrong with them is in the report."""
    grids = [grid for file in files for grid in _grids(file, context)]
    tell_named_wrongly(grids, context.report)
    tell_identities(grids, context.report)
    tell_written_oddly(grids, context.report)
    if context.mapping:
        grids = mapped(grids, context.mapping, context.words, context.report)
    tell_not_there(grids, left_out(context.options.get("leave_out")), context.report)
    found = _laid_out(grids, context)
    tell_nothing(grids, found, context.report)
    return _read(found, context)


def read_grids(grids: list[Grid], context: Context) -> Reading:
    """Return everything on some sheets that were read; what is wrong with them is in the report."""
    return _read(_laid_out(grids, context), context)


def _laid_out(grids: list[Grid], context: Context) -> list[Layout]:
    return layouts(grids, context.words, context.report, left_out(context.options.get("leave_out")))


def _read(found: list[Layout], context: Context) -> Reading:
    context.use(_words(found, context))
    cleaner = Cleaner(context.words, conventions().strict)
    parting = several(found, context.tables)
    sheets = [read_rows(layout, cleaner, parting, context.report) for layout in found]
    for posts in sheets:
        if posts.kind.kind == "post":
            read_deputies(posts, context.words, context.report)
    reading = Reading()
    behind = _key(sheets, context, reading)
    for sheet in sheets:
        if is_tie_sheet(sheet):
            reading.batches.append(tie_sheet_batch(sheet, context))
        else:
            reading.batches.append(thing_batch(sheet))
            reading.batches += [tie_batch(sheet, cells, context) for cells in sheet.ties]
    reading.batches[:] = map(behind.told_in_keys, reading.batches)
    return reading


def _grids(file: Path, context: Context) -> list[Grid]:
    """Return the sheets of a file; one that cannot be read is reported, and the others are read all the same."""
    try:
        return grids_of(file)
    except BadInput as error:
        context.report.add(issue_of(error, Where(called(file), error.params.get("sheet"), error.params.get("row"))))
        return []


def _key(sheets: list[Rows], context: Context, reading: Reading) -> Behind:
    """Give every row its key, in the order in which one needs the other; return what lies behind doors."""
    stages: dict[Stage, list[Rows]] = {}
    for sheet in sheets:
        stages.setdefault(stage(sheet.kind), []).append(sheet)
    Places(stages.get(Stage.PLACES, []), context).run()
    behind = Behind(context.tables, stages.get(Stage.PLACES, []), context.names.paths)
    keyed = sorted(stages.get(Stage.KEYED, []), key=lambda sheet: turn(sheet.kind.kind))
    for _, together in groupby(keyed, key=lambda sheet: turn(sheet.kind.kind)):
        Keyed(list(together), context, behind).run()
    people = People(context)
    seats = [(sheet, cells) for sheet in sheets for cells in sheet.ties if cells.other_kinds == ("person",)]
    for sheet, cells in seats:
        people.at(cells, sheet.keys)
        mark_vacant(sheet, cells, context)
    people.key_rows(stages.get(Stage.PEOPLE, []), [cells for _, cells in seats])
    for _, cells in seats:
        people.resolve_seats(cells)
    reading.batches.append(new_people_batch(one for of_name in people.new.values() for one in of_name))
    for sheet in sheets:
        read_late(sheet, [one for one in sheet.kind.fields if not waits(sheet.kind, one)], context)
    Keyed(stages.get(Stage.LATE, []), context, behind).run()
    for sheet in sheets:
        read_late(sheet, sheet.kind.fields, context)
    for sheet in sheets:
        for cells in sheet.ties:
            resolve(cells, context.names, context.report)
    for sheet in stages.get(Stage.TIES, []):
        _ends(sheet, context)
    declared_complete([sheet for sheet in sheets if not is_tie_sheet(sheet)], context, reading)
    return behind


def _ends(sheet: Rows, context: Context) -> None:
    for end in ("source", "target"):
        kinds = getattr(sheet.kind, end)
        if end in sheet.late:
            resolve_field(sheet, end, kinds, context.names, context.report)
        elif sheet.size:
            context.report.error(
                "column_missing", sheet.layout.where(), expected={"source": "起点", "target": "终点"}[end]
            )


def _words(found: list[Layout], context: Context) -> Vocabulary:
    """Return the words of the one profile that the file's roots name, else the store's; of several, all."""
    named: set[str] = set()
    titled = {text: key for key, one in context.rules.profiles.items() for text in (one.title.zh, one.title.en, key)}
    for layout in found:
        place = layout.column("profile", "place")
        column = [] if place is None else layout.sheet.columns[place]
        for row, raw in enumerate(column):
            text = cell.text(raw) if isinstance(raw, str) else None
            if text is None:
                continue
            if text in titled:
                column[row] = titled[text]  # a title is as good as the key
                named.add(titled[text])
            else:
                where: Where = layout.where(row, place)
                context.report.error("no_such_profile", where, found=text, expected=Listed(context.rules.profiles))
    known = named or set(context.tables["place"]["profile"].drop_nulls().unique().to_list())
    return context.rules.vocabulary(known.pop() if len(known) == 1 else None)
