"""``linli bulletin``: a table of places and categories, as it may hang on a wall."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.posted import posted, subtracted


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, month = asked.say, answer.options["month"]
    write_heading(paper, asked, "bulletin")
    table = posted(answer, asked.words, asked.names.path_of, asked.lang)
    paper.line(say("cli.bulletin.month" if table.lines else "cli.bulletin.nothing", month=month))
    if table.lines:
        paper.line()
        paper.table(table.headers, table.lines, right=tuple(range(1, len(table.headers))))
    for note in (*table.notes, *subtracted(answer, asked.lang)):
        paper.line()
        paper.line(note)
    write_noted(paper, asked, answer)
