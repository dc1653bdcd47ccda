"""与以前相比: which gaps are new since an earlier day, which were closed, and what became known or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated, Any

import polars as pl
from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import below, way_up
from api.console.asked import Asked
from api.console.choosing import norm_field, norm_said, pack_field
from api.console.downloads import sheets_as_file
from api.console.fields import FormField
from api.console.page import Page, page_router
from api.console.paging import part_of
from api.routes.requested import day
from graph.answers.coverage import CHANGES
from graph.answers.noted import sentence
from graph.forms import AnswerSheet
from graph.values.months import month_before

router = page_router()
PAGE = Page("/gaps/changes", "gaps_changes", router, ("coverage",), menu=False)
_COLUMNS = ("change", "norm", "subject", "item", "state_before", "state")


@router.get("/gaps/changes")
def gaps_changes(asked: Annotated[Asked, Depends()]) -> Response:
    """Show how the norms of a place have changed since a day."""
    compare = day("compare", asked.said("compare"))
    fields = [
        FormField("compare", asked.say("gaps.compare"), "date", [compare.isoformat()] if compare else [], (), True)
    ]
    context: dict[str, Any] = {"crumbs": way_up(asked, asked.within), "compare": compare, "earlier": _earlier(asked.on)}
    if compare is None:
        return asked.framed("gaps_changes.html", name="gaps", fields=[*fields, pack_field(asked)], **context)
    answer = answered(asked, "coverage", packs=asked.several("pack"), states=(), compare=compare)
    rows = _rows(asked, answer.frames["compared"])
    form = asked.said("as")
    said = [(change, answer.totals["compared"][change]) for change in CHANGES if answer.totals["compared"][change]]
    if form is not None:
        told = [
            asked.say("cli.coverage.compared", day=compare),
            *(f"{asked.say(f'change.{c}')} {n:,}" for c, n in said),
        ]
        return sheets_as_file(asked, f"{asked.say('page.gaps_changes')} {asked.on}", [_sheet(asked, rows)], form, told)
    part = part_of(asked, rows)
    return asked.framed(
        "gaps_changes.html",
        name="gaps",
        fields=[*fields, norm_field(asked, answer.totals["norms"]), pack_field(asked)],
        said=said,
        part=part,
        groups=[(change, list(of_change)) for change, of_change in groupby(part.items, key=lambda row: row["code"])],
        issues=[sentence(one, asked.lang, asked.called) for one in answer.issues],
        **context,
    )


def _earlier(on: date) -> list[tuple[date, str]]:
    """Return days with which somebody may want to compare."""
    first = on.replace(day=1)
    found = [(month_before(first), "month"), (on.replace(month=1, day=1), "year")]
    return [(one, f"gaps.compare.{name}") for one, name in found if one <= on - timedelta(days=1)]


def _rows(asked: Asked, compared: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the changes in words, each with the codes by which a page orders and links them."""
    norm, say = asked.said("norm"), asked.say
    found = [row for row in compared.iter_rows(named=True) if norm is None or row["norm"] == norm]
    called = below(asked, (row["subject"]["path"] for row in found if row["subject"]["kind"] == "place"))
    return [
        {
            "code": row["change"],
            "change": say(f"change.{row['change']}"),
            "id": row["norm"],
            "norm": norm_said(asked, row["norm"]),
            "key": row["subject"]["id"],
            "subject": called(row["subject"]["id"]),
            "asked": row["item"],
            "item": say.item(row["norm"], row["item"]),
            "state_before": row["state_before"],
            "state": row["state"],
        }
        for row in sorted(found, key=lambda row: CHANGES.index(row["change"]))
    ]


def _sheet(asked: Asked, rows: Sequence[dict[str, Any]]) -> AnswerSheet:
    say = asked.say

    def cell(row: dict[str, Any], column: str) -> str:
        return (row[column] and say(f"state.{row[column]}")) or "" if column.startswith("state") else row[column]

    lines = tuple(tuple(cell(row, column) for column in _COLUMNS) for row in rows)
    return AnswerSheet(
        "compared", say("page.gaps_changes"), tuple(say(f"column.{one}") for one in _COLUMNS), lines, frozenset()
    )
