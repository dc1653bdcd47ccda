"""``linli site``: before and after in a sentence each, then the places in the order in which they should be opened."""

from __future__ import annotations

from api.cli.answers.noted import write_noted
from api.cli.heading import write_heading
from api.cli.opened import Opened
from api.cli.paper import Paper
from graph.answers import Answer
from graph.answers.site_said import before_and_after, proof
from graph.cards.cells import Cells

_TEXTS = ("state", "place", "places", "seat", "venue", "because")
_VENUES = ("turn", "place", "households", "newly", "covered", "mean", "longest")
_OTHERS = (("there", ("venue", "now", "households")), ("unserved", ("because", "place", "households", "metres")))
_HEADS = ("turn", "state", "places", "households", "heads", "seat")


def write(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write the answer."""
    write_heading(paper, asked, "site")
    for line in (*before_and_after(answer, asked.lang), *proof(answer, asked.lang)):
        paper.line(line)
    paper.line()
    of_venues = answer.options["what"] == "venues"
    if answer.rows.height:
        _table(paper, asked, answer, "rows", _VENUES if of_venues else _HEADS)
    for name, columns in _OTHERS:
        if answer.frames[name].height:
            paper.line()
            paper.line(asked.say(f"table.site.{name}"))
            _table(paper, asked, answer, name, columns)
    write_noted(paper, asked, answer)


def _table(paper: Paper, asked: Opened, answer: Answer, name: str, columns: tuple[str, ...]) -> None:
    frame = answer.frames[name]
    families = {"state": "site_state", "because": "site_because"}
    cells = Cells(asked.rules, asked.lang, families, path=_short)
    rows = frame.head(asked.limit or frame.height)
    paper.table(
        [asked.say(f"column.{one}") for one in columns],
        [[cells.cell(row, one) for one in columns] for row in rows.iter_rows(named=True)],
        right=tuple(at for at, one in enumerate(columns) if one not in _TEXTS),
    )
    if frame.height > rows.height:
        paper.line(asked.say("cli.more", count=frame.height - rows.height))


def _short(path: str) -> str:
    """Return the last two names of a path, as neighbours say them."""
    return "/".join(path.split("/")[-2:])
