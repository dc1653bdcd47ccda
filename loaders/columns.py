"""Which headers may stand on the sheet of a kind, and what each fills: derived from the kinds.

A sheet of things takes the kind's fields by caption, alias or name, and the ties that may be
written at this end as columns: ``上级区域``; one of them with a word of its natural key said in
brackets, ``上级区域（物业）``; and the tie's own fields after a dot, ``上级·链条``. A sheet of ties
takes its two ends and its fields. Adding a kind, a field or a tie needs no change here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from graph.kinds import Field, Kind, Tie, all_kinds, field_of, kind_of, things, ties
from graph.rules import Vocabulary

KEY = "编号"
SOURCE, TARGET = "起点", "终点"
#: The labels of a row above the header that says until when the list is complete.
COMPLETE, WITHIN, CONDITION = "台账完整截至", "所在区域", "条件"
#: A sheet or a column so marked is for people; no source reads it.
ASIDE = "#"
#: What stands between the column of a tie and one of the tie's own fields.
DOT = "·"
End = Literal["source", "target"]

_SHEET = re.compile(r"(.+?)[\s_（(-]*[\d_（）()-].*")
_BRACKETS = re.compile(r"(.+?)（(.+?)）(.*)")


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        header: Its caption in Chinese.
        kind: Whose value it holds: the kind of the sheet, or a tie.
        field: The field; ``key``, ``source`` or ``target`` where it holds a key or a name of a thing.
        at: For a tie on the sheet of a thing, the end that the sheet's thing is; else None.
        fixed: Field and code of the tie that the header itself says, such as its axis.
    """

    header: str
    kind: str
    field: str
    at: End | None = None
    fixed: tuple[str, str] | None = None

    @property
    def base(self) -> str:
        """The header without the field after the dot: columns of one tie share it."""
        return self.header.partition(DOT)[0]

    @property
    def spec(self) -> Field | None:
        """The field as its kind declares it; None for keys and ends."""
        return None if self.field in ("key", "source", "target") else field_of(self.kind, self.field)


def sheet_kind(name: str) -> type[Kind] | None:
    """Return the kind that a sheet, or a CSV file, is of by its name; None where no kind is called so.

    Example:
        >>> [kind.kind for kind in map(sheet_kind, ("区域", "区域 (2)", "职务_2024", "place")) if kind]
        ['place', 'place', 'post', 'place']
        >>> sheet_kind("#说明") is None
        True
    """
    said = name.strip().casefold()
    numbered = _SHEET.fullmatch(said)
    for one in (said, numbered[1].strip() if numbered else said):
        if one in _sheet_names():
            return kind_of(_sheet_names()[one])
    return None


@cache
def _sheet_names() -> dict[str, str]:
    return {
        name.casefold(): kind.kind for kind in reversed(all_kinds()) for name in (kind.en, kind.kind, kind.zh)
    }  # a thing after a tie, so that it wins where both have one name


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of the sheet of a kind, as a template shows them.

    Example:
        >>> [column.header for column in columns_of("holds")][:3]
        ['起点', '终点', '代理']
    """
    model = kind_of(kind)
    own = [Column(one.zh, kind, one.name) for one in model.fields]
    key = Column(KEY, kind, "key")
    if issubclass(model, Tie):
        return (Column(SOURCE, kind, "source"), Column(TARGET, kind, "target"), *own, key)
    validity = [column for column in own if column.field in Kind.model_fields]
    tied = [column for tie in ties_at(kind) for column in _tie_columns(tie)]
    return (*(column for column in own if column not in validity), *tied, *validity, key)


@cache
def ties_at(kind: str) -> tuple[type[Tie], ...]:
    """Return the ties that may be written as columns on the sheet of a kind."""
    return tuple(
        tie for tie in ties() if tie.column and kind in (tie.source if tie.column_at == "source" else tie.target)
    )


def _tie_columns(tie: type[Tie]) -> list[Column]:
    other = "target" if tie.column_at == "source" else "source"
    fields = [Column(f"{tie.column}{DOT}{one.zh}", tie.kind, one.name, tie.column_at) for one in tie.fields]
    return [Column(tie.column, tie.kind, other, tie.column_at), *fields]


@cache
def _by_header(kind: str) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for column in columns_of(kind):
        one, (base, dot, _) = column.spec, column.header.partition(DOT)
        names = (column.header,) if one is None else (one.zh, *one.aliases, one.name)
        for name in names:
            found.setdefault(f"{base}{DOT}{name}" if dot else name, column)
        for also in _also(column):
            found.setdefault(f"{also}{DOT}{one.zh}" if one and dot else also, column)
    found.setdefault("key", found[KEY])
    return found


def _also(column: Column) -> tuple[str, ...]:
    """Return further headers that people use for a column of ties."""
    return getattr(kind_of(column.kind), "column_also", ()) if column.at is not None else ()


def column_named(kind: str, header: str, words: Vocabulary) -> Column | None:
    """Return the column that a header of the sheet of a kind names; None where it names none.

    Example:
        >>> from graph.rules import base_vocabulary
        >>> column_named("place", "上级区域（物业）", base_vocabulary()).fixed
        ('axis', 'property')
        >>> column_named("post", "现任·任职日期", base_vocabulary()).field
        'since'
        >>> column_named("place", "上级（物业）", base_vocabulary()).fixed
        ('axis', 'property')
        >>> column_named("venue", "面积（㎡）", base_vocabulary()).field
        'area'
    """
    known = _by_header(kind)
    if header in known:
        return known[header]
    said = _BRACKETS.fullmatch(header)
    column = known.get(f"{said[1]}{said[3]}") if said else None
    if said is None or column is None:
        return None
    if column.at is None:
        return column if _says_unit(column, said[2], words) else None
    for name in kind_of(column.kind).natural_key:
        one = next((field for field in kind_of(column.kind).fields if field.name == name), None)
        if one and one.vocabulary and words.knows(one.vocabulary, said[2]):
            return replace(column, header=header, fixed=(name, words.resolve(one.vocabulary, said[2])))
    return None


def _says_unit(column: Column, said: str, words: Vocabulary) -> bool:
    """Return whether what stands in brackets is the unit that a number is kept in anyway."""
    one = column.spec
    return one is not None and words.knows("unit", said) and words.resolve("unit", said) in one.units


def column_around(kind: str, header: str) -> str | None:
    """Return the column that a header would name without what stands in its brackets.

    Example:
        >>> column_around("venue", "面积（亩）"), column_around("venue", "楼层（层）")
        ('面积', None)
    """
    said = _BRACKETS.fullmatch(header)
    column = _by_header(kind).get(f"{said[1]}{said[3]}") if said else None
    return column.header if column else None


def thing_sheets() -> tuple[str, ...]:
    """Return the kinds that have a sheet in a workbook where ties are columns."""
    return tuple(kind.kind for kind in things())
