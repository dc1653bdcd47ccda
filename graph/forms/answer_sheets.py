"""An answer as sheets: each table that the question declares, in the columns that it says are for paper, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.cells import BAND
from graph.answers.grid import cell_said, grids_of
from graph.answers.noted import sentence
from graph.answers.question import Question, Table
from graph.cards.cells import TENTHS, Cells
from graph.names.shared import shared
from graph.rules import Rules
from graph.words import caption

Row = Mapping[str, Any]


@dataclass(frozen=True)
class AnswerSheet:
    """One table as people read it.

    Attributes:
        name: Its name in the answer: ``rows``, ``load``.
        title: What it is called.
        headers: Its columns.
        rows: The cells: texts, and numbers where they are known exactly.
        right: Positions of the columns of numbers.
        below: The place that all paths on it lie in; empty where there is none.
        columns: What each column is called in the answer; none of a sheet that is no table of it.
        keys: Of each row, by position of a cell, the key of the thing that the cell names.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    right: frozenset[int]
    below: str = ""
    columns: tuple[str, ...] = ()
    keys: tuple[Mapping[int, str], ...] = ()


def answer_sheets(
    question: Question,
    answer: Answer,
    rules: Rules,
    lang: str,
    called: Callable[[str], str],
    field: Callable[[str, str], Any],
    most: int | None = None,
    *,
    whole: bool = False,
) -> list[AnswerSheet]:
    """Return the tables of an answer, then its issues; of the tables without rows only the first.

    Args:
        question: What was asked, as it declares itself.
        answer: The answer, with the names that its reader may see.
        rules: The words of norms, slots and roles.
        lang: ``zh`` or ``en``.
        called: What a thing is called, by its key.
        field: What a field of a thing says, by its key and the name of the field; None where nothing.
        most: So many things at most are named that one reason is about; None = all.
        whole: Whether each path is told from its beginning, for a program: nothing above a table says what all lie in.
    """
    found = []
    for name, frame in answer.frames.items():
        table = question.tables.get(name)
        if frame.height or name == "rows":
            declared = table or Table({}, ())
            found.append(_sheet(question, declared, name, frame, rules, lang, called, field, most, whole=whole))
            if table is not None and table.grid is not None:
                found += _grids(name, list(frame.iter_rows(named=True)), table.grid, rules, lang, called, whole=whole)
    if answer.issues:
        said = [(sentence(one, lang, called),) for one in answer.issues]
        title = caption("forms.issues", lang)
        found.append(AnswerSheet("issues", title, (title,), tuple(said), frozenset()))
    return found


def _grids(
    name: str,
    rows: Sequence[Row],
    columns: tuple[str, str],
    rules: Rules,
    lang: str,
    called: Callable[[str], str],
    *,
    whole: bool,
) -> Iterator[AnswerSheet]:
    """Yield a table as grids, one a norm, in each cell how many give it, and who where that is one."""
    cells = Cells(rules, lang)

    def said(row: Row) -> str:
        who = called(row["who"][0]["id"]) if row["flags"] == ["single"] else ""
        number = cell_said(row, lang)
        return caption("picture.named", lang, text=number, note=who) if who else number

    for grid in grids_of(rows, columns):
        names = {value: cells.cell(row, "item") for row in grid.cells.values() for value in (row["item"],)}
        names |= {key: called(key) for key in (row["subject"]["id"] for row in grid.cells.values())}
        lie = () if whole else (row["subject"] for row in grid.cells.values())
        below = _shared([one["path"] for one in lie if one["kind"] == "place"])
        short = {key: name.removeprefix(f"{below}/") if below else name for key, name in names.items()}
        headers = (caption(f"column.{grid.columns[1]}", lang), *(short[one] for one in grid.across))
        lines = zip(grid.down, grid.lines(said), strict=True)
        title = cells.text("norm", grid.norm)
        yield AnswerSheet(
            f"{name}-{grid.norm}", title, headers, tuple((short[one], *line) for one, line in lines), frozenset(), below
        )


def _sheet(
    question: Question,
    table: Table,
    name: str,
    frame: pl.DataFrame,
    rules: Rules,
    lang: str,
    called: Callable[[str], str],
    field: Callable[[str, str], Any],
    most: int | None,
    *,
    whole: bool,
) -> AnswerSheet:
    columns, rows = frame.columns, list(frame.iter_rows(named=True))
    if table.first is not None:
        column, codes_in_order = table.first
        order = {code: place for place, code in enumerate(codes_in_order)}
        rows.sort(key=lambda row: order[row[column]])
    placed = [called(key).partition("//")[0] for key in dict.fromkeys(_ids(rows, table.placed))]
    below = "" if whole else _shared([*(one for row in rows for one in _paths(row.values())), *placed])

    def short(path: str) -> str:
        return path.removeprefix(f"{below}/").removeprefix("/") if below else path

    codes = {**{column: column for column in question.codes}, **table.families}
    cells = Cells(rules, lang, codes, called=lambda key: short(called(key)), path=short, most=most)
    chosen = [one for one in table.paper or tuple(columns) if one.partition(".")[0] in columns]
    chosen += [one for one in columns if one not in table.columns and one not in chosen]
    nothing = {name: caption(code, lang) for name, code in table.empty.items()}
    lines = [
        [
            nothing[one] if one in nothing and row[one] is None else _cell(cells, table, row, one, field, whole=whole)
            for one in chosen
        ]
        for row in rows
    ]
    kept = [at for at in range(len(chosen)) if not lines or any(line[at] not in ("", None) for line in lines)]
    right = {
        place
        for place, at in enumerate(kept)
        if table.columns.get(chosen[at]) == BAND or any(_is_number(line[at]) for line in lines)
    }
    title = caption(f"question.{question.name}" if name == "rows" else f"table.{question.name}.{name}", lang)
    headers = tuple(caption(f"column.{table.headers.get(chosen[at], chosen[at])}", lang) for at in kept)
    return AnswerSheet(
        name,
        title,
        headers,
        tuple(tuple(line[at] for at in kept) for line in lines),
        frozenset(right),
        below,
        tuple(chosen[at] for at in kept),
        tuple(dict(_named(row, [chosen[at] for at in kept])) for row in rows),
    )


def _named(row: Row, columns: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the positions of the columns in which a row names one thing, each with its key."""
    for at, column in enumerate(columns):
        value = row.get(column)
        if isinstance(value, Mapping) and isinstance(value.get("id"), str):
            yield at, value["id"]


def _cell(cells: Cells, table: Table, row: Row, column: str, field: Callable[[str, str], Any], *, whole: bool) -> Any:
    """Return one cell; of ``responsible.phone`` the field of the struct, or of the thing that the column names."""
    name, dot, part = column.partition(".")
    value = row[name]
    if dot:
        key = value.get("id") if isinstance(value, Mapping) else value
        inside = isinstance(value, Mapping) and part in value
        found = value[part] if inside else None if key is None else field(key, part)
        return found if _is_number(found) else cells.text(part, found)
    if isinstance(value, Mapping) and set(value) == {"low", "high"} and value["low"] == value["high"]:
        return value["low"]
    if _is_number(value):
        if name in TENTHS:
            return value / 10
        return value // 1000 if name in table.thousands else value
    if name in table.placed and value is not None:
        return cells.text(name, [one["id"] for one in value] if isinstance(value, list) else value["id"])
    text = cells.cell(row, name)
    return _from_here(text, cells, row) if isinstance(value, list) and not whole else text


def _from_here(text: str, cells: Cells, row: Row) -> str:
    """Return reasons in which what lies at the place of the row is called by the rest of its path."""
    for here in _paths(row.values()):
        path = cells.text("", {"path": here})
        text = text.replace(f"{path}//", "").replace(f"{path}/", "")
    return text


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ids(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the things in some columns, one or a list of them."""
    for row in rows:
        for value in (row[column] for column in columns if row.get(column) is not None):
            yield from (one["id"] for one in (value if isinstance(value, list) else [value]))


def _paths(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and value.get("path") and value.get("kind") == "place":
            yield value["path"]


def _shared(paths: list[str]) -> str:
    """Return the places that all paths lie below; one that others lie below is shown whole, and does not count.

    Example:
        >>> _shared(["甲街道", "甲街道/甲社区/锦绣园/1号楼", "甲街道/甲社区/安和园"])
        '甲街道/甲社区'
    """
    ordered = sorted(f"{path}/" for path in set(paths))
    after = [*ordered[1:], ""]
    return shared(one[:-1] for place, one in enumerate(ordered) if not after[place].startswith(one))
