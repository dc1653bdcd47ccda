"""The map of a form: which cell asks for what; a map that contradicts itself is refused with file and line.

::

    cells:
      - {sheet: 基本情况, cell: B3, label: 网格数, measure: 网格数}
      - {cell: B4, field: name}
    tables:
      - {sheet: 楼栋, rows: 5-40, each: kind=place level=building, columns: {A: {field: name}, B: {measure: 楼长数}}}
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.located import Located
from graph.rules.mistakes import Refused
from graph.words.listed import Listed
from loaders.readers.text import text_of

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_ROWS = re.compile(r"([1-9]\d{0,6})-([1-9]\d{0,6})")
_SORTS = ("measure", "field", "norm", "text")
State = Literal["met", "gap", "unknown", "not_applicable", "exempt", "all"]


class Wanted(BaseModel):
    """What a cell, or a column of a table, asks for: one of measure, field, norm and text.

    Attributes:
        label: What stands beside it, for people.
        measure: A measure, by its name or as a query.
        unit: In which unit it counts.
        field: A field of the subject, ``path``, or ``holder`` of a post.
        norm: The id of a norm, and ``state`` which of its subjects are counted.
        text: A fixed text.
        of: The subject, as a path or key; None = the place that the form is of.
        over: Write over what stands there, a formula too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str | None = None
    measure: str | None = None
    unit: str | None = None
    field: str | None = None
    norm: str | None = None
    state: State = "gap"
    text: str | None = None
    of: str | None = None
    over: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        said = [name for name in _SORTS if getattr(self, name) is not None]
        if len(said) != 1:
            raise Refused(BadRules("fill_one_of", found=Listed(said) or "rules.nothing", expected=Listed(_SORTS)))
        if self.unit is not None and self.measure is None:
            raise Refused(BadRules("fill_unit_alone"))
        return self


class CellMap(Wanted):
    """One cell of a form."""

    cell: str
    sheet: str | None = None

    @field_validator("cell")
    @classmethod
    def _cell(cls, said: str) -> str:
        if not _CELL.fullmatch(said):
            raise Refused(BadRules("fill_cell", found=said))
        return said


class TableMap(BaseModel):
    """Rows of a form, one a thing.

    Attributes:
        sheet: The sheet; None = the first.
        rows: The first and last row that may be filled, ``5-40``.
        each: A selector: which things, within the subject.
        of: The subject within which they are.
        columns: By letter, what a column asks for of each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: str
    each: str
    columns: dict[str, Wanted] = Field(min_length=1)
    sheet: str | None = None
    of: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for letters in self.columns:
            if not _COLUMN.fullmatch(letters):
                raise Refused(BadRules("fill_column", found=letters))
        found = _ROWS.fullmatch(self.rows)
        if not found or int(found[1]) > int(found[2]):
            raise Refused(BadRules("fill_rows", found=self.rows))
        return self

    @property
    def numbers(self) -> range:
        """The rows that may be filled."""
        first, _, last = self.rows.partition("-")
        return range(int(first), int(last) + 1)


class FormMap(BaseModel):
    """The map of a form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = None
    small: int = Field(default=0, ge=0)
    cells: tuple[CellMap, ...] = ()
    tables: tuple[TableMap, ...] = ()


class Plan:
    """A map that was read, with the line of each part.

    Attributes:
        form: The map.
        file: Its name.
    """

    def __init__(self, form: FormMap, located: Located) -> None:
        """Keep both."""
        self.form, self.file, self._located = form, located.file, located

    def refuse(self, code: str, *path: str | int, **params: Any) -> BadRules:
        """Return the refusal of a part of the map, with its line."""
        return self._located.refuse(code, path, **params)


def read_plan(path: Path) -> Plan:
    """Return what the map of a form says.

    Raises:
        BadInput: It cannot be read.
        BadRules: It is no YAML, contradicts itself, or two of it speak of one cell; file and line are named.
    """
    return parsed_plan(text_of(path), path.name)


def parsed_plan(text: str, file: str) -> Plan:
    """Return what the text of a map says.

    Raises:
        BadRules: As `read_plan`.

    Example:
        >>> parsed_plan("cells: [{cell: B3, measure: 网格数}]", "a.yaml").form.cells[0].measure
        '网格数'
    """
    located = Located(text, file)
    plan = Plan(located.read(FormMap), located)
    if not plan.form.cells and not plan.form.tables:
        raise plan.refuse("fill_empty")
    seen: set[tuple[str | None, str]] = set()
    for at, one in enumerate(plan.form.cells):
        if (one.sheet, one.cell) in seen:
            raise plan.refuse("fill_twice", "cells", at, found=one.cell)
        seen.add((one.sheet, one.cell))
    for at, table in enumerate(plan.form.tables):
        for letters in table.columns:
            for number in table.numbers:
                if (table.sheet, f"{letters}{number}") in seen:
                    raise plan.refuse("fill_twice", "tables", at, found=f"{letters}{number}")
                seen.add((table.sheet, f"{letters}{number}"))
    return plan
