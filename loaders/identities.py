"""Identity numbers that a file held: readers empty such cells at once, and here each is named (SEMANTICS V7)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.identity import concealed, hidden, identity_in
from loaders.readers import Grid
from loaders.report import Report, Where, letter


def tell_identities(grids: Iterable[Grid], report: Report) -> None:
    """Report each cell that held an identity number; nothing of the file is written then."""
    for grid in grids:
        for row, column, shown in grid.identities:
            where = Where(grid.file, grid.sheet, row + 1, None, letter(column))
            report.error("identity_number", where, found=shown)
        if found := identity_in(grid.sheet):
            report.error("identity_number", Where(grid.file, concealed(grid.sheet)), found=hidden(found))


def tell_named_so(paths: Iterable[Path], report: Report) -> None:
    """Report each file whose name has an identity number in it: names of files are kept with what they brought."""
    for path in paths:
        if found := identity_in(path.name):
            report.error("identity_file", Where(concealed(path.name)), found=hidden(found))
