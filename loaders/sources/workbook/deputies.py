"""Rows of posts called 副书记 made what they mean: a numbered seat of rank deputy, still called so (SEMANTICS S6)."""

from __future__ import annotations

from graph.names import fold
from graph.rules import Vocabulary
from graph.rules.deputies import FIRST_DEPUTY, chief_of
from loaders.report import Report
from loaders.sources.workbook.sheet_rows import Rows


def read_deputies(sheet: Rows, words: Vocabulary, report: Report) -> None:
    """Give each post that is called the deputy of a role that role, the rank, a seat of its own and its name.

    What the row says itself stands: a number, a rank, another name. Of those in one unit without a
    number each takes the next that the sheet leaves free, so that the same sheet names the same seats.
    """
    roles = sheet.fields.get("role")
    chiefs = {row: chief for row, said in enumerate(roles or ()) if (chief := chief_of(said, words))}
    if not roles or not chiefs:
        return
    for name in ("rank", "seat", "name"):
        sheet.fields.setdefault(name, [None] * sheet.size)
    units = _units(sheet)
    taken = {(units.get(row), chiefs.get(row, roles[row]), seat) for row, seat in enumerate(sheet.fields["seat"])}
    for row, chief in chiefs.items():
        said, roles[row] = roles[row], chief
        rank, seat, name = (sheet.at(row, one) for one in ("rank", "seat", "name"))
        if seat is None:
            seat = FIRST_DEPUTY
            while (units.get(row), chief, seat) in taken:
                seat += 1
        taken.add((units.get(row), chief, seat))
        sheet.fields["rank"][row], sheet.fields["seat"][row] = rank or "deputy", seat
        sheet.fields["name"][row] = name or said
        report.note("read_as_deputy", sheet.where(row, "role"), found=said, expected=words.caption("role", chief))


def _units(sheet: Rows) -> dict[int, str]:
    """Return, by row, what the post is in, as written; of one that is in nothing, what it answers for."""
    found: dict[int, str] = {}
    for tie in ("answers_for", "post_in"):
        for cells in sheet.ties:
            if cells.kind.kind == tie:
                found.update(zip(cells.rows, map(fold, cells.refs), strict=True))
    return found
