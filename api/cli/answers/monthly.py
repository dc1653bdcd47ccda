"""``linli monthly``: the month in numbers, then a line a place and category, then the slots that are passed by."""

from __future__ import annotations

from typing import Any

from api.cli.answers.needs import nowhere
from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.monthly import BESIDE, PARTS, share_satisfied
from graph.cards.cells import Cells

Row = dict[str, Any]
_COLUMNS = ("accepted", *PARTS, "finished", "satisfied_share", "took")
_HEADERS = ("column.place", "column.category", *(f"column.{name}" for name in _COLUMNS))


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    say, totals, month = asked.say, answer.totals, answer.totals["month"]
    write_heading(paper, asked, "monthly")
    paper.line(say("cli.monthly.month", month=answer.options["month"], **month))
    paper.line(say("cli.monthly.parts", **month))
    if totals["took"] is not None:
        days = Cells(asked.words, asked.lang).text("took", totals["took"])
        paper.line(say("cli.monthly.took", finished=month["finished"], days=days))
    rated = month["satisfied"] + month["fair"] + month["unsatisfied"]
    percent = (share_satisfied(month) or 0) // 10
    paper.line(say("cli.monthly.rated", rated=rated, percent=percent) if rated else say("cli.monthly.none_rated"))
    for name in BESIDE:
        other = totals.get(name)
        if other is None:
            paper.line(say(f"cli.monthly.no_{name}"))
        else:
            change = f"{month['accepted'] - other['accepted']:+}"
            paper.line(say(f"cli.monthly.{name}", accepted=other["accepted"], change=change))
    if month["undated"]:
        paper.line(say("cli.monthly.undated", count=month["undated"]))
    _rows(paper, asked, answer)
    _hollow(paper, asked, answer)
    write_noted(paper, asked, answer)


def _rows(paper: Paper, asked: Opened, answer: Answer) -> None:
    if not answer.rows.height:
        return
    rows = answer.rows.head(asked.limit) if asked.limit else answer.rows
    paper.line()
    paper.table([asked.say(one) for one in _HEADERS], [_line(asked, answer, row) for row in rows.iter_rows(named=True)])
    if answer.rows.height > rows.height:
        paper.line(asked.say("cli.more", count=answer.rows.height - rows.height))


def _line(asked: Opened, answer: Answer, row: Row) -> list[str]:
    where = asked.names.path_of(row["place"]["id"]) if row["place"] else nowhere(asked, answer)
    category = asked.words.vocabulary().caption("category", row["category"] or "", asked.lang)
    cells = Cells(asked.words, asked.lang)
    counts = (cells.cell(row, name) for name in _COLUMNS)
    return [where, category or asked.say("cli.needs.no_category"), *counts]


def _hollow(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the slots that are passed by, if there are any."""
    frame = answer.frames["hollow"].filter("hollow")
    if not frame.height:
        return
    cells = Cells(asked.words, asked.lang)
    paper.line()
    paper.heading(asked.say("table.monthly.hollow"))
    for row in (frame.head(asked.limit) if asked.limit else frame).iter_rows(named=True):
        both, where = row["stops"] + row["passes"], asked.names.path_of(row["place"]["id"])
        slot = cells.cell(row, "slot")
        told = asked.say("cli.monthly.hollow", slot=slot, place=where, both=both, stops=row["stops"])
        held = row["activities"]
        paper.line(asked.say("cli.monthly.activities", text=told, count=held) if held else told, indent=2)
    if asked.limit and frame.height > asked.limit:
        paper.line(asked.say("cli.more", count=frame.height - asked.limit), indent=2)
