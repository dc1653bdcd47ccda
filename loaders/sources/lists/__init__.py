"""Lists that `linli lists` wrote, filled in and back: what people changed becomes rows, and what they signed ties.

The marks of a workbook only say which list to make again, from the store at the revision that they name. A line that is
not on that list is refused, so that nobody can use a list to write what it was not given for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import BadInput, LinliError, NoSuchRevision
from graph.network import Network
from graph.tables import Tables, row_schema
from graph.viewing import outsider
from loaders.cells import Cleaner
from loaders.conventions import conventions
from loaders.identities import tell_identities
from loaders.lists.boxes import boxes_of
from loaders.lists.chosen import ids_on
from loaders.lists.layout import BOXES, LISTS, title_of
from loaders.lists.marks import SHEET, Marks, digest, read_marks
from loaders.lists.written import Written, words_of
from loaders.readers import Grid, grids_of
from loaders.readers.named import called
from loaders.readers.read_oddly import tell_named_wrongly, tell_written_oddly
from loaders.reading import Context, Reading
from loaders.receipts import is_received
from loaders.report import Where, issue_of
from loaders.sources.lists.claiming import answered
from loaders.sources.lists.edited import Editing, edited, tell_left_out
from loaders.sources.lists.fresh import Signing
from loaders.sources.lists.signed import Answer, signed
from loaders.sources.lists.tables import list_of, tables_of
from loaders.sources.workbook import read_grids

#: Which lists a workbook of each sort holds.
_HOLDS = {"lists": LISTS, "claims": ("claims",), "partner": ("asks", "own_offers")}
_KINDS = ("need", "project", "offer")


def recognises(grids: Sequence[Grid]) -> bool:
    """Return whether any sheet is a list, or has the marks of one."""
    return any(grid.sheet == SHEET or list_of(grid) for grid in grids)


def read(files: Sequence[Path], context: Context) -> Reading:
    """Return what was changed and signed in the files; what cannot be taken is in the report."""
    reading, new, signings = Reading(), list[Grid](), list[Signing]()
    then: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for file in files:
        try:
            grids = grids_of(file)
        except BadInput as error:
            context.report.add(issue_of(error, Where(called(file), error.params.get("sheet"), error.params.get("row"))))
            continue
        tell_named_wrongly(grids, context.report)
        tell_identities(grids, context.report)
        tell_written_oddly(grids, context.report)
        if (before := _read(called(file), grids, context, reading, new, signings)) is not None:
            for kind in _KINDS:
                then[kind].update(before[kind]["key"].to_list())
    reading.batches += answered(signings, context.tables, context.rules, context.report)
    if new:
        made = read_grids(new, context)
        _tell_known(made, then, context)
        reading.batches += made.batches
    return reading


def _read(
    file: str, grids: Sequence[Grid], context: Context, reading: Reading, new: list[Grid], signings: list[Signing]
) -> Tables | None:
    """Read one workbook, and return the store at the revision that it is of; None where it cannot be known."""
    report, marks = context.report, read_marks(grids)
    if marks is None or marks.what not in _HOLDS:
        report.error("lists_unmarked", Where(file))
        return None
    if marks.what == "partner" and not is_received(marks.code, marks.of, context.receipts, file, report):
        return None
    before = _earlier(marks, context, file)
    if before is None:
        return None
    if marks.what != "lists" and marks.rules != digest(context.rules.digests):
        report.error("lists_rules", Where(file))
        return None
    partner = marks.partner or None if marks.what == "partner" else None
    try:
        network = Network(before, marks.on).told(outsider("lists")).within(marks.within or None)
        boxes = [] if marks.what == "lists" else boxes_of(network, context.rules, partner)
        ids = {name: ids_on(network, name, partner) for name in _HOLDS[marks.what] if name not in BOXES}
        whose = None if partner is None else network.name(network.row(partner))
    except LinliError:
        report.error("lists_place", Where(file))
        return None
    if partner is not None:
        report.note("lists_whose", Where(file), found=whose or title_of("asks"))
    tables = tables_of(grids, _HOLDS[marks.what], report)
    words = words_of(context.rules, context.tables)
    cleaner = Cleaner(words, conventions().strict)
    then = Written(before, words_of(context.rules, before), _KINDS)
    editing = Editing(then, Written(context.tables, words, _KINDS), cleaner, report)
    for name, listed in ids.items():
        mine = [table for table in tables if table.name == name]
        editing.seen = {}
        for table in mine:
            found = edited(table, set(listed), editing, grows=marks.what == "lists")
            reading.batches += found.batches
            new += [found.new] if found.new else []
        left = {key: str(then.value(key, "name") or key) for key in listed if key not in editing.seen}
        tell_left_out(left, Where(file, mine[0].sheet.name if mine else title_of(name)), report)
    by_id, answers = {box.id: box for box in boxes}, list[Answer]()
    for table in (one for one in tables if one.name in BOXES):
        answers += signed(table, by_id, marks.on, cleaner, report)
    signings.append(Signing(answers, before, marks.on))
    return before


def _earlier(marks: Marks, context: Context, file: str) -> Tables | None:
    """Return the store at the revision that a workbook is of; one that never was is reported."""
    if marks.revision == context.tables.revision or context.earlier is None:
        return context.tables
    try:
        return context.earlier(marks.revision)
    except NoSuchRevision:
        context.report.error("lists_revision", Where(file), found=str(marks.revision))
        return None


def _tell_known(made: Reading, then: Mapping[str, set[str]], context: Context) -> None:
    """Report new rows that are something which is there already, since without an id nobody says that it is meant.

    Only what was added since, and says the same, is what this very list brought before.
    """
    for batch in made.batches:
        if batch.kind not in then:
            continue
        said = [name for name in batch.frame.columns if name in row_schema(batch.kind)]
        same = batch.frame.join(context.tables[batch.kind], on=said, how="semi", nulls_equal=True)["key"].to_list()
        stored = set(context.tables[batch.kind]["key"].to_list())
        for row in batch.frame.iter_rows(named=True):
            key = row["key"]
            if key in then[batch.kind] or (key in stored and key not in same):
                context.report.error("lists_known", batch.where(row), found=context.names.path_of(key))
