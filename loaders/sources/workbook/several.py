"""Several names in one cell, parted by 、 or ； or a comma or a new line, and names that hold such a mark themselves.

What is exactly a name is not parted: ``甲、乙局`` is one where something is called so, in the file or in the store. Any
name may stand between quotation marks, within which nothing is parted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from graph.errors import BadValue
from graph.kinds import field_of, things
from graph.names.quoting import parted
from graph.tables import Tables
from graph.values import cell
from graph.values.name import clean_name
from loaders.sources.workbook.sheet_layout import Layout

_MARK = re.compile(r"[、，,；;\r\n]")
_MOST = 12  # parts of one cell that are tried as one name: a longer cell is a list


class Several:
    """Parts cells that name several things.

    Example:
        >>> Several(["甲、乙局"])("甲、乙局；丙局"), Several()("甲局、乙局")
        (['甲、乙局', '丙局'], ['甲局', '乙局'])
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        """Take the names that hold a mark."""
        self._whole = frozenset(names)

    def __call__(self, text: str) -> list[str]:
        """Return the names in a cell, each once and in order."""
        return list(dict.fromkeys(part.strip() for part in self.parts(text) if part.strip()))

    def parts(self, text: str) -> list[str]:
        """Return the parts of a cell between its separators, empty ones included."""
        parts = parted(text, "next")
        if not self._whole or not 1 < len(parts) <= _MOST:
            return parts
        return list(self._joined(text, parts))

    def _joined(self, text: str, parts: list[str]) -> Iterator[str]:
        starts, at = [], 0
        for part in parts:
            at = text.index(part, at)
            starts.append(at)
            at += len(part)
        first = 0
        while first < len(parts):
            last = first
            for end in range(len(parts) - 1, first, -1):
                if self._is_name(text[starts[first] : starts[end] + len(parts[end])], parts[first], parts[end]):
                    last = end
                    break
            yield text[starts[first] : starts[last] + len(parts[last])]
            first = last + 1

    def _is_name(self, said: str, first: str, last: str) -> bool:
        """Whether parts together are a name, or a path through one that begins in the first and ends in the last."""
        starts = [0, *(at + 1 for at, sign in enumerate(first) if sign == "/")]
        shorter = len(said) - len(last)
        ends = [len(said), *(shorter + at for at, sign in enumerate(last) if sign == "/")]
        return any(said[start:end].strip() in self._whole for start in starts for end in ends)


def several(layouts: Iterable[Layout], tables: Tables) -> Several:
    """Return a splitter of cells that knows the names in a file's sheets and in a store."""
    found: set[str] = set()
    for kind in things():
        names = [one.name for one in kind.fields if one.name in _NAMES and not one.apart]
        for name in names:
            column = tables[kind.kind][name].drop_nulls()
            found.update(column.filter(column.str.contains(_MARK.pattern)).to_list())
    for layout in layouts:
        for field in _NAMES:
            place = layout.column(field)
            if place is not None and not field_of(layout.kind.kind, field).apart:
                said = set(layout.sheet.columns[place])
                found.update(one for one in said if isinstance(one, str) and _MARK.search(one))
    return Several({spelling for one in found for spelling in _spellings(one)})


_NAMES = ("name", "short_name")


def _spellings(name: str) -> Iterator[str]:
    yield name.strip()
    yield cell.narrow(name).strip()
    with suppress(BadValue):  # what is no name is told at its cell
        yield clean_name(name) or name
