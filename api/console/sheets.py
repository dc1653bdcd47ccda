"""An answer on a page: its tables in words, fifty rows a page, sorted by a column where somebody wants that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import polars as pl

from api.console.asked import PAGE, Asked
from api.console.paging import page_of
from api.rendering.thing import fields_of
from graph.answers import Answer
from graph.answers.question import Question, Table
from graph.cards.answers import totals_in_words
from graph.forms import AnswerSheet, answer_sheets
from graph.viewing import named

#: Answers of more rows are not sorted otherwise than they come: all of them would have to be put into words.
SORTED = 5000


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it.

    Attributes:
        totals: What was found in all, in words.
        sheets: Its tables, each with the rows of this page.
        count: How many rows there are in all.
        page: Which page this is, from 1.
        pages: How many there are.
        sort: The column by which rows are sorted, ``-`` before it for the greatest first; None = as they come.
        sortable: Whether they may be.
    """

    totals: Sequence[str]
    sheets: Sequence[AnswerSheet]
    count: int
    page: int
    pages: int
    sort: str | None
    sortable: bool


def shown(asked: Asked, question: Question, answer: Answer) -> Shown:
    """Return a page of an answer, with the names that whoever asks may see."""
    count = answer.rows.height
    page, pages = page_of(asked, count)
    sort, sortable = asked.said("sort"), count <= SORTED
    if sort is None or not sortable:
        part = _sliced(question, answer, (page - 1) * PAGE)
        sheets = _sheets(asked, question, named(part, asked.showing))
        return Shown(_totals(asked, answer), sheets, count, page, pages, None, sortable)
    first, *others = _sheets(asked, question, named(answer, asked.showing))
    ordered = _ordered(first, sort)[(page - 1) * PAGE :][:PAGE]
    picked = _picked(first, ordered)
    return Shown(_totals(asked, answer), [picked, *others], count, page, pages, sort, sortable)


def narrowed(sheet: AnswerSheet, columns: Sequence[str]) -> AnswerSheet:
    """Return a sheet with some of its columns, in its own order; a file has the others too."""
    kept = [at for at, one in enumerate(sheet.columns) if one in columns]
    return replace(
        sheet,
        headers=tuple(sheet.headers[at] for at in kept),
        columns=tuple(sheet.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in sheet.rows),
        right=frozenset(new for new, at in enumerate(kept) if at in sheet.right),
        keys=tuple({new: keys[at] for new, at in enumerate(kept) if at in keys} for keys in sheet.keys),
    )


def whole(asked: Asked, question: Question, answer: Answer) -> list[AnswerSheet]:
    """Return all of an answer as sheets, as for a file."""
    return _sheets(asked, question, named(answer, asked.showing))


def _sheets(asked: Asked, question: Question, answer: Answer) -> list[AnswerSheet]:
    called, field = cache(asked.called), cache(partial(_field, asked))
    return answer_sheets(question, answer, asked.words, asked.lang, called, field, whole=asked.whole_paths)


def _field(asked: Asked, key: str, name: str) -> Any:
    return fields_of(asked.whole, key, asked.showing, only=name).get(name)


def _sliced(question: Question, answer: Answer, first: int) -> Answer:
    """Return the rows of one page, and of the other tables as many: names are read of nobody else."""
    rows = answer.rows
    at = _first_ones(question.tables["rows"], rows)[first : first + PAGE]
    frames = {name: rows[at] if name == "rows" else frame.head(PAGE) for name, frame in answer.frames.items()}
    return replace(answer, make=lambda: frames)


def _first_ones(table: Table, rows: pl.DataFrame) -> list[int]:
    """Return the positions of rows with those first of which something is to be done, as in a workbook."""
    if table.first is None:
        return list(range(rows.height))
    column, codes = table.first
    place = {code: number for number, code in enumerate(codes)}
    said = rows[column].to_list()
    return sorted(range(rows.height), key=lambda at: place[said[at]])


def _totals(asked: Asked, answer: Answer) -> list[str]:
    return totals_in_words(answer, asked.rules, asked.lang)


def _ordered(sheet: AnswerSheet, sort: str) -> list[int]:
    """Return the positions of rows by a column; numbers before texts, and what is empty last."""
    column = sort.removeprefix("-")
    if column not in sheet.columns:
        return list(range(len(sheet.rows)))
    at = sheet.columns.index(column)

    def place(row: int) -> tuple[bool, float, str]:
        value = sheet.rows[row][at]
        number = isinstance(value, int | float)
        return (not number, float(value) if number else 0.0, "" if number else str(value))

    filled = [row for row in range(len(sheet.rows)) if sheet.rows[row][at] not in ("", None)]
    empty = [row for row in range(len(sheet.rows)) if sheet.rows[row][at] in ("", None)]
    return [*sorted(filled, key=place, reverse=sort.startswith("-")), *empty]


def _picked(sheet: AnswerSheet, rows: Sequence[int]) -> AnswerSheet:
    return replace(sheet, rows=tuple(sheet.rows[row] for row in rows), keys=tuple(sheet.keys[row] for row in rows))
