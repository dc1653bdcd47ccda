"""Recognises our own answers when somebody loads them as a ledger: an answer is output, and no source reads it back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graph.words import LANGUAGES, words
from loaders.readers.grid import Grid
from loaders.readers.json import names_early

#: An answer has its headers below its title, its place and day, its totals, and a note.
_WITHIN = 10
#: A sheet is taken for an answer's table from this many of its headers on.
_FEW = 3
#: The names that a JSON document of an answer has.
_NAMES = ("schema", "question", "revision", "totals", "rows")


def tells_answer(grid: Grid) -> bool:
    """Return whether a sheet has the headers of a table of an answer, as a workbook or a CSV file of one has them.

    Example:
        >>> tells_answer(Grid("a.csv", "a", [["由谁负责", "对象", "标准", "结果", "缺"]]))
        True
        >>> tells_answer(Grid("a.csv", "a", [["名称", "层级", "标准", "结果", "缺"]]))
        False
    """
    rows = ([one for one in row if one not in ("", None)] for row in grid.rows[:_WITHIN])
    return any(len(row) >= _FEW and _headers().issuperset(row) for row in rows if all(isinstance(x, str) for x in row))


def is_answer(path: Path, grids: Iterable[Grid] = ()) -> bool:
    """Return whether a file holds an answer: by the sheets that were read of it, or as JSON."""
    if path.suffix.lower() == ".json":
        return all(names_early(path, name) for name in _NAMES)
    return any(map(tells_answer, grids))


@cache
def _headers() -> frozenset[str]:
    return frozenset(said for lang in LANGUAGES for code, said in words(lang).items() if code.startswith("column."))
