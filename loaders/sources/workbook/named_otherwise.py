"""Sheets that are called like no kind: known by their headers, left out on purpose, or refused if they hold data.

``职务台账`` with the headers of posts is a sheet of posts. A sheet of no kind, such as one of projects,
is no part of what is loaded; since rows must not be lost in silence,
somebody has to say so: ``#`` before its name, the option ``leave_out``,
or a mapping file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from shlex import quote
from typing import Any
from urllib.parse import quote as in_address

from graph.kinds import Kind, things
from graph.rules import Vocabulary, base_vocabulary
from graph.values import cell
from graph.words.listed import Listed
from loaders.columns import column_named
from loaders.conventions import conventions
from loaders.readers import Grid
from loaders.readers.habits import header_text
from loaders.report import Report, Where

_HEADER_WITHIN = 40  # rows from the top in which a header is looked for
_WIDEST = 1000  # cells of a header
_LONGEST = 20  # characters of a header
_KNOWN = 2  # headers that must be the kind's, besides those that every kind has
_SHARED = frozenset({"备注", "起始日期", "截止日期", "编号", "排序号"})
_BETWEEN = re.compile(r"[、,，;；]")
_FOR_READERS = re.compile(
    r"(?:填[表报]|使用|编制|表格?)?说明|封面|目录|首页|(?:数据)?字典|readme|notes?|wpsreserved.*|_.*", re.IGNORECASE
)
#: Names that no command line takes apart.
_PLAIN = re.compile(r"[\w.、，-]+")


def left_out(said: object) -> frozenset[str]:
    """Return the sheets that the option ``leave_out`` names, as `is_left_out` compares them.

    Example:
        >>> sorted(left_out("共建项目、微 心愿"))
        ['共建项目', '微心愿']
    """
    return _parts(cell.text(said) or "")


def is_left_out(name: str, said: Collection[str]) -> bool:
    """Return whether a sheet is one of those to leave out, or is by its name for people to read."""
    return is_named(name, said) or bool(_FOR_READERS.fullmatch(_plain(name)))


def as_typed(name: str) -> dict[str, str]:
    """Return the name of a sheet as it is typed into a command line and into an address; mostly as it is.

    Example:
        >>> as_typed("共建项目"), as_typed("表 1&2")
        ({'quoted': '共建项目', 'escaped': '共建项目'}, {'quoted': "'表 1&2'", 'escaped': '表%201%262'})
    """
    escaped = "".join(in_address(one) if one.isascii() else one for one in name)
    return {"quoted": name if _PLAIN.fullmatch(name) else quote(name), "escaped": escaped}


def tell_not_there(grids: Iterable[Grid], said: Collection[str], report: Report) -> None:
    """Warn of each sheet that is to be left out and is in none of the files: its name may be written otherwise."""
    there = list(dict.fromkeys(grid.sheet for grid in grids))
    for name in sorted(set(said).difference(*map(_parts, there))):
        report.warn("leave_out_not_there", Where(), found=name, expected=Listed(there))


def is_named(name: str, said: Collection[str]) -> bool:
    """Return whether a sheet is one of those that the option ``leave_out`` names, also one with a mark in its name."""
    parts = _parts(name)
    return bool(parts) and parts <= frozenset(said)


def kind_by_headers(grid: Grid, words: Vocabulary | None = None) -> type[Kind] | None:
    """Return the kind of thing whose headers a sheet has; None where it has those of none, or of several alike.

    It has them where one of its first rows has all that the kind requires, and more headers that are the kind's
    than others.
    """
    rows = [texts for row in grid.rows[:_HEADER_WITHIN] if (texts := _texts(row))]
    found = [(score, kind) for kind in things() if (score := _score(rows, kind, words or base_vocabulary()))]
    best = max((score for score, _ in found), default=0)
    kinds = [kind for score, kind in found if score == best]
    named = [kind for kind in kinds if kind.zh in grid.sheet] if len(kinds) > 1 else kinds
    return named[0] if len(named) == 1 else None


def has_data(grid: Grid) -> bool:
    """Return whether a sheet is a table: rows below others, in more than one column or under a header that we know."""
    filled = [sum(one not in ("", None) for one in row) for row in grid.rows]
    return sum(map(bool, filled)) > 1 and (max(filled) > 1 or any(_says_header(row) for row in grid.rows[:-1]))


def is_header(text: str) -> bool:
    """Return whether the sheet of any kind of thing has a column that is called so."""
    return bool(text) and any(column_named(kind.kind, text, base_vocabulary()) for kind in things())


def _says_header(row: list[Any]) -> bool:
    return any(is_header(header_text(one)) for one in row if isinstance(one, str) and len(one) < _LONGEST)


def _texts(row: list[Any]) -> list[str]:
    """Return the texts of a row as a header; empty for a row with more cells than any header has."""
    said = [one for one in row if isinstance(one, str) and one]
    return [] if len(said) > _WIDEST else [text for one in said if (text := header_text(one))]


def _score(rows: list[list[str]], kind: type[Kind], words: Vocabulary) -> int:
    """Return how many headers of a kind the best row has; 0 where none has all that must be there."""
    required = {one.name for one in kind.fields if one.required} - conventions().defaults.get(kind.kind, {}).keys()
    best = 0
    for texts in rows:
        columns = {text: column for text in texts if (column := column_named(kind.kind, text, words)) is not None}
        own = {column.field for column in columns.values() if column.kind == kind.kind and column.at is None}
        telling = [text for text, column in columns.items() if column.header not in _SHARED]
        if required <= own and len(telling) >= _KNOWN and 2 * len(columns) > len(texts):
            best = max(best, len(columns))
    return best


def _parts(said: str) -> frozenset[str]:
    return frozenset(name for one in _BETWEEN.split(said) if (name := _plain(one)))


def _plain(name: str) -> str:
    return "".join(cell.narrow(name).split())
