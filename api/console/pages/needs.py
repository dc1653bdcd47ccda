"""供需: the board of needs, by how far each is, what is overdue first; and all of them as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

import polars as pl
from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import ask
from api.console.frame import link
from api.console.page import Page, page_router
from api.console.pages import need, need_new, repeats
from api.console.seats import near
from api.console.sheets import shown, whole
from api.routes.joined import join
from graph.answers import Answer
from graph.answers.needs import MARKS, STATES
from graph.answers.register import QUESTIONS
from graph.errors import NotFound
from graph.names import fold
from graph.questions import needs as asked_about

router = page_router()
join(router, need_new.router, repeats.router, need.router)  # what has a name before what is any need
PAGE = Page("/needs", "needs", router, ("needs", "duplicates"))

_QUESTION = QUESTIONS["needs"]
#: The columns of the board, each with the states of the needs in it.
COLUMNS = {
    "open": ("open", "nothing"),
    "accepted": ("accepted",),
    "dispatched": ("dispatched",),
    "taken": ("taken",),
    "suspended": ("suspended",),
    "finished": ("finished", "reviewed"),
    "over": ("rated", "merged", "closed"),
}
#: At most this many needs are shown in a column; the others are on its list.
CARDS = 10
#: What no need says is left out of a sheet.
_BLANK = dict.fromkeys(_QUESTION.rows.paper, "")
_SEE_OTHER = 303


@dataclass(frozen=True)
class Column:
    """A column of the board.

    Attributes:
        name: Which.
        states: The states of the needs in it.
        count: How many there are.
        cards: The first of them: of each what its cells say, by column of the answer, with its key and marks.
    """

    name: str
    states: tuple[str, ...]
    count: int
    cards: Sequence[dict[str, Any]]


@router.get("/needs")
def needs(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the board, the list, or the list as a file; a number leads to its need."""
    found = asked.said("q")
    if found is not None and (key := _numbered(asked, found)) is not None:
        return RedirectResponse(link(asked.request, f"/needs/{key}"), _SEE_OTHER)
    answer = _picked(asked, _asked(asked))
    form = asked.said("as")
    if form is not None:
        one_table = replace(_rows_only(answer), issues=()) if form == "csv" else answer
        return as_file(asked, _QUESTION, one_table, form)
    listed = asked.said("view") == "list" or asked.said("state") is not None
    return asked.framed(
        "needs.html",
        name="needs",
        states=STATES,
        by_column={name: [one for one in some if one in STATES] for name, some in COLUMNS.items()},
        marks=[one for one in MARKS if answer.totals["marks"][one] or asked.said("mark") == one],
        totals=answer.totals,
        categories=asked.rules.categories.of,
        columns=[] if listed else _columns(asked, answer),
        shown=shown(asked, _QUESTION, _rows_only(answer)) if listed else None,
    )


def _numbered(asked: Asked, said: str) -> str | None:
    """Return the need that has a number; None where none has it."""
    try:
        return asked.key(said, ("need",))
    except NotFound:
        return None


def _asked(asked: Asked) -> Answer:
    """Return the needs asked about; who looks for one by name finds also those that have ended."""
    if asked.said("q") is None:
        return ask(asked, _QUESTION)
    key = ("needs", "all", asked.on, asked.within)
    found: Answer = asked.served.answer(key, lambda: asked_about(asked.network, asked.rules, ended=True))
    return found


def _picked(asked: Asked, answer: Answer) -> Answer:
    """Return the needs in whose name or number a text stands, and that have a mark."""
    rows, said, mark = answer.frames["rows"], asked.said("q"), asked.said("mark")
    if mark is not None:
        rows = rows.filter(pl.col("marks").list.contains(mark))
    if said is not None:
        wanted = fold(said)
        names = rows.select(pl.col("demand").struct.field("name"), "order_number").iter_rows()
        rows = rows.filter(
            pl.Series([any(wanted in fold(one or "") for one in pair) for pair in names], dtype=pl.Boolean)
        )
    return replace(answer, make=lambda: {**answer.frames, "rows": rows})


def _rows_only(answer: Answer) -> Answer:
    return replace(answer, make=lambda: {"rows": answer.frames["rows"]})


def _has(asked: Asked, row: dict[str, Any]) -> str:
    """Return who has a need: the unit, else the post with what it belongs to; a person as they may be called."""
    one = row["unit"] or row["handler"]
    return "" if one is None or one["id"] is None else near(asked, one["id"])


def _columns(asked: Asked, answer: Answer) -> list[Column]:
    rows = answer.frames["rows"]
    parts = {name: rows.filter(pl.col("status").is_in(states)) for name, states in COLUMNS.items()}
    first = pl.concat([part.head(CARDS) for part in parts.values()])
    sheet = whole(asked, _QUESTION, replace(answer, make=lambda: {"rows": first}, issues=()))[0]
    cards = [
        {
            **_BLANK,
            **dict(zip(sheet.columns, cells, strict=True)),
            "key": row["demand"]["id"],
            "marked": row["marks"],
            "has": _has(asked, row),
        }
        for cells, row in zip(sheet.rows, first.iter_rows(named=True), strict=True)
    ]
    found = []
    for name, states in COLUMNS.items():
        mine, cards = cards[: min(CARDS, parts[name].height)], cards[min(CARDS, parts[name].height) :]
        if mine or name != "over":
            found.append(Column(name, states, parts[name].height, mine))
    return found
