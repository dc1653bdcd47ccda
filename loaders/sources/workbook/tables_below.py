"""Another table below the first on one sheet: its header is told, since its rows would be read as what they are not."""

from __future__ import annotations

from functools import cache

from graph.kinds import things
from graph.rules import Vocabulary
from loaders.columns import columns_of
from loaders.readers import Grid, Sheet
from loaders.report import Report, Where
from loaders.sources.workbook.named_otherwise import kind_by_headers


def tell_tables_below(sheet: Sheet, kind: str, words: Vocabulary, report: Report) -> None:
    """Refuse each row that is the header of another kind of thing.

    A row with all the headers that a kind must have is no data: nothing is called 名称. One that repeats the headers of
    the sheet itself is left out before (``loaders.readers.sheet``).

    Args:
        sheet: The table of a sheet.
        kind: What its rows are.
        words: The words in force.
        report: Where to.
    """
    known, places = _headers(), set[int]()
    for column in sheet.columns:
        if not known.isdisjoint(column):
            places.update(place for place, one in enumerate(column) if one in known)
    for place in sorted(places):
        row = [column[place] for column in sheet.columns]
        found = kind_by_headers(Grid(sheet.file, "", [row]), words)
        if found is not None and found.kind != kind:
            report.error("table_below", Where(sheet.file, sheet.name, sheet.rows[place]), found=found.zh)


@cache
def _headers() -> frozenset[str]:
    return frozenset(column.header for kind in things() for column in columns_of(kind.kind))
