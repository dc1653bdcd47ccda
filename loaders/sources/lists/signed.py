"""What somebody signed: which line, yes or no, how much, when; a line that cannot be taken is told and left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph import today
from graph.values import FLAG
from loaders.cells import Cleaned, Cleaner, cleaned, tell
from loaders.lists.boxes import Box
from loaders.lists.layout import heads_of, plain
from loaders.report import Report, Where
from loaders.sources.lists.edited import tell_told
from loaders.sources.lists.tables import Row, Table

_UNIT = next(head.header for head in heads_of("claims") if head.name == "unit")
#: What a line to sign is about: who changes it has signed something else.
_ABOUT = ("demand", "category", "place", "giver", "offer")


@dataclass(frozen=True, eq=False)
class Answer:
    """One line that was answered.

    Attributes:
        box: The line.
        where: Where it stands.
        claimed: Whether it was claimed; else it was declined.
        quantity: How much was claimed.
        day: On which day it was signed.
        reason: Why it was declined.
    """

    box: Box
    where: Where
    claimed: bool
    quantity: int
    day: date
    reason: str | None


def signed(table: Table, boxes: Mapping[str, Box], made_on: date, cleaner: Cleaner, report: Report) -> list[Answer]:
    """Return what was answered on a list.

    Args:
        table: The list as it came back.
        boxes: The lines that stood on it by id, made again from the store.
        made_on: The day of which the list is; whoever signed without a day is taken to have signed then.
        cleaner: Cleans cells.
        report: Takes every issue.
    """
    cells = _Boxes(table, cleaner, report)
    seen: dict[str, int] = {}
    found = []
    for row in table.rows():
        if not row.id and not cells.filled(row):
            continue
        if row.id not in boxes:
            report.error(
                "lists_no_such_row" if row.id else "lists_no_new", table.where(row.place), found=row.id or None
            )
        elif row.id in seen:
            report.error("lists_twice", table.where(row.place), first=seen[row.id])
        else:
            seen[row.id] = row.number
            if tell_told(table, row, report, _ABOUT):
                found += _answer(table, row, boxes[row.id], cells, made_on, report)
    return found


def _answer(table: Table, row: Row, box: Box, cells: _Boxes, made_on: date, report: Report) -> list[Answer]:
    yes, no = cells.value(row, "claimed"), cells.value(row, "declined")
    where = table.where(row.place)
    quantity, reason = cells.value(row, "quantity"), cells.value(row, "reason")
    if not cells.filled(row) or cells.wrong(row):
        return []
    why = None
    if box.state == "claimed":
        if no or (quantity or box.quantity) != box.quantity:
            report.warn("lists_claimed", where, found=str(quantity or ""), expected=str(box.quantity))
            report.skipped += 1
        return []
    if yes and no:
        why = "lists_both"
    elif not yes and not no:
        why = "lists_no_tick"
    elif yes and not cells.value(row, "signed_by"):
        why = "lists_unsigned"
    day, last = cells.value(row, "signed_on"), max(today(), made_on)
    said = {}
    if why is None and day is not None and not made_on <= day <= last:
        why, said = "lists_signed_when", {"found": str(day), "first": str(made_on), "expected": str(last)}
    if why is not None:
        report.warn(why, where, **said)
        report.skipped += 1
        return []
    if day is None and yes:
        report.note("lists_date_assumed", where, expected=str(made_on))
    if no and not reason:
        report.note("lists_no_reason", where)
    return [Answer(box, where, bool(yes), quantity or box.quantity, day or made_on, reason)]


class _Boxes:
    """The boxes of a list, cleaned column by column; what is wrong is reported once a line."""

    def __init__(self, table: Table, cleaner: Cleaner, report: Report) -> None:
        self._table = table
        self._heads = {head.name: head for head in heads_of(table.name) if head.sort == "box"}
        self._found: dict[str, Cleaned] = {}
        self._raw: dict[str, list[Any]] = {}
        for name, head in self._heads.items():
            if head.header not in table.columns:
                report.error("column_missing", Where(table.sheet.file, table.sheet.name), expected=head.header)
                continue
            raw = self._raw[name] = table.raw(head.header)
            if name == "quantity":
                raw = self._raw[name] = [_bare(one, table.at(place, _UNIT)) for place, one in enumerate(raw)]
            if name in ("claimed", "declined"):
                self._found[name] = Cleaned(*cleaned(raw, FLAG.clean))
            elif head.field is not None:
                self._found[name] = cleaner.column(raw, head.field)
            else:
                self._found[name] = Cleaned([plain(one) or None for one in raw])
            tell(report, self._found[name], raw, _at(table, head.header))

    def value(self, row: Row, name: str) -> Any:
        """Return what a box says."""
        return self._found[name].values[row.place] if name in self._found else None

    def filled(self, row: Row) -> bool:
        """Return whether something stands in a box of a line."""
        return any(plain(self._table.at(row.place, head.header)) for head in self._heads.values())

    def wrong(self, row: Row) -> bool:
        """Return whether something in a box of a line cannot be read."""
        return any(self._raw[name][row.place] in found.wrong for name, found in self._found.items())


def _bare(said: Any, unit: Any) -> Any:
    """Return how much somebody wrote without the unit that stands on the line already: 4次 of 次.

    Example:
        >>> _bare("4 次", "次"), _bare("4箱", "次"), _bare(4, "次")
        ('4', '4箱', 4)
    """
    return said.strip().removesuffix(unit).strip() if isinstance(said, str) and isinstance(unit, str) else said


def _at(table: Table, header: str) -> Callable[[int], Where]:
    return lambda line: table.where(line, header)
