"""Keys of places: a place is known by its parent's key, and its parent by a path that may lead through the file.

Rows get their keys in rounds, from what is known downwards: each round resolves the parents that can be
resolved, keys their rows, and lets these be found in the next. In the end every path is looked up once
more, when all is known, so that one which only then means several things is told.

The rows of all sheets are numbered through, and every column is one list over them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from typing import Any

from graph.names import fold
from graph.names.not_one import ambiguous
from graph.names.quoting import parted
from loaders.identity import minted
from loaders.reading import Context
from loaders.report import Where, issue_of
from loaders.sources.workbook.bare_names import tell_bare_names
from loaders.sources.workbook.ends import tell
from loaders.sources.workbook.sheet_rows import Rows
from loaders.sources.workbook.tied import TieCells

_PARENT = "part_of"
_AXES = (None, "property", "territory")  # which parent the natural key takes, where there are several


class Places:
    """Gives the rows of places their keys, and their ``part_of`` its targets."""

    def __init__(self, sheets: list[Rows], context: Context) -> None:
        """Take the sheets of places of a file."""
        self._sheets, self._context = sheets, context
        self._names, self._report = context.names, context.report
        self._first = [0, *accumulate(sheet.size for sheet in sheets)]
        self._name, self._short = self._column("name"), self._column("short_name")
        self._code, self._source = self._column("code"), self._column("code_source")
        self._level = self._column("level")
        self._keys: list[str | None] = [None] * self._first[-1]
        self._above: list[tuple[str, ...]] = [()] * self._first[-1]
        self._users: dict[str, list[int]] = {}
        self._natural: dict[str, list[int]] = {}
        self._resolved: dict[str, str] = {}
        stored = context.tables["place"].select("key", "code", "code_source", "level")
        self._levels = dict(stored.select("key", "level").iter_rows())
        self._stored = set(self._levels)
        self._coded = {(code, source): key for key, code, source, _ in stored.drop_nulls("code").iter_rows()}
        self._has_code = set(self._coded.values())

    def run(self) -> None:
        """Key every row; report those whose parent is not found."""
        roots = [row for sheet in range(len(self._sheets)) for row in self._prepare(sheet)]
        known = [self._known_as(row) for row in roots]
        by_name = list(self._found_by_name(roots, known))
        self._settle(roots, [None] * len(roots), known)
        gaps = False
        while unresolved := [ref for ref in self._users if ref not in self._resolved]:
            found = self._resolve(unresolved, gaps=gaps)
            if not found and gaps:
                break
            gaps = not found
            for ref in found:
                self._link(ref)
            self._key([(row, self._resolved[ref]) for ref in found for row in self._natural.pop(ref, ())])
        for sheet, first in zip(self._sheets, self._first, strict=False):
            sheet.keys = self._keys[first : first + sheet.size]
        self._finish()
        where = partial(self._where, name="name")
        tell_bare_names(by_name, self._name, self._level, self._keys, where, self._names, self._report)

    def _column(self, name: str) -> list[Any]:
        return [value for sheet in self._sheets for value in sheet.values(name)]

    def _where(self, row: int, name: str) -> Where:
        sheet = bisect_right(self._first, row) - 1
        return self._sheets[sheet].where(row - self._first[sheet], name)

    def _prepare(self, position: int) -> Iterator[int]:
        """Note what each row of a sheet says of its parents; yield those that are to be keyed without one."""
        sheet, first = self._sheets[position], self._first[position]
        natural: list[str | None] = [None] * sheet.size
        rank = [len(_AXES)] * sheet.size
        for cells in _parents(sheet):
            axes = cells.values.get("axis")
            for line, (row, ref) in enumerate(zip(cells.rows, cells.refs, strict=True)):
                self._above[first + row] += (ref,)
                self._users.setdefault(ref, []).append(first + row)
                preferred = _AXES.index(axes[line]) if axes and axes[line] in _AXES else 0
                if preferred < rank[row]:
                    natural[row], rank[row] = ref, preferred
        for row, above in enumerate(natural):
            number = first + row
            known = sheet.given[row] or self._coded.get((self._code[number], self._source[number]))
            if known:
                self._take(number, known)
            elif self._name[number] is None:
                self._report.required(self._where(number, "name"), sheet.kind.fields[0].zh)
            elif above is not None:
                self._natural.setdefault(above, []).append(number)
            else:
                yield number

    def _known_as(self, row: int) -> list[str]:
        """Return the known places that a row without a parent may be, of its level if there are such (SEMANTICS T4).

        Where the row gives no code, a place that lies in another counts too: roots come first, unless the sheet
        speaks of no parents at all.
        """
        paths = self._names.paths
        found = [one for one in paths.called(self._name[row]) if paths.keys[one] in self._stored]
        roots = [one for one in found if not paths.parents(one)]
        if self._code[row]:
            return [paths.keys[one] for one in roots]
        alike = [one for one in found if self._level[row] in (None, self._levels[paths.keys[one]])]
        if any(_parents(self._sheets[bisect_right(self._first, row) - 1])):
            found = [one for one in alike if one in roots] or alike or roots
        else:
            found = alike or found
        return [paths.keys[one] for one in found]

    def _found_by_name(self, rows: list[int], known: list[list[str]]) -> Iterator[int]:
        """Yield the rows without a parent, in a sheet that speaks of parents, that are a place which has one."""
        paths = self._names.paths
        for row, keys in zip(rows, known, strict=True):
            silent = not self._code[row] and any(_parents(self._sheets[bisect_right(self._first, row) - 1]))
            if silent and len(keys) == 1 and paths.parents(paths.ids[keys[0]]):
                yield row

    def _resolve(self, refs: list[str], *, gaps: bool) -> list[str]:
        """Return the paths that have come to mean one place; one with gaps last where a row of its name still waits."""
        paths = self._names.paths
        found = []
        if gaps:
            waiting = {fold(self._name[row]) for rows in self._natural.values() for row in rows}
            sure = [ref for ref in refs if fold(parted(ref, "below")[-1]) not in waiting]
            if len(sure) < len(refs) and (found := self._resolve(sure, gaps=True)):
                return found
        for ref in refs:
            ids = paths.find(ref) or (paths.find_with_gaps(ref) if gaps else ())
            key = paths.keys[ids[0]] if len(ids) == 1 else ref if ref in paths.ids else None
            if key is not None:
                self._resolved[ref] = key
                found.append(ref)
        return found

    def _key(self, rows: list[tuple[int, str]]) -> None:
        """Key rows whose parent is known: what is known by their name below it, or something new."""
        paths, keys = self._names.paths, self._names.paths.keys
        there = []
        for row, parent in rows:
            below = paths.children(paths.ids[parent])
            there.append([keys[one] for one in below.get(fold(self._name[row]), ())] if below else [])
        self._settle([row for row, _ in rows], [parent for _, parent in rows], there)

    def _settle(self, rows: list[int], parents: list[str] | list[None], there: list[list[str]]) -> None:
        """Give rows the key of the place that they may be, or a new one."""
        if not rows:
            return
        codes = [self._code[row] for row in rows]
        parts: dict[str, list[Any]] = {
            "code": codes,
            "code_source": [self._source[row] if code else None for row, code in zip(rows, codes, strict=True)],
            "parent": [None if code else parent for code, parent in zip(codes, parents, strict=True)],
            "name": [None if code else self._name[row] for row, code in zip(rows, codes, strict=True)],
        }
        exactly = self._spelled_so(rows, there)
        claimed = {keys[0] for keys in exactly if len(keys) == 1}
        fresh = minted("place", parts).to_list()
        for row, code, same, so, new in zip(rows, codes, there, exactly, fresh, strict=True):
            alike = so or [key for key in same if key not in claimed]
            if code:  # a known place of that name may get its code now; one with another code is another place
                alike = [key for key in alike if key not in self._has_code and key in self._stored]
            if len(alike) > 1:
                self._report.add(issue_of(ambiguous(self._names, self._name[row], alike), self._where(row, "name")))
            elif not alike and new in self._stored:
                where, path = self._where(row, "name"), self._names.path_of(new)
                self._report.error("known_otherwise", where, found=self._name[row], path=path, key=new)
            self._take(row, alike[0] if alike else new)

    def _spelled_so(self, rows: list[int], there: list[list[str]]) -> list[list[str]]:
        """Return of the places that rows may be those whose name is exactly theirs."""
        paths = self._names.paths
        return [
            [key for key in keys if paths.names[paths.ids[key]] == self._name[row]]
            for row, keys in zip(rows, there, strict=True)
        ]

    def _take(self, row: int, key: str) -> None:
        self._keys[row] = key
        parents = [self._resolved[ref] for ref in self._above[row] if ref in self._resolved]
        self._names.add_place(key, [one for one in (self._name[row], self._short[row]) if one], parents)

    def _link(self, ref: str) -> None:
        """Put rows that have their key already below a parent that is known only now."""
        for row in self._users[ref]:
            key = self._keys[row]
            if key is not None:
                self._names.add_place(key, (), [self._resolved[ref]])

    def _finish(self) -> None:
        """Look every path up again, now that all places are known, and report those that do not mean one."""
        refs = list(self._users)
        found, wrong = self._names.resolve_many(refs, ("place",), typed=True)
        waiting = {fold(self._name[row]): ref for ref, rows in self._natural.items() for row in rows}
        self._report.refused.update(waiting)
        for ref, key in zip(refs, found, strict=True):
            if key is not None and self._resolved.get(ref, key) != key:
                wrong[ref] = ambiguous(self._names, ref, [self._resolved[ref], key])
        targets = dict(zip(refs, found, strict=True))
        for sheet in self._sheets:
            for cells in _parents(sheet):
                cells.targets = [None if ref in wrong else targets[ref] for ref in cells.refs]
                for line, ref in enumerate(cells.refs) if wrong else ():
                    if ref not in wrong:
                        continue
                    if not self._names.paths.find(ref) and _circles(ref, waiting):
                        self._report.error("place_cycle", cells.where(line), found=ref)
                    else:
                        tell(wrong[ref], ref, ("place",), cells.where(line), self._names, self._report)
                self._agree(sheet, cells)

    def _agree(self, sheet: Rows, cells: TieCells) -> None:
        """A row that gives a code and a parent with a name must mean one place by both."""
        codes, names = sheet.fields.get("code"), sheet.values("name")
        if codes is None:
            return
        paths = self._names.paths
        for row, parent in zip(cells.rows, cells.targets, strict=True):
            if not codes[row] or not names[row] or parent is None or sheet.keys[row] is None:
                continue
            below = paths.children(paths.ids[parent]).get(fold(names[row]), ())
            others = {paths.keys[one] for one in below} - {sheet.keys[row]} - self._has_code
            for other in sorted(others & self._stored):
                where, path = sheet.where(row, "code"), self._names.path_of(other)
                self._report.error("place_disagrees", where, found=codes[row], path=path, key=other)


def _circles(ref: str, waiting: dict[str, str]) -> bool:
    """Whether a path that leads to nothing leads to rows that wait for each other, not to one that waits in vain."""
    name, seen = fold(ref.rpartition("/")[2]), set[str]()
    while name in waiting and name not in seen:
        seen.add(name)
        name = fold(waiting[name].rpartition("/")[2])
    return name in seen


def _parents(sheet: Rows) -> Iterator[TieCells]:
    return (cells for cells in sheet.ties if cells.kind.kind == _PARENT)
