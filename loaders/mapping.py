"""A mapping file: translates the headers and values of somebody's table into ours, so that it is read as it is.

YAML, one entry a table: which sheet it is, where its header is, their columns and values with ours beside them, and
rows to leave out::

    source: admin_divisions
    tables:
      - sheet: 区划            # left out: every sheet; of a CSV file its name without the ending
        header: 2              # its row; none: there is no header, and columns are named by letters
        columns: {区划码: code, 单位: name, 备注: }     # theirs: ours; empty: left out on purpose
        values: {pid: {"0": ""}}                        # in their column: theirs: ours
        leave_out: [{单位: [合计, 测试]}]   # rows with these values; true: all

What ours may be is the source's to say: roles of a table of codes, or headers of the sheet that ``as`` names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.rules.located import Located
from graph.words.listed import Listed
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.readers.text import text_of

_PARTS = ("source", "tables")
_TABLE = ("sheet", "as", "header", "columns", "values", "leave_out")
_LETTERS = re.compile(r"[A-Z]{1,3}")
#: The number of the header's row where there is none.
NO_HEADER = 0


@dataclass(frozen=True)
class TableMap:
    """How one table, or every table of a file, is read.

    Attributes:
        columns: Their column, by its header or its letter, and ours; None = left out on purpose.
        values: By their column, what their value is in ours; an empty text is no value.
        leave_out: Rows to leave out: those that have, in all the columns of one of these, one of the values.
        sheet: Their sheet; None = every one.
        kind: Our sheet that it is, where the source has several.
        header: The row of the header; 0 = there is none; None = looked for.
        whole: Whether the whole sheet is left out.
        line: The line of the mapping file, for messages.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    leave_out: tuple[Mapping[str, frozenset[str]], ...] = ()
    sheet: str | None = None
    kind: str | None = None
    header: int | None = None
    whole: bool = False
    line: int = 1

    @property
    def named(self) -> list[str]:
        """Every column of theirs that the mapping names, once, in its order."""
        left = [name for rows in self.leave_out for name in rows]
        return list(dict.fromkeys([*self.columns, *self.values, *left]))

    def places(self, headers: Sequence[str]) -> dict[str, int]:
        """Return the position of each column of theirs that is there, by its header, else by its letter.

        Example:
            >>> TableMap({"区划码": "code", "C": "name", "别的": None}).places(["区划码", "", ""])
            {'区划码': 0, 'C': 2}
        """
        known = {header_text(header): place for place, header in reversed(list(enumerate(headers))) if header}
        letters = {letter(place): place for place in range(len(headers))}
        found = {name: known.get(header_text(name), letters.get(name)) for name in self.named}
        return {name: place for name, place in found.items() if place is not None}


@dataclass(frozen=True)
class FileMap:
    """A mapping file.

    Attributes:
        file: Its name.
        source: The source that reads the files with it; None = not said.
        tables: Of each table, how it is read.
    """

    file: str
    source: str | None
    tables: tuple[TableMap, ...]

    def of(self, sheet: str) -> TableMap | None:
        """Return how a sheet is read: what is said of it, else of every sheet; None where nothing is."""
        for name in (sheet.strip(), None):
            for table in self.tables:
                if table.sheet == name:
                    return table
        return None

    def unmet(self, sheets: Sequence[str]) -> list[TableMap]:
        """Return the tables whose sheet is in no file."""
        there = {sheet.strip() for sheet in sheets}
        return [table for table in self.tables if table.sheet is not None and table.sheet not in there]


def read_mapping(path: Path) -> FileMap:
    """Return what a mapping file says.

    Raises:
        BadInput: It cannot be read.
        BadRules: It is no YAML, or says something that a mapping cannot; file and line are named.
    """
    return parsed_mapping(text_of(path), path.name)


def parsed_mapping(text: str, file: str) -> FileMap:
    """Return what the text of a mapping file says.

    Raises:
        BadRules: As `read_mapping`.

    Example:
        >>> found = parsed_mapping("tables: [{columns: {区划码: code, 单位: name}, header: none}]", "a.yaml")
        >>> found.tables[0].columns["单位"], found.tables[0].header
        ('name', 0)
    """
    located = Located(text, file)
    data = _mapping(located, (), _PARTS)
    tables = data.get("tables")
    if not isinstance(tables, list) or not tables:
        raise located.refuse("map_tables", ("tables",))
    found = tuple(_table(located, ("tables", place)) for place in range(len(tables)))
    for place, table in enumerate(found):
        if table.sheet in [other.sheet for other in found[:place]]:
            raise located.refuse("map_sheet_twice", ("tables", place), found=table.sheet or "—")
    return FileMap(file, _text(data.get("source")), found)


def _table(located: Located, path: tuple[str | int, ...]) -> TableMap:
    said = _mapping(located, path, _TABLE)
    leave_out = said.get("leave_out")
    whole = leave_out is True
    columns = {} if said.get("columns") is None else _mapping(located, (*path, "columns"))
    if not whole and not any(columns.values()) and said.get("as") is None:
        raise located.refuse("map_columns", path)
    values = {} if said.get("values") is None else _mapping(located, (*path, "values"))
    return TableMap(
        columns={name: _scalar(located, (*path, "columns", name), ours) for name, ours in columns.items()},
        values={name: _values(located, (*path, "values", name)) for name in values},
        leave_out=() if whole or leave_out is None else _rows(located, (*path, "leave_out")),
        sheet=_text(said.get("sheet")),
        kind=_text(said.get("as")),
        header=_header(located, (*path, "header"), said.get("header")),
        whole=whole,
        line=located.line(path),
    )


def _values(located: Located, path: tuple[str | int, ...]) -> dict[str, str]:
    found = _mapping(located, path)
    return {theirs: _scalar(located, (*path, theirs), ours) or "" for theirs, ours in found.items()}


def _rows(located: Located, path: tuple[str | int, ...]) -> tuple[dict[str, frozenset[str]], ...]:
    rows = _at(located, path)
    if not isinstance(rows, list):
        raise located.refuse("map_leave_out", path)
    found = []
    for place in range(len(rows)):
        one = _mapping(located, (*path, place))
        texts = {name: said if isinstance(said, list) else [said] for name, said in one.items()}
        at = (*path, place)
        found.append(
            {name: frozenset(_scalar(located, at, text) or "" for text in said) for name, said in texts.items()}
        )
    return tuple(one for one in found if one)


def _header(located: Located, path: tuple[str | int, ...], said: Any) -> int | None:
    if said in ("none", "无", False):
        return NO_HEADER
    if said is None or (isinstance(said, int) and not isinstance(said, bool) and said > 0):
        return said
    raise located.refuse("map_header", path, found=said)


def _mapping(located: Located, path: tuple[str | int, ...], parts: Sequence[str] = ()) -> dict[str, Any]:
    """Return the mapping at a path; with ``parts``, only these may be in it."""
    found = _at(located, path)
    if not isinstance(found, dict):
        raise located.refuse("map_mapping", path, field=".".join(map(str, path)) or "—")
    for name in found if parts else ():
        if name not in parts:
            raise located.refuse("map_part", (*path, name), found=name, expected=Listed(parts))
    return found


def _at(located: Located, path: tuple[str | int, ...]) -> Any:
    found = located.data
    for step in path:
        found = found[step]
    return found


def _scalar(located: Located, path: tuple[str | int, ...], said: Any) -> str | None:
    if isinstance(said, dict | list):
        raise located.refuse("map_value", path, field=str(path[-1]))
    return _text(said)


def _text(said: Any) -> str | None:
    return None if said is None or said == "" else str(said).strip()
