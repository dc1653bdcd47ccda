"""People found again: by home or unit, name and year of birth; their keys say nothing of them.

Whom 现任 names is looked for among the people of the file, then among those known around the post; who
is nowhere yet is new. One name written for several posts of a file is one person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from graph.errors import NotFound
from graph.keys import is_key, random_key
from graph.kinds import ties
from graph.names import Names, fold
from graph.names.not_one import ambiguous
from graph.values.mask import mask
from loaders.reading import Context
from loaders.report import Where, issue_of
from loaders.sources.workbook.ends import resolve, targets_by_row
from loaders.sources.workbook.no_person import person_name
from loaders.sources.workbook.sheet_rows import Rows
from loaders.sources.workbook.tied import TieCells

_STEPS = 2  # from a home to its building
_YEAR = re.compile(r"(.+?)[（(](\d{4})\D*[）)]$")


#: A person of the file: key, year of birth, homes and organisations.
_Listed = tuple[str, int | None, set[str]]
#: What makes two rows one person: name, year of birth, and the home, or else everything that says where they belong.
_Alike = tuple[str, int | None, frozenset[str]]


@dataclass
class NewPerson:
    """Somebody who is named for a post and is nowhere yet."""

    key: str
    name: str
    birth_year: int | None
    where: Where
    around: set[str] = field(default_factory=set)


class People:
    """Gives people their keys, and ``现任`` its persons."""

    def __init__(self, context: Context) -> None:
        """Take what is known; the posts of the file are among the names by now."""
        self._context = context
        self._names: Names = context.names
        self._sheets: dict[str, list[_Listed]] = {}
        self._claimed: set[str] = set()
        self.new: dict[str, list[NewPerson]] = {}

    def key_rows(self, sheets: list[Rows], seats: list[TieCells]) -> None:
        """Key the rows of people; ``seats`` are the columns that name people, which tell where these belong."""
        held: dict[str, set[str]] = {}
        for cells in seats:
            for line, ref in enumerate(cells.refs):
                held.setdefault(fold(_split(ref)[0]), set()).update(self._around_seat(cells, line))
        formerly: dict[str, list[_Listed]] = {}
        once: dict[_Alike, tuple[Rows, int]] = {}  # over all sheets and files: a person is one in any of them
        for sheet in sheets:
            for cells in sheet.ties:
                resolve(cells, self._names, self._context.report)
            around = targets_by_row(sheet, _of_people())
            names, years = sheet.values("name"), sheet.values("birth_year")
            homes = targets_by_row(sheet, ("lives_in",))
            alike = [
                (fold(name or ""), year, frozenset(home or mine))
                for name, year, home, mine in zip(names, years, homes, around, strict=True)
            ]
            sheet.keys = self._as_before(sheet, alike, around)
            for row in range(sheet.size):
                name = names[row]
                if name is None and sheet.given[row] is None:
                    self._context.report.required(sheet.where(row, "name"), sheet.kind.fields[0].zh)
                    continue
                mine = set(around[row])
                if (
                    name
                    and sheet.given[row] is None
                    and ((first := once.setdefault(alike[row], (sheet, row))) != (sheet, row))
                ):
                    sheet.keys[row] = self._again(sheet, row, first, mine)
                    continue
                where = sheet.where(row, "name")
                key = sheet.keys[row] or self._known(name, years[row], mine or held.get(fold(name), set()), where)
                if key is None and name and person_name(name, where, self._context.report) is None:
                    continue
                sheet.keys[row] = key = key or random_key("person")
                self._claimed.add(key)
                if name:
                    self._list(name, key, years[row], mine)
                    self._names.add_person(key, name, years[row])
                if (old := self._called.get(key)) is not None and fold(old) != fold(name or old):
                    formerly.setdefault(fold(old), []).append((key, years[row], mine))
        self._sheets = {**formerly, **self._sheets}  # whom the file renames, other cells of it may call as before

    def _as_before(self, sheet: Rows, alike: list[_Alike], around: list[list[str]]) -> list[str | None]:
        """Return the keys given, and those of known people of whom a row says just what is known.

        They come first, so that of two people of one name each is found again, in whatever order they stand.
        """
        keys = list(sheet.given)
        self._claimed.update(key for key in keys if key)
        spoken = frozenset(cells.kind.kind for cells in sheet.ties)
        whole: dict[_Alike, set[str]] = {}
        for row, same in enumerate(alike):
            if keys[row] is None and same[0]:
                whole.setdefault(same, set()).update(around[row])
        first = {same: row for row, same in reversed(list(enumerate(alike)))}
        for same, said in whole.items():
            name = sheet.at(first[same], "name")
            known = [key for key in self._names.people(name) if key in self._years and key not in self._claimed]
            found = [key for key in known if self._years[key] == same[1] and self._tied(key, spoken) == said]
            if not said:  # then only of whom nothing else is known, however many have the name
                found = [key for key in found if not self._around.get(key)]
            if len(found) == 1:
                keys[first[same]] = found[0]
                self._claimed.add(found[0])
        return keys

    def _tied(self, key: str, spoken: frozenset[str]) -> frozenset[str]:
        return frozenset(target for tie, target in self._ends.get(key, ()) if tie in spoken)

    def _again(self, sheet: Rows, row: int, first: tuple[Rows, int], mine: set[str]) -> str | None:
        """Take a row of the same name, year of birth and home as another for one person, and say so."""
        other, at = first
        where, there = sheet.where(row, "name"), other.where(at)
        name = sheet.at(row, "name")
        if other is sheet:
            self._context.report.note("one_person_two_rows", where, found=mask(name), own=name, first=str(there.row))
        else:
            said = " · ".join(filter(None, (there.file, there.sheet, str(there.row))))
            self._context.report.note("one_person_elsewhere", where, found=mask(name), own=name, first=said)
        if key := other.keys[at]:
            self._list(name, key, other.at(at, "birth_year"), mine)
        return key

    def _list(self, name: str, key: str, year: int | None, mine: set[str]) -> None:
        """Take a person of the file; one whose number stands on several rows is still one."""
        listed = self._sheets.setdefault(fold(name), [])
        known = next((one for one in listed if one[0] == key), None)
        if known:
            known[2].update(mine)
        else:
            listed.append((key, year, mine))

    def resolve_seats(self, cells: TieCells) -> None:
        """Find the people whom a column of seats names."""
        cells.targets = [self._holder(ref, cells, line) for line, ref in enumerate(cells.refs)]

    def _holder(self, ref: str, cells: TieCells, line: int) -> str | None:
        report, where = self._context.report, cells.where(line)
        if is_key(ref):
            if self._names.knows(ref) and ref.startswith("person-"):
                return ref
            report.add(issue_of(NotFound(ref=ref, candidates=""), where))
            return None
        said, year = _split(ref)
        around = self._around_seat(cells, line)
        listed = [one for one in self._sheets.get(fold(said), ()) if year is None or one[1] in (None, year)]
        if len(listed) > 1:
            listed = self._nearest(listed, around)
        if len(listed) == 1:
            return listed[0][0]
        if fold(said) in self._sheets:
            keys = [one[0] for one in self._sheets[fold(said)]]
            report.add(issue_of(ambiguous(self._names, said, keys), where))
            return None
        return self._known(said, year, around, where) or self._made(said, year, around, where)

    def _nearest(self, listed: list[_Listed], around: set[str]) -> list[_Listed]:
        """Return those who belong to what is around a seat, else who live in it, by the fewest steps up from home."""
        paths = self._names.paths
        near = [set(one[2]) for one in listed]
        for _ in range(_STEPS):
            found = [one for one, keys in zip(listed, near, strict=True) if keys & around]
            if found:
                return found
            for keys in near:
                ids = [paths.ids[key] for key in keys if key in paths.ids]
                keys.update(paths.keys[above] for one in ids for above in paths.parents(one))
        return [one for one, keys in zip(listed, near, strict=True) if keys & around]

    def _known(self, name: str, year: int | None, around: set[str], where: Where) -> str | None:
        """Return the known person of this name who belongs to any of some things."""
        years = self._years
        alike = [
            key
            for key in self._names.people(name)
            if key in years and key not in self._claimed and (year is None or years[key] in (None, year))
        ]
        found = [key for key in alike if self._around.get(key, set()) & around]
        if not found and not around and len(alike) == 1:
            found = alike
            if self._around.get(alike[0]):
                self._context.report.warn("person_by_name_only", where, found=mask(name), own=name)
        elif not found:
            found = [key for key in alike if not self._around.get(key) and (year is not None and years[key] == year)]
            if alike and not found:
                self._context.report.warn("person_of_same_name", where, found=mask(name), own=name)
        if len(found) > 1:
            self._context.report.add(issue_of(ambiguous(self._names, name, found), where, own=name))
        return next(iter(found), None)

    def _made(self, said: str, year: int | None, around: set[str], where: Where) -> str | None:
        """Return the person made for a name, once for the file."""
        of_name = self.new.setdefault(fold(said), [])
        known = next((one for one in of_name if year is None or one.birth_year in (None, year)), None)
        if known is None:
            name = person_name(said, where, self._context.report)
            if name is None:
                return None
            known = NewPerson(random_key("person"), name, year, where)
            of_name.append(known)
            self._names.add_person(known.key, name, year)
        elif not known.around & around:
            self._context.report.warn("one_name_one_person", where, found=mask(said), own=said)
        known.around |= around
        known.birth_year = known.birth_year or year
        return known.key

    def _around_seat(self, cells: TieCells, line: int) -> set[str]:
        """Return a seat, what it belongs to and answers for, and what that answers for in turn."""
        seat = self._seat_keys[id(cells)][cells.rows[line]]
        return set() if seat is None else self._spread({seat})

    def _spread(self, keys: set[str]) -> set[str]:
        targets = self._names.things.targets
        near = keys | {target for key in keys for target in targets.get(key, ())}
        return near | {target for key in near for target in targets.get(key, ())}

    def at(self, cells: TieCells, keys: list[str | None]) -> None:
        """Say which seat each row of a column is."""
        self._seat_keys[id(cells)] = keys

    @cached_property
    def _seat_keys(self) -> dict[int, list[str | None]]:
        return {}

    @cached_property
    def _years(self) -> dict[str, int | None]:
        people = self._context.tables["person"].select("key")
        personal = self._context.tables["person_personal"].select("key", "birth_year")
        rows = people.join(personal, on="key", how="left")
        return dict(zip(rows["key"].to_list(), rows["birth_year"].to_list(), strict=True))

    @cached_property
    def _ends(self) -> dict[str, list[tuple[str, str]]]:
        """By known person, the ties that have not ended, and to what."""
        found: dict[str, list[tuple[str, str]]] = {}
        for tie in _of_people():
            still = self._context.tables[tie].filter(pl.col("until").is_null())
            for source, target in still.select("source", "target").iter_rows():
                found.setdefault(source, []).append((tie, target))
        return found

    @cached_property
    def _called(self) -> dict[str, str]:
        """By known person, their name."""
        return dict(self._context.tables["person_personal"].select("key", "name").iter_rows())

    @cached_property
    def _around(self) -> dict[str, set[str]]:
        """By known person, the homes, organisations and seats they belong to, and what these answer for."""
        found: dict[str, set[str]] = {}
        for tie in _of_people():
            for source, target in self._context.tables[tie].select("source", "target").iter_rows():
                found.setdefault(source, set()).add(target)
        return {key: self._spread(around) for key, around in found.items()}


def _of_people() -> tuple[str, ...]:
    """Return the ties from people: homes, organisations and seats."""
    return tuple(tie.kind for tie in ties() if "person" in tie.source)


def _split(ref: str) -> tuple[str, int | None]:
    """Return the name and the year of birth that ``演示张一（1960）`` says."""
    dated = _YEAR.fullmatch(ref)
    return (dated[1], int(dated[2])) if dated else (ref, None)
