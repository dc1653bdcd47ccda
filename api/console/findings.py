"""Lines of coverage as a page shows them: those that were asked for, in order, fifty at a time, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import polars as pl

from api.console.asked import Asked
from api.console.paging import Part, part_of
from api.rendering.thing import fields_of
from graph.answers import Answer
from graph.answers.coverage import SHOWN
from graph.answers.register import QUESTIONS
from graph.forms import AnswerSheet, answer_sheets
from graph.viewing import named

#: The columns shown on a screen; a file and the page of the line have the others.
SHORT = ("subject", "item", "short", "why", "flags", "close", "responsible", "responsible.phone")
ORDERS = ("state", "households", "since")


@dataclass(frozen=True)
class Line:
    """A line of coverage.

    Attributes:
        norm: Id of the norm.
        subject: Key of the subject.
        item: What of the subject is asked; None = the subject itself.
        state: Its state.
        said: Its cells in words, by column.
    """

    norm: str
    subject: str
    item: str | None
    state: str
    said: dict[str, Any]


def chosen(answer: Answer, states: Sequence[str], norm: str | None = None, order: str = ORDERS[0]) -> pl.DataFrame:
    """Return the lines of some states and of one norm, if wanted, in an order: by state, most households, longest."""
    rows = answer.rows.filter(pl.col("state").is_in(list(states)))
    if norm is not None:
        rows = rows.filter(pl.col("norm") == norm)
    by_state = pl.col("state").replace_strict({one: at for at, one in enumerate(SHOWN)}, return_dtype=pl.Int64)
    if order == "households":
        return rows.sort(by_state, -pl.col("households").struct.field("low").fill_null(-1), maintain_order=True)
    if order == "since":
        return rows.sort(by_state, pl.col("since"), nulls_last=True, maintain_order=True)
    return rows.sort(by_state, maintain_order=True)


def page_of(asked: Asked, answer: Answer, rows: pl.DataFrame) -> Part:
    """Return the lines of the page that the address names."""
    part = part_of(asked, range(rows.height))
    return replace(part, items=lines_of(asked, answer, rows.slice(part.first, len(part.items))))


def lines_of(asked: Asked, answer: Answer, rows: pl.DataFrame) -> list[Line]:
    """Return rows of coverage as lines in words."""
    sheet = sheet_of(asked, answer, rows)
    told = (dict(zip(sheet.columns, cells, strict=True)) for cells in sheet.rows)
    return [
        Line(row["norm"], row["subject"]["id"], row["item"], row["state"], said)
        for row, said in zip(rows.iter_rows(named=True), told, strict=True)
    ]


def sheet_of(asked: Asked, answer: Answer, rows: pl.DataFrame) -> AnswerSheet:
    """Return rows of coverage, which stand by state, as a sheet, with the names that whoever asks may see."""
    shown = named(replace(answer, make=lambda: {"rows": rows}, issues=()), asked.showing)
    called, field, whole = cache(asked.called), cache(partial(_field, asked)), asked.whole_paths
    return answer_sheets(QUESTIONS["coverage"], shown, asked.words, asked.lang, called, field, whole=whole)[0]


def _field(asked: Asked, key: str, name: str) -> Any:
    return fields_of(asked.whole, key, asked.showing, only=name).get(name)
