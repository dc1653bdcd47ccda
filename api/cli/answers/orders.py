"""``linli orders``: each order with what became of it, what went wrong again first."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.orders import STATES
from graph.answers.orders_said import what_became


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, counts = asked.say, answer.totals["states"]
    write_heading(paper, asked, "orders")
    paper.line(say("cli.comma").join(f"{say(f'order.{state}')} {counts[state]}" for state in STATES))
    rows = answer.rows.head(asked.limit or answer.rows.height)
    paper.line()
    paper.table(
        [say(f"cli.{header}") for header in ("state", "subject", "norm", "responsible", "due", "why")],
        [
            [
                say(f"order.{row['state']}"),
                asked.called(row["subject"]["id"]),
                say("cli.named", text=say.norm(row["norm"]), name=row["item"])
                if row["item"]
                else say.norm(row["norm"]),
                "" if row["responsible"] is None else asked.called(row["responsible"]["id"]),
                str(row["due"] or ""),
                what_became(row, asked.lang),
            ]
            for row in rows.iter_rows(named=True)
        ],
    )
    if answer.rows.height > rows.height:
        paper.line(say("cli.more", count=answer.rows.height - rows.height))
    write_noted(paper, asked, answer)
