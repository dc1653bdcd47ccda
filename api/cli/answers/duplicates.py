"""``linli duplicates``: pairs that may be one, each with why; then what comes again, and who has to come."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.duplicates_said import called, who_comes, why_one

_NOT_LOOKED = ("no_category", "no_day", "nowhere")


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, lang, noticed = asked.say, asked.lang, answer.totals["noticed"]
    write_heading(paper, asked, "duplicates")
    paper.line(say("cli.duplicates.looked", **noticed))
    if any(noticed[name] for name in _NOT_LOOKED):
        paper.line(say("cli.duplicates.not_looked", **noticed))
    if answer.rows.height:
        paper.line()
        for row in answer.rows.head(asked.limit or answer.rows.height).iter_rows(named=True):
            need, other = (called(row[name], lang) for name in ("need", "other"))
            paper.line(say("cli.duplicates.pair", need=need, other=other), indent=2)
            paper.line(why_one(row, lang), indent=4)
        _more(paper, asked, answer.rows.height)
        paper.line(say("cli.duplicates.how"))
    _repeats(paper, asked, answer)
    write_noted(paper, asked, answer)


def _repeats(paper: Paper, asked: Opened, answer: Answer) -> None:
    repeats = answer.frames["repeats"]
    if not repeats.height:
        return
    words = asked.words.vocabulary()
    paper.line()
    paper.heading(asked.say("table.duplicates.repeats"))
    for row in repeats.head(asked.limit or repeats.height).iter_rows(named=True):
        category = words.caption("category", row["category"], asked.lang)
        place = row["place"]["path"]
        paper.line(asked.say("cli.duplicates.repeat", category=category, place=place), indent=2)
        paper.line(who_comes(row, asked.lang), indent=4)
        paper.line(asked.say("picture.semicolon").join(called(one, asked.lang) for one in row["cases"]), indent=4)
    _more(paper, asked, repeats.height)


def _more(paper: Paper, asked: Opened, many: int) -> None:
    if asked.limit and many > asked.limit:
        paper.line(asked.say("cli.more", count=many - asked.limit), indent=2)
