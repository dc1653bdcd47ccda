"""Whether a sheet seems to be a table of division codes, and which column is which: by what stands in the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadValue
from graph.rules import Vocabulary
from graph.values.code import LEVELS, clean_code
from loaders.looking.written import Looked
from loaders.readers import Grid
from loaders.readers.apart.positions import letter
from loaders.readers.habits import header_text
from loaders.sources.admin_divisions.columns import ROLES

_ROWS = 5000  # that are looked at
_HEADER_WITHIN = 10
_MOST = 0.9  # of the cells, from which on a column is of a sort
_CITY, _COUNTY, _WIDE = 4, 6, 3  # digits: of a city, of a county, of a part below it
_FEW = 12  # values of a column of levels
_NO_PARENT = frozenset({"0", "-1", "00", "000000", "root", "ROOT", "无", "-", "NULL", "null"})
_NAME_WORDS = ("名", "name")
_NUMBERS = {name: str(number) for number, name in enumerate(LEVELS.values(), 1)}


@dataclass(frozen=True)
class _Column:
    theirs: str
    cells: list[str]  # "" where blank

    @property
    def said(self) -> list[str]:
        return [one for one in self.cells if one]

    @property
    def codes(self) -> list[str | None]:
        return [_code(one) for one in self.cells]


def codes_table(grid: Grid, words: Vocabulary) -> Looked:
    """Return what each column seems to be; nothing where no column looks like codes beside one like names."""
    rows = [[_text(cell) for cell in row] for row in grid.rows[:_ROWS]]
    header = _header(rows)
    width = max(map(len, rows), default=0)
    data = [row + [""] * (width - len(row)) for row in rows[header:] if any(row)]
    heads = [header_text(one) for one in rows[header - 1]] if header else []
    heads += [""] * (width - len(heads))
    twice = {head for head, count in Counter(heads).items() if count > 1}
    columns = [
        _Column(head if head and head not in twice else letter(place), [row[place] for row in data])
        for place, head in enumerate(heads)
        if any(row[place] for row in data)
    ]
    roles, values = _roles(columns, words)
    understood = {column.theirs: role for column in columns if (role := roles.get(column.theirs))}
    strange = {column.theirs: _shown(column) for column in columns if column.theirs not in understood}
    whole = {"name"} <= set(understood.values()) and {"code", "code_part"} & set(understood.values())
    if not whole:
        return Looked(strange=strange)
    choices = [f"{role}（{said}）" for role, said in ROLES.items()]
    return Looked("admin_divisions", None, header, understood, strange, values, choices)


def _header(rows: Sequence[Sequence[str]]) -> int:
    """Return the number of the header's row: the last one before the first with digits; 0 where that is the first."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        if any(one.isdigit() for one in row):
            return place
    return 0


def _roles(columns: Sequence[_Column], words: Vocabulary) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    roles: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    code = _code_column(columns)
    if code is None:
        parts = [column for column in columns if _is_part(column)]
        if len(parts) > 1 and _mostly(_code(one) is not None for one in _joined(parts)):
            roles |= {column.theirs: "code_part" for column in parts}
    else:
        roles[code.theirs] = "code"
        _parents(columns, code, roles, values)
        _levels(columns, code, words, roles, values)
    left = [column for column in columns if column.theirs not in roles]
    names = [column for column in left if _mostly(not one.isascii() for one in column.said)]
    if names:
        best = min(names, key=lambda one: (not _named(one.theirs), _length(one.said)))
        roles[best.theirs] = "name"
    return roles, values


def _is_part(column: _Column) -> bool:
    """Return whether a column may be one part of a code: short numbers, and no levels."""
    level = "级" in column.theirs or "level" in column.theirs.lower()
    return not level and _mostly(one.isdigit() and len(one) <= _CITY for one in column.said)


def _code_column(columns: Sequence[_Column]) -> _Column | None:
    """Return the column of codes that are almost all different; of several, the one of the longest codes."""
    found = []
    for column in columns:
        codes = [one for one in column.codes if one]
        enough = len(codes) >= _MOST * len(column.cells) and len(set(codes)) >= _MOST * len(codes)
        if codes and enough and len(set(column.said)) >= _MOST * len(column.said):
            found.append((sum(map(len, codes)) / len(codes), column))
    return max(found, key=lambda one: one[0])[1] if found else None


def _parents(
    columns: Sequence[_Column], code: _Column, roles: dict[str, str], values: dict[str, dict[str, str]]
) -> None:
    own = code.codes
    parts: list[_Column] = []
    for column in columns:
        if column.theirs in roles:
            continue
        none = dict.fromkeys(set(column.said) & _NO_PARENT, "")
        pairs = [(mine, _code(one)) for mine, one in zip(own, column.cells, strict=True) if one and one not in none]
        around = [
            mine is not None and above is not None and mine.startswith(above) and mine != above for mine, above in pairs
        ]
        if pairs and _mostly(around):
            roles[column.theirs] = "parent"
            if none:
                values[column.theirs] = none
        elif pairs and _is_part(column):
            parts.append(column)
    _ids(columns, code, roles, values)
    together = [column for column in columns if column in parts or roles.get(column.theirs) == "parent"]
    if parts and len(together) > 1 and "parent_id" not in roles.values():
        joined = _joined(together)
        if _mostly((mine or "").startswith(one) for mine, one in zip(own, joined, strict=True) if one):
            roles |= {column.theirs: "parent_part" for column in together}


def _joined(parts: Sequence[_Column]) -> list[str]:
    """Return codes put together from columns, each part filled with zeros to the digits that it has there."""
    whole = [""] * len(parts[0].cells)
    for column in parts:
        whole = [
            known + (one.zfill(_WIDE if len(known) >= _COUNTY else 2) if one else "")
            for known, one in zip(whole, column.cells, strict=True)
        ]
    return whole


def _ids(columns: Sequence[_Column], code: _Column, roles: dict[str, str], values: dict[str, dict[str, str]]) -> None:
    """Find numbers of rows, and the column that names rows by them."""
    if "parent" in roles.values():
        return
    free = [column for column in columns if column.theirs not in roles and column is not code]
    for ids in free:
        known = set(ids.said)
        if len(known) < len(code.cells) or not _mostly(one.isdigit() for one in ids.said):
            continue
        for above in free:
            none = set(above.said) & _NO_PARENT - known
            named = set(above.said) - none
            if above is not ids and named and named < known:  # somebody is nobody's parent
                roles |= {ids.theirs: "id", above.theirs: "parent_id"}
                if none:
                    values[above.theirs] = dict.fromkeys(none, "")
                return


def _levels(
    columns: Sequence[_Column],
    code: _Column,
    words: Vocabulary,
    roles: dict[str, str],
    values: dict[str, dict[str, str]],
) -> None:
    """Find the column of few values, each of which goes with one length of codes."""
    for column in columns:
        if column.theirs in roles or not 0 < len(set(column.said)) <= _FEW:
            continue
        levels: dict[str, set[str]] = {}
        for mine, one in zip(code.codes, column.cells, strict=True):
            if mine and one:
                levels.setdefault(one, set()).add(_NUMBERS[LEVELS[len(mine)]])
        meant = {said: next(iter(one)) for said, one in levels.items()}
        if not meant or any(len(one) > 1 for one in levels.values()) or len(set(meant.values())) < len(meant):
            continue
        if not _tells_levels(column, meant, words):
            continue
        roles[column.theirs] = "level"
        words_known = {said: _NUMBERS.get(words.resolve("level", said), said) for said in meant}
        if other := {said: number for said, number in meant.items() if words_known[said] != number}:
            values[column.theirs] = dict(sorted(other.items()))
        return


def _tells_levels(column: _Column, meant: Iterable[str], words: Vocabulary) -> bool:
    """Return whether few values that go with levels are levels: by the header, as words, or as they come again."""
    if "级" in column.theirs or "level" in column.theirs.lower():
        return True
    if all(any(words.resolve("level", form) in _NUMBERS for form in (one, one.removesuffix("级"))) for one in meant):
        return True
    return 1 < len(set(column.said)) < len(column.said) or all(one.isdigit() for one in meant)


def _mostly(hits: Iterable[bool]) -> bool:
    found = list(hits)
    return bool(found) and sum(found) >= _MOST * len(found)


def _named(theirs: str) -> bool:
    return any(word in theirs.lower() for word in _NAME_WORDS)


def _length(said: Sequence[str]) -> float:
    return sum(map(len, said)) / max(len(said), 1)


def _shown(column: _Column) -> str:
    """Return what can be said of a column; its values only where they are few words, which are nobody's."""
    few = sorted(set(column.said))
    return "、".join(few[:_FEW]) if len(few) <= _FEW and all(len(one) <= 8 and not one.isdigit() for one in few) else ""  # noqa: PLR2004


def _code(text: str) -> str | None:
    try:
        return clean_code(text) if text else None
    except BadValue:
        return None


def _text(cell: Any) -> str:
    if cell in ("", None):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
