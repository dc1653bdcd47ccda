"""A map applied to a ledger: for each cell of the form, which thing it is about and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graph.errors import BadSelector, LinliError, NotFound
from graph.filling import Asked, Cell, Given, OfField, OfMeasure, OfNorm, OfText, Want, protected
from graph.kinds import all_kinds
from graph.names import Names
from graph.questions.reconciling.measures import units
from graph.rules import Vocabulary
from graph.words.listed import Listed
from loaders.conditions import Conditions
from loaders.filling.plan import Plan, TableMap, Wanted


@dataclass(frozen=True)
class Spot:
    """One cell of a form.

    Attributes:
        sheet: The sheet; None = the first.
        cell: Such as ``B3``.
        label: What stands beside it.
        want: What it asks for.
        subject: Row of the thing of which.
        over: Whether what stands there may be written over.
        column: The column of a table that it is in; None = it stands alone.
    """

    sheet: str | None
    cell: str
    label: str
    want: Want
    subject: int
    over: bool = False
    column: str | None = None


@dataclass(frozen=True)
class Short:
    """A table with fewer rows than there are things."""

    sheet: str | None
    rows: str
    count: int
    left: int


class Laid:
    """What a map asks of a ledger.

    Attributes:
        spots: The cells.
        short: The tables that have too few rows.
    """

    def __init__(self, plan: Plan, asked: Asked, names: Names, words: Vocabulary, subject: int) -> None:
        """Lay the map over the ledger.

        Args:
            plan: The map.
            asked: With what cells are asked.
            names: Finds subjects.
            words: The words in which measures are written.
            subject: Row of the place that the form is of.

        Raises:
            BadRules: A measure, selector, field, norm or subject is none; file and line are named.
        """
        self._plan, self._asked, self._names, self._subject = plan, asked, names, subject
        self._conditions = Conditions(names, words)
        self._words = words
        self.short: list[Short] = []
        self.spots: list[Spot] = [*self._cells(), *self._tables()]

    def given(self) -> list[Given]:
        """Return what each cell is given, in order."""
        return given_to(self.spots, self._asked)

    def _cells(self) -> Iterator[Spot]:
        for at, one in enumerate(self._plan.form.cells):
            path = ("cells", at)
            subject = self._row(one.of, *path)
            yield Spot(one.sheet, one.cell, one.label or "", self._want(one, *path), subject, one.over)

    def _tables(self) -> Iterator[Spot]:
        for at, table in enumerate(self._plan.form.tables):
            things = self._things(table, "tables", at)
            if len(things) > len(table.numbers):
                left = len(things) - len(table.numbers)
                self.short.append(Short(table.sheet, table.rows, len(things), left))
            for letters, one in table.columns.items():
                path = ("tables", at, "columns", letters)
                want, fixed = self._want(one, *path), None if one.of is None else self._row(one.of, *path)
                for number, thing in zip(table.numbers, things, strict=False):
                    subject = thing if fixed is None else fixed
                    yield Spot(
                        table.sheet, f"{letters}{number}", one.label or "", want, subject, one.over, f"{at} {letters}"
                    )

    def _things(self, table: TableMap, *path: str | int) -> list[int]:
        """Return the rows of the things of a table, in the order of the office, then by key."""
        network = self._asked.network
        try:
            selector = self._conditions.selector(table.each)
        except LinliError as error:
            raise self._plan.refuse("fill_condition", *path, "each", found=error) from None
        place = int(network.view.anchor[self._row(table.of, *path)])
        chosen = self._asked.facts.select(selector) & network.view.valid
        rows = np.flatnonzero(chosen)
        anchor = network.view.told_anchor[rows]
        inside = network.view.inside(place) if place >= 0 else np.zeros(network.view.places, dtype=bool)
        rows = rows[(anchor >= 0) & inside[anchor]]
        return sorted(map(int, rows), key=lambda row: (self._order(row), row))

    def _order(self, row: int) -> tuple[int, str]:
        network = self._asked.network
        kind = network.rows.kind_of(row)
        frame, first = network.rows.frame(kind), network.rows.block[kind][0]
        shown = frame["display_order"][row - first] if "display_order" in frame.columns else None
        return (2**31 if shown is None else int(shown), network.path(row) if row < network.view.places else "")

    def _row(self, ref: str | None, *path: str | int) -> int:
        if ref is None:
            return self._subject
        try:
            return self._asked.network.row(self._names.resolve(ref))
        except NotFound as error:
            raise self._plan.refuse("fill_condition", *path, "of", found=error) from None

    def _want(self, one: Wanted, *path: str | int) -> Want:
        if one.text is not None:
            return OfText(one.text)
        if one.field is not None:
            known = {each.name for kind in all_kinds() for each in kind.fields} | {"holder", "path"}
            if one.field not in known:
                raise self._plan.refuse("fill_field", *path, "field", found=one.field)
            return OfField(one.field)
        if one.norm is not None:
            known = {norm.id for norm in self._asked.rules.norms}
            if one.norm not in known:
                raise self._plan.refuse("fill_norm", *path, "norm", found=one.norm)
            return OfNorm(one.norm, one.state)
        return self._measure(one, *path)

    def _measure(self, one: Wanted, *path: str | int) -> OfMeasure:
        try:
            found = self._conditions.measure(str(one.measure))
        except (BadSelector, NotFound) as error:
            raise self._plan.refuse("fill_condition", *path, "measure", found=error) from None
        may = units(found)
        unit = None if one.unit is None else self._words.resolve("unit", one.unit)
        if unit is not None and unit not in may:
            expected = Listed(self._words.caption("unit", each) for each in may)
            raise self._plan.refuse("fill_unit", *path, "unit", found=one.unit, expected=expected)
        return OfMeasure(found, unit)


def given_to(spots: Sequence[Spot], asked: Asked) -> list[Given]:
    """Return what cells are given: all of a form at once, since a number can be worked out from others."""
    cells = [Cell(one.want, one.subject, one.column) for one in spots]
    return protected(asked, cells, [one.want.give(asked, one.subject) for one in spots])
