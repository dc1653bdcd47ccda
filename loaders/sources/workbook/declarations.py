"""What a workbook declares: lists complete above a header, and figures, listings and exceptions as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from graph.changes import ORIGIN
from graph.errors import LinliError
from graph.kinds import Field, column_of
from graph.names import Names
from graph.selectors import Selector, parse_measure
from graph.tables import row_schema
from graph.values import AS_OF, cell
from loaders.columns import COMPLETE, CONDITION, WITHIN
from loaders.conditions import Conditions, no_number
from loaders.identity import minted
from loaders.reading import Batch, Complete, Context, Reading
from loaders.report import Where, issue_of
from loaders.sources.workbook.ends import resolve_field, targets_by_row
from loaders.sources.workbook.sheet_layout import Declared
from loaders.sources.workbook.sheet_rows import Rows

_STEPS = 3  # from a post to its organisation, to the place
_LETTERS = {COMPLETE: "B", WITHIN: "D", CONDITION: "F"}


def read_late(sheet: Rows, fields: Iterable[Field], context: Context) -> None:
    """Clean what needs names, once: references, selectors and measures."""
    for one in fields:
        if one.name not in sheet.late or one.name in sheet.fields:
            continue
        if one.type == "reference":
            resolve_field(sheet, one.name, one.to, context.names, context.report)
        else:
            sheet.fields[one.name] = _canonical(sheet, one.name, one.value, context)


def _canonical(sheet: Rows, field: str, value: str, context: Context) -> list[Any]:
    known: dict[Any, tuple[str | None, LinliError | None, list[str]]] = {None: (None, None, [])}
    found: list[Any] = []
    for row, text in enumerate(sheet.late[field]):
        if text not in known:
            strange: list[str] = []
            try:
                conditions = Conditions(context.names, context.words, strange.append)
                known[text] = (conditions.canonical(text, value), None, strange)
            except LinliError as error:
                known[text] = (None, error, strange)
        canonical, wrong, words = known[text]
        if wrong is not None:
            context.report.add(issue_of(wrong, sheet.where(row, field)))
        for word in words:
            context.report.warn("unknown_word_kept", sheet.where(row, field), found=word)
        if value == "measure" and canonical and (summed := no_number(parse_measure(canonical))):
            context.report.warn("no_number_to_sum", sheet.where(row, field), found=summed[0], expected=summed[1])
        found.append(canonical)
    return found


class Covered:
    """Until when the lists above a sheet's header say that what it tells of a thing is complete."""

    def __init__(self, sheet: Rows, complete: list[Complete], names: Names) -> None:
        """Take the lists of a sheet whose rows have their keys."""
        self._sheet, self._complete, self._names = sheet, complete, names

    def __call__(self, thing: str) -> date | None:
        """Return the latest day of the lists that a thing of the sheet belongs to; None where it belongs to none."""
        if not self._complete:
            return None
        row, places = self._rows[thing], self._places(thing)
        return max((one.as_of for one in self._complete if self._lists(one, row, places)), default=None)

    def _lists(self, one: Complete, row: int, places: set[int]) -> bool:
        paths = self._names.paths
        within = paths.ids[one.within]
        inside = bool(places) and all(within == place or within in paths.enclosing(place) for place in places)
        return inside and all(self._says(row, name, values) for name, values in one.selector.fields.items())

    def _says(self, row: int, name: str, values: frozenset[str]) -> bool:
        said = self._sheet.at(row, column_of(self._sheet.kind.kind, name) or name)
        return name == "kind" or bool(values & set(said if isinstance(said, list) else [said]))

    def _places(self, thing: str) -> set[int]:
        """Return where a thing is: itself, or what it and its organisation answer for, serve or are located at."""
        ids, targets = self._names.paths.ids, self._names.things.targets
        near = {thing}
        if thing not in ids and thing not in targets:
            own = [cells for cells in self._sheet.ties if cells.column.at == "source"]
            near = set(targets_by_row(self._sheet, tuple(cells.kind.kind for cells in own))[self._rows[thing]])
        for _ in range(_STEPS):
            near = {one for key in near for one in ((key,) if key in ids else targets.get(key, ()))}
        return {ids[key] for key in near if key in ids}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self._sheet.keys) if key is not None}


def declared_complete(sheets: list[Rows], context: Context, reading: Reading) -> None:
    """Read the rows of 台账完整截至, each a listing; a sheet then knows until when it is complete."""
    for sheet in sheets:
        found = [one for row in sheet.layout.declared if (one := _complete(sheet, row, context))]
        sheet.as_of = Covered(sheet, found, context.names)
        reading.complete += found
    if reading.complete:
        reading.batches.append(_listings(reading.complete))


def _complete(sheet: Rows, row: Declared, context: Context) -> Complete | None:
    def where(label: str) -> Where:
        return Where(sheet.layout.sheet.file, sheet.layout.sheet.name, row.row, label, _LETTERS[label])

    def read(label: str, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except LinliError as error:
            context.report.add(issue_of(error, where(label)))
            return None

    def strange(word: str) -> None:
        context.report.warn("unknown_word_kept", where(CONDITION), found=word)

    as_of: date | None = read(COMPLETE, lambda: AS_OF.clean(row.as_of))
    place = cell.text(row.within)
    if place is None:
        context.report.error("complete_where", where(WITHIN))
        return None
    within: str | None = read(WITHIN, lambda: context.names.resolve(place, ("place",)))
    conditions = Conditions(context.names, context.words, strange)
    said: Selector | None = read(CONDITION, lambda: conditions.selector(cell.text(row.condition) or ""))
    if as_of is None or within is None or said is None:
        return None
    kind = sheet.kind.kind
    if said.get("kind") - {kind} or said.within is not None:
        context.report.error("complete_condition", where(CONDITION), found=str(said), expected=sheet.kind.zh)
        return None
    selector = Selector({**said.fields, **_levels(sheet, said), "kind": frozenset([kind])})
    return Complete(kind, selector, within, as_of, where(COMPLETE))


def _levels(sheet: Rows, said: Selector) -> dict[str, frozenset[str]]:
    """Return the levels that a sheet of places has: no others are declared complete, unless a condition names them."""
    if sheet.kind.kind != "place" or said.get("level"):
        return {}
    found = {sheet.at(row, "level") for row in range(len(sheet.keys))} - {None}
    return {"level": frozenset(found)} if found else {}


def _listings(complete: list[Complete]) -> Batch:
    frame = pl.DataFrame(
        {
            "selector": [str(one.selector) for one in complete],
            "within": [one.within for one in complete],
            "as_of": [one.as_of for one in complete],
            "file": [one.where.file for one in complete],
            "sheet": [one.where.sheet for one in complete],
            "row": [one.where.row for one in complete],
        },
        schema={name: dtype for name, dtype in {**row_schema("listing"), **ORIGIN}.items() if name in _LISTED},
    )
    keys = minted("listing", {name: frame[name] for name in ("selector", "within", "as_of")})
    return Batch("listing", frame.with_columns(keys).unique("key", maintain_order=True))


_LISTED = {"selector", "within", "as_of", *ORIGIN}
