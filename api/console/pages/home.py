"""首页: what waits for a seat, then a place: who answers where, its numbers, gaps, overdue needs and its month."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.frame import opened_by, streamed
from api.console.front.glance import changed_in_month, numbers_of, overdue, worst_gaps
from api.console.front.kept import is_kept, kept
from api.console.front.tree import tree_of
from api.console.front.waiting import SEATS, Waits, waits_for
from api.console.meant import meant
from api.console.page import Page, page_router
from api.console.sent import said_of
from api.errors import status_of
from graph.errors import NotFound
from graph.forms import AnswerSheet

router = page_router()
PAGE = Page("/", "home", router, ("todo",))


@router.get("/")
def home(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the front page; what waits is sent while the place is still being looked at."""
    said = asked.said("seat")
    try:
        seat = asked.account.seat if said is None else asked.key(said, SEATS)
    except NotFound as error:
        return _unknown(asked, said or "", error)
    waits = None if seat is None else waits_for(asked, seat)
    if waits is not None and (form := asked.said("as")) is not None:
        return sheets_as_file(asked, waits.called, [_sheet(asked, waits)], form)
    _ = asked.network  # where there is no such place on the day, that is the page
    return streamed(
        asked.request,
        "home.html",
        name="home",
        at_once=is_kept(asked, "tree"),
        asked=asked,
        opened=opened_by(asked.request),
        seat=seat,
        waits=waits,
        kept=partial(kept, asked),
        tree=partial(tree_of, asked),
        numbers=partial(numbers_of, asked),
        worst=partial(worst_gaps, asked),
        late=partial(overdue, asked),
        month=partial(changed_in_month, asked),
    )


def _unknown(asked: Asked, said: str, error: NotFound) -> Response:
    """Say that no seat, or several, are called so, and offer those that may be meant; people are named in full."""
    offered = meant(asked, said, [kind for kind in SEATS if kind != "person"])
    wrong = said_of(error, asked.lang)
    status = status_of(error)
    return asked.framed("home_seat.html", name="home", status=status, said=said, wrong=wrong, offered=offered)


def _sheet(asked: Asked, waits: Waits) -> AnswerSheet:
    rows = tuple((number, text, late) for number, (text, _, late) in enumerate(waits.lines, 1))
    headers = (asked.say("home.number"), asked.say("home.waits"), asked.say("home.overdue"))
    return AnswerSheet("todo", asked.say("home.todo"), headers, rows, frozenset({0}))
