"""``linli todo``: what waits for a seat, a line each, that can be pasted into a group chat as it is."""

from __future__ import annotations

from typing import Any

from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.todo_said import waiting


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, seat = asked.say, asked.called(answer.options["seat"])
    if not answer.rows.height:
        paper.line(say("todo.none", seat=seat, on=answer.on))
        return
    paper.line(say("todo.head", seat=seat, on=answer.on, count=answer.rows.height))
    rows = answer.rows.head(asked.limit) if asked.limit else answer.rows
    for number, row in enumerate(rows.iter_rows(named=True), 1):
        norm = asked.say.norm(row["norm"]) if row["norm"] else None
        paper.line(say("todo.line", number=number, text=waiting(_numbered(row, asked), asked.lang, norm)))
    if answer.rows.height > rows.height:
        paper.line(say("cli.more", count=answer.rows.height - rows.height))


def _numbered(row: dict[str, Any], asked: Opened) -> dict[str, Any]:
    """Return a row whose need or project is told with the number by which its next step is taken."""
    thing = row["thing"]
    if thing["kind"] not in ("need", "project"):
        return row
    name = asked.say("picture.named", text=thing["name"], note=asked.names.number_of(thing["id"]))
    return {**row, "thing": {**thing, "name": name}}
