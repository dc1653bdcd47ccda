"""``linli bulletin``: a table of places and categories, as it may hang on a wall."""

from __future__ import annotations

from typing import Any

from api.cli.answers.needs import nowhere
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.needs import LEVEL
from graph.suppression import EXACT, SMALL

Row = dict[str, Any]


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, month, threshold = asked.say, answer.options["month"], answer.totals["table"]["threshold"]
    write_heading(paper, asked, "bulletin")
    rows = answer.rows.to_dicts()
    paper.line(say("cli.bulletin.month" if rows else "cli.bulletin.nothing", month=month))
    if rows:
        wide = answer.totals["table"]["categories"] + 1
        lines = [rows[at : at + wide] for at in range(0, len(rows), wide)]
        headers = [say("column.place"), *(_category(asked, one) for one in lines[0])]
        told = [[_place(asked, answer, line[0]), *(_count(asked, one, threshold) for one in line)] for line in lines]
        paper.line()
        paper.table(headers, told, right=tuple(range(1, wide + 1)))
    if any(row["shown"] != EXACT for row in rows):
        paper.line()
        paper.line(say("cli.bulletin.small", most=threshold - 1, threshold=threshold))
    if rows and (answer.within is not None or answer.options["level"] != LEVEL):
        paper.line()
        paper.line(say("cli.bulletin.beside"))
    write_noted(paper, asked, answer)


def _category(asked: Opened, row: Row) -> str:
    if row["sum"] is not None:
        return asked.say(f"sum.{row['sum']}")
    return asked.words.vocabulary().caption("category", row["category"] or "", asked.lang) or asked.say(
        "cli.needs.no_category"
    )


def _place(asked: Opened, answer: Answer, row: Row) -> str:
    if row["sum"] is not None:
        return asked.say(f"sum.{row['sum']}")
    return asked.names.path_of(row["place"]["id"]) if row["place"] else nowhere(asked, answer)


def _count(asked: Opened, row: Row, threshold: int) -> str:
    if row["shown"] == EXACT:
        return f"{row['count']:,}"
    return f"<{threshold}" if row["shown"] == SMALL else asked.say("shown.withheld")
