"""A first mapping of a file, written by looking at it: what its columns seem to be, for somebody to correct."""

from __future__ import annotations

from pathlib import Path

from graph.rules import Vocabulary
from loaders.columns import ASIDE
from loaders.looking.codes import codes_table
from loaders.looking.orders import orders_table
from loaders.looking.sheets import kind_sheet
from loaders.looking.written import Looked, written
from loaders.readers import Grid, files_of, grids_of


def first_mapping(path: Path, words: Vocabulary) -> str:
    """Return the text of a mapping file; what was not understood stands in it as comments.

    Raises:
        BadInput: The file cannot be read.
    """
    found: list[tuple[Grid, Looked]] = []
    for file in files_of(path):
        found += [(grid, _looked(grid, words)) for grid in grids_of(file) if any(map(any, grid.rows))]
    sources = [one.source for grid, one in found if one.source and not grid.sheet.startswith(ASIDE)]
    source = max(set(sources), key=sources.count) if sources else "workbook"
    return written(path.name, source, [(grid.sheet, one) for grid, one in found if not grid.sheet.startswith(ASIDE)])


def _looked(grid: Grid, words: Vocabulary) -> Looked:
    """Return what a sheet seems to be: ours by its name, orders or codes, else ours by its headers."""
    named = kind_sheet(grid, words, named=True)
    if named.source:
        return named
    orders = orders_table(grid)
    if orders.source:
        return orders
    codes = codes_table(grid, words)
    return codes if codes.source else kind_sheet(grid, words, named=False)
