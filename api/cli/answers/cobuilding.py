"""``linli cobuilding``: a line a unit, then what needs a look, then how asks and deliveries are shared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.cobuilding import QUESTION
from graph.answers.cobuilding_said import needs_a_look
from graph.cards.cells import Cells

Row = dict[str, Any]
_HEADERS = (
    "column.unit",
    "column.ties",
    "column.promised",
    "column.delivered",
    "cli.cobuilding.now",
    "cli.cobuilding.agreement",
)
#: The tables of what needs a look, and what each of their rows is about.
_NOTICED = {"ending": "agreement", "without_project": "unit", "without_giver": "project", "never_asked": "unit"}


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, noticed = asked.say, answer.totals["noticed"]
    write_heading(paper, asked, "cobuilding")
    paper.line(say("cli.cobuilding.met", units=noticed["units"]))
    if answer.rows.height:
        _units(paper, asked, answer)
    if noticed["persons"]:
        paper.line(say("cli.cobuilding.persons", count=noticed["persons"]))
    for name, about in _NOTICED.items():
        found = (_line(asked, row, about) for row in answer.frames[name].iter_rows(named=True))
        _list(paper, asked, say(f"table.cobuilding.{name}"), found)
    balance = (needs_a_look(row, asked.lang) for row in answer.frames["balance"].iter_rows(named=True))
    _list(paper, asked, say("table.cobuilding.balance"), balance, counted=False)
    write_noted(paper, asked, answer)


def _units(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write a line a unit."""
    cells = Cells(asked.words, asked.lang, QUESTION.codes)
    rows = answer.rows.head(asked.limit) if asked.limit else answer.rows
    paper.line()
    paper.table([asked.say(one) for one in _HEADERS], [_cells(asked, cells, row) for row in rows.iter_rows(named=True)])
    if answer.rows.height > rows.height:
        paper.line(asked.say("cli.more", count=answer.rows.height - rows.height))
    if any(row["delivered"]["person_times"] is None for row in rows.iter_rows(named=True)):
        paper.line(asked.say("cli.cobuilding.person_times"))


def _cells(asked: Opened, cells: Cells, row: Row) -> list[str]:
    say = asked.say
    held = ((name, cells.cell(row, name)) for name in ("claimed", "asked"))
    now = [say(f"cli.cobuilding.{name}", text=text) for name, text in held if text]
    paused = [say("cli.cobuilding.paused", count=row["paused"])] if row["paused"] else []
    signed = [say("cli.cobuilding.agreements", agreements=row["agreements"], projects=row["projects"])]
    first = "cobuilding.end.first" if row["agreements"] > 1 else "cobuilding.end"
    ends = [say(first, day=row["next_end"]["until"])] if row["next_end"] else []
    return [
        row["unit"]["name"] or row["unit"]["id"],
        cells.cell(row, "ties"),
        say("cli.semicolon").join([text for text in (cells.cell(row, "promised"), *paused) if text]),
        cells.cell(row, "delivered"),
        say("cli.semicolon").join(now),
        say("cli.semicolon").join([*(signed if row["agreements"] or row["projects"] else []), *ends]),
    ]


def _line(asked: Opened, row: Row, about: str) -> str:
    called, number = row[about]["name"] or row[about]["id"], asked.names.number_of(row[about]["id"])
    if number != row[about]["id"]:
        called = asked.say("cli.named", text=called, name=number)
    partners = asked.say("cli.comma").join(one["name"] or one["id"] for one in row.get("units") or ())
    what = asked.say("cli.named", text=called, name=partners) if partners else called
    return asked.say("cli.cobuilding.line", what=what, text=needs_a_look(row, asked.lang))


def _list(paper: Paper, asked: Opened, title: str, lines: Iterable[str], *, counted: bool = True) -> None:
    said = list(lines)
    if not said:
        return
    paper.line()
    paper.heading(asked.say("cli.named", text=title, name=len(said)) if counted else title)
    shown = said[: asked.limit] if asked.limit else said
    for line in shown:
        paper.line(line, indent=2)
    if len(said) > len(shown):
        paper.line(asked.say("cli.more", count=len(said) - len(shown)), indent=2)
