"""``linli needs``: how many need a look, a line a need, then how many there are by place, unit and category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.needs import MARKS, QUESTION
from graph.cards.cells import Cells
from graph.rules.workflow import DONE

Row = dict[str, Any]
_HEADERS = ("column.demand", "column.place", "column.status", "column.marks", "column.due", "column.handler")
_TABLES = {"places": "place", "units": "unit", "categories": "category"}


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, totals = asked.say, answer.totals
    write_heading(paper, asked, "needs")
    waiting = sum(count for state, count in totals["states"].items() if state not in DONE)
    marks = [say("cli.needs.mark", mark=say(f"marks.{mark}"), count=totals["marks"][mark]) for mark in MARKS]
    told = [one for one, mark in zip(marks, MARKS, strict=True) if totals["marks"][mark]]
    paper.line(say("cli.comma").join([say("cli.needs.open", count=waiting), *told]))
    cells = Cells(asked.words, asked.lang, QUESTION.codes)
    rows = answer.rows.head(asked.limit) if asked.limit else answer.rows
    if rows.height:
        paper.line()
        lines = [_line(asked, cells, row) for row in rows.iter_rows(named=True)]
        paper.table([say(one) for one in _HEADERS], lines)
        if answer.rows.height > rows.height:
            paper.line(say("cli.more", count=answer.rows.height - rows.height))
    else:
        paper.line(say("cli.needs.none"))
    for name, column in _TABLES.items():
        _counted(paper, asked, answer, name, column)
    write_noted(paper, asked, answer)


def _line(asked: Opened, cells: Cells, row: Row) -> list[str]:
    demand = row["demand"]
    name = demand["name"] or cells.cell(row, "category") or demand["id"]
    where = asked.names.path_of(row["place"]["id"]) if row["place"] else ""
    return [
        asked.say("cli.named", text=name, name=row["order_number"]) if row["order_number"] else name,
        where,
        cells.cell(row, "status"),
        cells.cell(row, "marks"),
        asked.say("cli.semicolon").join(_dates(asked, row)),
        _handler(cells, row),
    ]


def _dates(asked: Opened, row: Row) -> Iterator[str]:
    """Yield by when it is, and what follows where that is past."""
    say = asked.say
    if row["due"] is not None and row["status"] not in DONE:
        day = say("cli.needs.due", day=row["due"], time=row["due_time"] or "").strip()
        yield say("cli.needs.late", day=day, late=row["days_late"]) if row["days_late"] else day
    if row["waits_until"] is not None:
        yield say("cli.needs.waits", day=row["waits_until"])
    if row["rate_until"] is not None:
        yield say("cli.needs.unrated", day=row["rate_until"])
    if row["goes_to"] is not None:
        yield say("cli.needs.up", name=_named(asked, row["goes_to"]))
    elif row["up_ends"] is not None:
        yield say("cli.needs.up_ends", end=say(f"ends.{row['up_ends']}"))


def _named(asked: Opened, seat: Row) -> str:
    role = seat["name"] or asked.words.vocabulary().caption("role", seat["role"] or "", asked.lang)
    unit = seat["unit"]["name"] if seat["unit"] else ""
    return role if not unit or unit == role else f"{unit} {role}"


def _handler(cells: Cells, row: Row) -> str:
    unit = row["unit"]["name"] if row["unit"] else ""
    name = cells.text("handler", row["handler"])
    return name if not unit or unit == name else f"{unit} {name}"


def _counted(paper: Paper, asked: Opened, answer: Answer, name: str, column: str) -> None:
    frame = answer.frames[name]
    if not frame.height:
        return
    paper.line()
    paper.heading(asked.say(f"table.needs.{name}"))
    shown = frame.head(asked.limit) if asked.limit else frame
    for row in shown.iter_rows(named=True):
        told = row[column]
        what = nowhere(asked, answer) if column == "place" and told is None else _what(asked, column, told)
        paper.line(asked.say("cli.cobuilding.line", what=what, text=asked.say("cli.needs.count", **row)), indent=2)
    if frame.height > shown.height:
        paper.line(asked.say("cli.more", count=frame.height - shown.height), indent=2)


def nowhere(asked: Opened, answer: Answer) -> str:
    """Return where needs are that lie in no place of the level that is asked for, as ``不在任何社区``."""
    level = asked.rules.vocabulary().resolve("level", answer.options["level"])
    return asked.say("cli.coverage.nowhere", level=asked.say.word("level", level))


def _what(asked: Opened, column: str, told: Any) -> str:
    if told is None:
        return asked.say(f"cli.needs.no_{column}")
    if column == "category":
        return asked.words.vocabulary().caption("category", told, asked.lang)
    return asked.names.path_of(told["id"]) if column == "place" else told["name"] or told["id"]
