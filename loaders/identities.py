"""Identity numbers that a file held: readers empty such cells at once, and here each is named (SEMANTICS V7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.identity import concealed, hidden, identity_in
from loaders.readers import Grid
from loaders.readers.apart.positions import letter
from loaders.report import Report, Where


def tell_identities(grids: Iterable[Grid], report: Report) -> None:
    """Report each cell that held an identity number; nothing of the file is written then."""
    for grid in grids:
        for row, column, shown in grid.identities:
            where = Where(grid.file, grid.sheet, row + 1, None, letter(column))
            report.error("identity_number", where, found=shown)
        if found := identity_in(grid.sheet):
            report.error("identity_number", Where(grid.file, concealed(grid.sheet)), found=hidden(found))


def tell_identities_in(said: Mapping[str, Any], where: Where, report: Report) -> None:
    """Report each value of an object of JSON that has an identity number in it, however deep, read or not."""
    for name, value in said.items():
        if found := next(filter(None, map(identity_in, _values(value))), None):
            report.error("identity_number", replace(where, column=concealed(name)), found=hidden(found))


def _values(said: Any) -> Iterator[Any]:
    """Yield the values in a value of JSON."""
    if isinstance(said, Mapping | list):
        for one in said.values() if isinstance(said, Mapping) else said:
            yield from _values(one)
    else:
        yield said


def tell_named_so(paths: Iterable[Path], report: Report) -> None:
    """Report each file whose name has an identity number in it: names of files are kept with what they brought."""
    for path in paths:
        if found := identity_in(path.name):
            report.error("identity_file", Where(concealed(path.name)), found=hidden(found))
