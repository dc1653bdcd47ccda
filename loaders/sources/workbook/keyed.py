"""Keys of what is not a place and not a person: organisations, teams, posts, figures and all others.

A row is first asked whether its natural key is known. Else a known thing of that name, form or seat
is taken for it if the two share a place or a parent: an organisation that is given a second place is
still the same one. What neither finds is new.
"""

from __future__ import annotations

from typing import Any

from graph.keys import public_key
from graph.kinds import Kind, things, tie_of, ties
from graph.names import Named, fold
from graph.names.named import brings, brings_else, brought, nameable, number_of, word_field
from graph.names.not_one import ambiguous
from loaders.identity import minted
from loaders.reading import Context
from loaders.report import issue_of
from loaders.sources.workbook.behind_doors import Behind
from loaders.sources.workbook.declarations import read_late
from loaders.sources.workbook.ends import resolve, targets_by_row
from loaders.sources.workbook.order import early, turn
from loaders.sources.workbook.sheet_rows import Rows


class Keyed:
    """Gives the rows of one stage their keys; what they are tied to is known by then."""

    def __init__(self, sheets: list[Rows], context: Context, behind: Behind) -> None:
        """Take the sheets of kinds of one stage."""
        self._sheets, self._context, self._behind = sheets, context, behind
        self._things, self._paths = context.names.things, context.names.paths
        self._at: dict[int, list[list[str]]] = {}
        self._ends: dict[tuple[int, str], list[list[str]]] = {}
        self._claimed: set[str] = set()
        self._leaders: dict[str, set[str]] = {}
        self._said: dict[str, dict[str, list[Any]]] = {}
        for tie in brings_else():
            for source, target in context.tables[tie].select("source", "target").iter_rows():
                self._leaders.setdefault(source, set()).add(target)

    def run(self) -> None:
        """Key every row, those with places first, and then those that only have a parent among them."""
        later: list[tuple[Rows, int]] = []
        for sheet in self._sheets:
            sheet.keys = list(sheet.given)
            self._at[id(sheet)] = self._found_at(sheet)
            if "anchor" in sheet.kind.natural_key:
                later += [
                    (sheet, row) for row in range(sheet.size) if not self._at[id(sheet)][row] and not sheet.keys[row]
                ]
        waiting = {(id(sheet), row) for sheet, row in later} | self._nowhere()
        for sheet in self._sheets:
            self._key(sheet, [(row, None) for row in range(sheet.size) if (id(sheet), row) not in waiting])
        while later:
            placed = [(sheet, row, parent) for sheet, row in later if (parent := self._parent(sheet, row))]
            if not placed:
                break
            for sheet, row, parent in placed:
                self._key(sheet, [(row, parent)])
            later = [(sheet, row) for sheet, row in later if sheet.keys[row] is None]
        for sheet, row in later:
            self._key(sheet, [(row, None)])

    def _nowhere(self) -> set[tuple[int, int]]:
        """Return the rows of what has no name whose places are all wrong: without a key they are not taken for one."""
        return {
            (id(sheet), row)
            for sheet in self._sheets
            if not {"anchor", "name"} & {*sheet.kind.natural_key}
            for cells in sheet.ties
            if cells.kind.kind in brings()
            for row, target in zip(cells.rows, cells.targets, strict=False)
            if target is None and not self._at[id(sheet)][row] and not sheet.keys[row]
        }

    def _found_at(self, sheet: Rows) -> list[list[str]]:
        """Return, by row, what the rows of a sheet are found at, as far as that has its key by now."""
        mine = turn(sheet.kind.kind)
        kept = {kind.kind for kind in things()}
        for cells in sheet.ties:
            wanted = cells.column.at == "source" or cells.kind.kind in sheet.kind.natural_key
            if wanted and all(turn(kind) < mine for kind in kept & {*cells.other_kinds}):
                resolve(cells, self._context.names, self._context.report)
        found = targets_by_row(sheet, brings())
        for one in early(sheet.kind):
            read_late(sheet, [one], self._context)
            for row, key in enumerate(sheet.values(one.name) if one.anchors else ()):
                found[row] += [key] if key and key not in found[row] else []
        return found

    def _parent(self, sheet: Rows, row: int) -> str | None:
        for cells in sheet.ties:
            if cells.kind.found_else:
                for line in cells.by_row().get(row, ()):
                    found = self._context.names.matches(cells.refs[line], cells.other_kinds)
                    if len(found) == 1:
                        return found[0]
        return None

    def _key(self, sheet: Rows, rows: list[tuple[int, str | None]]) -> None:
        if not rows:
            return
        lines = [row for row, _ in rows]
        parents = dict(rows)
        parts = {name: self._part(sheet, name, lines, parents) for name in sheet.kind.natural_key}
        numbered = self._numbers(sheet, parts)
        fresh = minted(sheet.kind.kind, parts).to_list()
        same = self._same_values(sheet.kind)
        said = list(zip(*parts.values(), strict=True)) if same else [()] * len(lines)
        known = [
            sheet.keys[row] or number or same.get(values) or self._exact(sheet, row, key, parents[row])
            for row, number, values, key in zip(lines, numbered, said, fresh, strict=True)
        ]
        self._claimed.update(key for key in known if key)
        for line, (row, old, new) in enumerate(zip(lines, known, fresh, strict=True)):
            key = old or self._alike(sheet, row, parents[row]) or self._by_name(sheet, row, parents[row])
            if key is None and new in self._things.known:
                new = self._another(sheet, row, new, [part[line] for part in parts.values()])  # noqa: PLW2901 - its next
            key = key or new
            if old is None and key == new and new in self._things.known and new not in self._claimed:
                path = self._context.names.path_of(new)
                name = sheet.at(row, "name")
                self._context.report.error("known_otherwise", sheet.where(row), found=name, path=path, key=new)
            self._take(sheet, row, key, parents[row])

    def _another(self, sheet: Rows, row: int, key: str, parts: list[Any]) -> str:
        """Return the key of a new thing, or its next: what lies behind another door may be told as lying there."""
        kind, at = sheet.kind.kind, {*self._at[id(sheet)][row]}
        numbered = number_of(kind) and sheet.at(row, number_of(kind)) is not None
        number, found = 0, key
        while found in self._things.known and at.isdisjoint(self._lies_at(kind, found)):
            if numbered or not self._behind.may_lie_behind(kind):
                return key
            number += 1
            found = public_key(kind, *parts, f"·{number}")
        return found

    def _numbers(self, sheet: Rows, parts: dict[str, list[Any]]) -> list[str | None]:
        """Return the known thing of each row's number; what has a number is told apart by that alone."""
        name = number_of(sheet.kind.kind)
        if not name:
            return [None] * len(next(iter(parts.values())))
        known: dict[Any, str] = dict(self._context.tables[sheet.kind.kind].select(name, "key").iter_rows())
        for line, number in enumerate(parts[name]):
            for other in parts if number is not None else ():
                parts[other][line] = number if other == name else None
        return [None if number is None else known.get(number) for number in parts[name]]

    def _same_values(self, kind: type[Kind]) -> dict[tuple[Any, ...], str]:
        """Return what is known of a kind that its own fields tell apart, by these, whatever its key was made of."""
        parts = [*kind.natural_key]
        if not {*parts} <= {one.name for one in kind.fields}:
            return {}
        rows = self._context.tables[kind.kind].select(*parts, "key").iter_rows()
        return {tuple(values): key for *values, key in rows}

    def _part(self, sheet: Rows, name: str, lines: list[int], parents: dict[int, str | None]) -> list[Any]:
        at = self._at[id(sheet)]
        if name == "anchor":
            return [self._anchor(sheet, row, at[row]) or parents[row] for row in lines]
        if any(tie.kind == name for tie in ties()):
            own = self._tied(sheet, name)
            if sheet.kind.kind in tie_of(name).target:  # several may give or sign it: who they are, in whatever order
                return [",".join(sorted(own[row])) or None for row in lines]
            lying = (next(iter(own[row] or at[row]), None) for row in lines)
            return [self._behind.told(sheet.kind.kind, name, place) for place in lying]
        values = sheet.values(name)
        return [values[row] for row in lines]

    def _tied(self, sheet: Rows, tie: str) -> list[list[str]]:
        known = self._ends.get((id(sheet), tie))
        if known is None:
            known = self._ends[id(sheet), tie] = targets_by_row(sheet, (tie,))
        return known

    def _anchor(self, sheet: Rows, row: int, places: list[str]) -> str | None:
        """Return where it is located, else the lowest place that holds all that it answers for or serves."""
        located = next((found[:1] for tie in _locating() if (found := self._tied(sheet, tie)[row])), None)
        ids = [self._paths.ids[key] for key in located or places if key in self._paths.ids]
        common = self._paths.common(ids) if len(ids) > 1 else next(iter(ids), None)
        return next(iter(located or places), None) if common is None else self._paths.keys[common]

    def _exact(self, sheet: Rows, row: int, key: str, parent: str | None) -> str | None:
        """Return the known thing of this natural key; where the row says no place, or it lies in none now, for sure."""
        known = self._things.known.get(key)
        nowhere = not self._at[id(sheet)][row] and parent is None
        nowhere = nowhere or (known is not None and not self._lies_at(sheet.kind.kind, key))
        found = known and self._same(sheet, row, known) and (nowhere or self._shares(sheet, row, key, parent))
        return key if found else None

    def _alike(self, sheet: Rows, row: int, parent: str | None) -> str | None:
        """Return the one known thing of this name, form or seat that shares a place or a parent with the row."""
        if "name" in sheet.kind.natural_key:
            name = sheet.at(row, "name")
            near = self._things.named(name) if name else []
        elif word_field(sheet.kind.kind):
            near = [key for target in self._at[id(sheet)][row][:1] for key in self._things.there(target)]
        else:  # nothing but its whole natural key tells one from the other
            near = []
        found = [
            key
            for key in dict.fromkeys(near)
            if key not in self._claimed and self._same(sheet, row, self._things.known[key])
        ]
        found = [key for key in found if self._shares(sheet, row, key, parent)]
        if len(found) > 1:
            error = ambiguous(self._context.names, str(sheet.at(row, "name") or ""), found)
            self._context.report.add(issue_of(error, sheet.where(row)))
        if found:
            self._claimed.add(found[0])
        return next(iter(found), None)

    def _by_name(self, sheet: Rows, row: int, parent: str | None) -> str | None:
        """Return the one known thing of this name, where the row says nothing of where it lies; told (SEMANTICS T7).

        As a place without a parent is the known one of its name: whoever deletes 编号 from a sheet that was written
        out, and has where it lies on a sheet of ties, means no second one.
        """
        parts, name = sheet.kind.natural_key, sheet.at(row, "name")
        if not {"anchor", "name"} <= {*parts} or not name or parent or self._at[id(sheet)][row]:
            return None
        alike = [key for key in self._things.named(name) if self._same(sheet, row, self._things.known[key])]
        if len(alike) != 1 or alike[0] in self._claimed:
            return None
        path = self._context.names.path_of(alike[0])
        self._context.report.note("thing_by_name", sheet.where(row, "name"), found=name, path=path)
        self._claimed.add(alike[0])
        return alike[0]

    def _same(self, sheet: Rows, row: int, known: Named) -> bool:
        """Whether a known thing has what the row's natural key says of it, its place aside."""
        word, parts = word_field(sheet.kind.kind), sheet.kind.natural_key
        if known.kind != sheet.kind.kind or (word and sheet.at(row, word.name) not in (None, known.code)):
            return False
        if "seat" in parts and sheet.at(row, "seat") != known.seat:
            return False
        if any(None not in pair and pair[0] != pair[1] for pair in self._said_of(sheet, row, known.key)):
            return False
        name = sheet.at(row, "name")
        return "name" not in parts or (bool(name) and fold(known.name or "") == fold(name))

    def _said_of(self, sheet: Rows, row: int, key: str) -> list[tuple[Any, Any]]:
        """Return what else tells things of the kind apart, number or day: the row's values and the known ones."""
        kind = sheet.kind
        names = [name for name in kind.natural_key if name in _own(kind)]
        if not names:
            return []
        if kind.kind not in self._said:
            known = self._context.tables[kind.kind].select("key", *names)
            self._said[kind.kind] = {one: values for one, *values in known.iter_rows()}
        theirs = self._said[kind.kind].get(key, [None] * len(names))
        return list(zip([sheet.at(row, name) for name in names], theirs, strict=True))

    def _shares(self, sheet: Rows, row: int, key: str, parent: str | None) -> bool:
        mine, theirs = set(self._at[id(sheet)][row]), self._lies_at(sheet.kind.kind, key)
        givers = {one for tie in brought() if tie in sheet.kind.natural_key for one in self._tied(sheet, tie)[row]}
        if givers:  # two give the same there
            return bool(givers & theirs)
        if mine & theirs or (parent and parent in self._leaders.get(key, ())):
            return True
        spoken = any(cells.kind.found_at or cells.kind.found_else for cells in sheet.ties)
        return not mine and (parent is None) and (not theirs or not spoken)

    def _lies_at(self, kind: str, key: str) -> set[str]:
        """Return what a thing is found at: where it lies, even if it is shown as lying elsewhere."""
        known = self._behind.lies_at(key) if self._behind.may_lie_behind(kind) else set()
        return known or {*self._things.targets.get(key, ())}

    def _take(self, sheet: Rows, row: int, key: str, parent: str | None) -> None:
        sheet.keys[row] = key
        self._claimed.add(key)
        kind = sheet.kind.kind
        if kind in nameable():
            word = word_field(kind)
            code = sheet.at(row, word.name) if word else None
            number = sheet.at(row, numbered) if (numbered := number_of(kind)) else None
            named = Named(key, kind, sheet.at(row, "name"), code, sheet.at(row, "seat"), number=number)
            givers = [one for tie in brought() for one in self._tied(sheet, tie)[row]]
            said = [sheet.at(row, one.name) for one in sheet.kind.fields if one.anchors and one.name in sheet.fields]
            at = [*givers, *self._at[id(sheet)][row], *(one for one in said if one)]
            self._things.add(named, at or ([parent] if parent else []))


def _own(kind: type[Kind]) -> set[str]:
    """Return the fields of a kind but its name, word and seat, which are looked at for themselves."""
    word = word_field(kind.kind)
    return {one.name for one in kind.fields} - {"name", "seat", word.name if word else ""}


def _locating() -> tuple[str, ...]:
    """Return the ties that say where a thing is by one end alone, first those that are asked first."""
    found = [
        (tie.anchors.rank, tie.kind) for tie in ties() if tie.found_at and tie.anchors and tie.anchors.by == "first"
    ]
    return tuple(kind for _, kind in sorted(found))
