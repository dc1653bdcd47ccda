"""A number that a list gives to one thing, and that another one has: of two with one number none is found by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.cells import Cleaned
from loaders.lists.layout import Head
from loaders.lists.written import Written
from loaders.report import Report
from loaders.sources.lists.tables import Row, Table


def tell_numbers(
    table: Table,
    rows: Sequence[tuple[Row, Sequence[Head]]],
    cleaned: Mapping[Head, Cleaned],
    now: Written,
    report: Report,
) -> None:
    """Report numbers that are given to a thing of the list while another one of its kind has them.

    Args:
        table: The list as it came back.
        rows: Its rows of things of its kind, each with the columns in which it was changed.
        cleaned: The cells of its columns.
        now: What the ledger says now.
        report: Takes every issue.
    """
    head = next((one for one in cleaned if one.name == "number"), None)
    if head is None:
        return
    given = {row.id: cleaned[head].values[row.place] for row, changed in rows if head in changed}
    if not given:
        return
    kind = rows[0][0].id.rpartition("-")[0]
    has: dict[str, list[str]] = {}
    for key, number in {**now.numbers(kind), **given}.items():
        has.setdefault(number, []).append(key)
    for row, _ in rows:
        number = given.get(row.id)
        others = [key for key in has.get(number, ()) if key != row.id] if number else []
        if others:
            other = str(now.value(others[0], "name") or others[0])
            report.error("lists_number_taken", table.where(row.place, head.header), found=number, first=other)
