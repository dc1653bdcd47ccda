"""最近的变动: what was written when, by whom and why, told in words; and undone, as long as nothing builds on it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Annotated, Any

from fastapi import Depends, Response

import graph
from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.fields import FormField
from api.console.front.glance import SHANGHAI
from api.console.page import Page, page_router
from api.console.paging import part_of
from api.console.seeing import see
from api.console.sent import SentForm
from api.console.telling import source_in_words
from api.console.writing import by
from api.errors import NotAllowed
from api.rendering.changes import Told, told_between
from api.rendering.history import revisions_document
from api.rendering.sentences import sentence
from api.rendering.worded import instant
from api.routes.requested import viewer_of
from api.routes.undoing import reversal_for
from graph.forms import AnswerSheet
from graph.stores.reversing import revision_before
from graph.values.months import show_month
from graph.viewing import log_of

router = page_router()
PAGE = Page("/changes", "changes", router, menu=False)


@router.get("/changes")
def changes(asked: Annotated[Asked, Depends()]) -> Response:
    """List the revisions, the newest first."""
    made = revisions_document(asked.live.store, viewer_of(asked.request))["rows"][::-1]
    months = list(dict.fromkeys(_month(one) for one in made))
    month = asked.said("month")
    rows = [_row(asked, one) for one in made if month in (None, _month(one))]
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.say("page.changes"), [_sheet(asked, rows)], form)
    choices = [(one, one) for one in dict.fromkeys([*months, *([month] if month else [])])]
    field = FormField("month", asked.say("field.month"), "choice", [month or ""], choices)
    return asked.framed("changes.html", name="changes", shown=part_of(asked, rows), field=field, any=bool(made))


@router.get("/changes/{number}")
def revision(number: int, asked: Annotated[Asked, Depends()]) -> Response:
    """Tell what one revision changed, and where it is to be undone, what that would change."""
    undoing = asked.said("undo") is not None and asked.account.role.writes
    told = _undone(asked, number) if undoing else _told(asked, number)
    lines = [(one.what, sentence(told, one, asked.lang)) for one in told.rows]
    made = next(
        (
            _row(asked, one)
            for one in revisions_document(asked.live.store, viewer_of(asked.request))["rows"]
            if one["number"] == number
        ),
        None,
    )
    return asked.framed(
        "revision.html",
        name="changes",
        number=number,
        made=made,
        undoing=undoing,
        count=len(lines),
        shown=part_of(asked, lines),
        grouped=_grouped,
        hidden=told.showing.hidden,
        newest=asked.live.newest.revision.number,
    )


@router.post("/changes/{number}/undo")
def undo(number: int, asked: Annotated[Asked, Depends()], sent: SentForm) -> Response:  # noqa: ARG001 - its token is checked
    """Undo a revision, by a new one."""
    if not asked.account.role.writes or asked.account.partner is not None:
        raise NotAllowed(role=asked.account.called)
    with asked.live.importing:
        made = asked.live.store.commit(reversal_for(asked.request, asked.live.store, number, by(asked)))
    asked.live.refresh()
    return see(asked, f"/changes/{made.number}", [asked.say("revisions.undone", number=number, revision=made.number)])


def _told(asked: Asked, number: int) -> Told:
    """Return what a revision changed.

    Raises:
        NoSuchRevision: It was never made.
    """
    asked.live.at(number)
    store, viewer = asked.live.store, viewer_of(asked.request)
    return told_between(
        store, revision_before(store, number), number, asked.rules, viewer, graph.today(), log_of(store.where)
    )


def _undone(asked: Asked, number: int) -> Told:
    """Return what undoing a revision would change.

    Raises:
        NoSuchRevision: It was never made, or something in it is not theirs.
        BadChange: Something builds on it.
    """
    store, viewer = asked.live.store, viewer_of(asked.request)
    reversing = reversal_for(asked.request, store, number, by(asked))
    return Told(store.tables(), reversing, asked.rules, viewer, graph.today(), log_of(store.where))


def _month(one: dict[str, Any]) -> str:
    return show_month(one["at"].astimezone(SHANGHAI).date())


def _row(asked: Asked, one: dict[str, Any]) -> dict[str, Any]:
    told = {name: value or "" for name, value in one.items()}
    return {"reason": "", **told, "at": instant(one["at"]), "source": source_said(asked, one["source"])}


def source_said(asked: Asked, source: str) -> str:
    """Return from what a revision was made, in words where it was made here."""
    undoing, _, number = source.partition(" ")
    if undoing == "undo" and number.isdigit():
        return asked.say("revisions.undo_of", number=number)
    return source_in_words(source, asked.lang)


def _grouped(lines: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    return [(what, [text for _, text in group]) for what, group in groupby(lines, key=lambda one: one[0])]


def _sheet(asked: Asked, rows: list[dict[str, Any]]) -> AnswerSheet:
    say, names = asked.say, ("number", "at", "by", "source", "reason")
    headers = (say("cli.revision"), say("cli.at"), say("cli.by"), say("cli.source"), say("thing.reason"))
    cells = tuple(tuple(one[name] for name in names) for one in rows)
    return AnswerSheet("revisions", say("page.changes"), headers, cells, frozenset({0}))
