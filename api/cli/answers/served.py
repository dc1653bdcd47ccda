"""``linli served``: one person's or team's own record, a line an activity, and the sum."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.served_said import hours_of, summed


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, name = asked.say, asked.called(answer.options["whom"])
    write_heading(paper, asked, "served", name)
    [total] = answer.frames["sum"].iter_rows(named=True)
    paper.line(summed(total, name, asked.lang) if answer.rows.height else say("served.none", name=name))
    rows = answer.rows.head(asked.limit or answer.rows.height)
    headers = ["held_on", "activity", "category", "place", "times"]
    headers += ["points"] if total["points"] is not None else []
    paper.line()
    paper.table(
        [*(say(f"column.{header}") for header in headers), say("certificate.hours")],
        [
            [
                str(row["held_on"] or ""),
                row["activity"]["name"],
                "" if row["category"] is None else say.word("category", row["category"]),
                "" if row["place"] is None else row["place"]["name"],
                str(row["times"]) if row["came"] else say("served.absent"),
                *([str(row["points"] if row["points"] is not None else "")] if "points" in headers else []),
                hours_of(row["minutes"]) if row["came"] else "",
            ]
            for row in rows.iter_rows(named=True)
        ],
        right=tuple(range(4, len(headers) + 1)),
    )
    if answer.rows.height > rows.height:
        paper.line(say("cli.more", count=answer.rows.height - rows.height))
    write_noted(paper, asked, answer)
