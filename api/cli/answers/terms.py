"""``linli terms``: what ends and who acts, a line each, what ended first comes first."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.terms import ENDINGS
from graph.answers.terms_said import what_ends
from graph.cards.cells import Cells


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, counts = asked.say, answer.totals["ending"]
    write_heading(paper, asked, "terms")
    paper.line(say("cli.comma").join(f"{say(f'ending.{one}')} {counts[one]}" for one in ENDINGS))
    rows = (answer.rows.head(asked.limit) if asked.limit else answer.rows).to_dicts()
    asked.showing.names(row["who"]["id"] for row in rows if row["who"])
    cells = Cells(asked.rules, asked.lang)
    if rows:
        paper.line()
    paper.table(
        [say(f"column.{name}") for name in ("ending", "thing", "holder", "place")] + [say("cli.why")],
        [
            [
                say(f"ending.{row['ending']}"),
                asked.called(row["thing"]["id"])
                if row["thing"]["kind"] == "post"
                else cells.text("thing", row["thing"]),
                asked.called(row["who"]["id"]) if row["who"] else "",
                row["place"]["name"] if row["place"] else "",
                what_ends(row, asked.lang),
            ]
            for row in rows
        ],
    )
    if answer.rows.height > len(rows):
        paper.line(say("cli.more", count=answer.rows.height - len(rows)))
    write_noted(paper, asked, answer)
