"""档案: one thing, with its fields, its ties, what is said of it, what lies around it and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from api.console.frame import link
from api.console.page import Page, page_router
from api.console.paging import part_of
from api.console.thing.doings import doings_of
from api.console.thing.events import Event, events_of
from api.console.thing.fields import Line, lines_of, statements_of, words_at
from api.console.thing.tied import SOME, Group, groups_of, successions_of
from api.rendering.formerly import with_former
from api.rendering.things import sought, thing_kinds
from graph.errors import BadInput, NotFound
from graph.forms import AnswerSheet
from graph.kinds import kind_of
from graph.pictures import nearby

router = page_router()
PAGE = Page("/things", "thing", router, menu=False)


@router.get("/things")
def index(asked: Annotated[Asked, Depends()]) -> Response:
    """Tell what there is, by kind."""
    network = asked.whole.within(asked.within)
    counts = {kind: len(sought(network, asked.names, asked.showing, kind=kind)) for kind in thing_kinds()}
    return asked.framed("things.html", name="thing", counts={kind: count for kind, count in counts.items() if count})


@router.get("/things/{id}")
def thing(id: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Show one thing."""
    there = _there(asked, id)
    words = words_at(asked, id)
    lines, statements = lines_of(asked, id, words), statements_of(asked, id, words)
    groups = groups_of(asked, id, words) if there else []
    if (form := asked.said("as")) is not None:
        return sheets_as_file(asked, asked.called(id), _sheets(asked, lines, groups, events_of(asked, id)), form)
    only = next((one for one in groups if one.sort == asked.said("ties")), None)
    return asked.framed(
        "thing.html",
        name="thing",
        key=id,
        kind=getattr(kind_of(id.rpartition("-")[0]), asked.lang),
        there=there,
        formerly=with_former("", asked.names.former.of(id), asked.lang),
        lines=lines,
        statements=statements,
        successions=successions_of(asked, id),
        groups=[one for one in groups if only is None],
        some=SOME,
        only=only,
        shown=None if only is None else part_of(asked, only.rows),
        events=None if only is not None else part_of(asked, events_of(asked, id)),
        svg=_picture(asked, id) if there and only is None else None,
        doings=doings_of(asked, id) if there else [],
    )


def _there(asked: Asked, key: str) -> bool:
    """Return whether a thing is there on the day; what never was is refused.

    Raises:
        NotFound: There is no such thing on any day.
    """
    row = asked.whole.rows.row(key)
    if row is None or key.rpartition("-")[0] not in thing_kinds():
        raise NotFound("no_such_thing", ref=key, on=asked.on.isoformat())
    return bool(asked.whole.view.valid[row])


def _picture(asked: Asked, key: str) -> str | None:
    """Return what lies around a thing; nothing where a list says it better."""
    address = partial(link, asked.request)
    try:
        return nearby(
            asked.whole, asked.rules, key, asked.showing, lang=asked.lang, link=lambda one: address(f"/things/{one}")
        )
    except BadInput:
        return None


def _sheets(asked: Asked, lines: Sequence[Line], groups: Sequence[Group], events: Sequence[Event]) -> list[AnswerSheet]:
    say = asked.say
    fields = AnswerSheet(
        "fields",
        say("thing.fields"),
        (say("thing.field"), say("thing.value")),
        tuple((one.title, one.said) for one in lines),
        frozenset(),
    )
    tied = AnswerSheet(
        "ties",
        say("thing.ties"),
        (say("thing.tie"), say("thing.other"), say("thing.details")),
        tuple((group.title, one.name, one.details) for group in groups for one in group.rows),
        frozenset(),
    )
    headers = ("revision", "at", "by", "source", "what", "changed")
    history = AnswerSheet(
        "history",
        say("thing.history"),
        (*(say(f"cli.{header}") for header in headers), say("thing.reason")),
        tuple((one.revision, one.at, one.by, one.source, one.done, one.changed, one.reason) for one in events),
        frozenset({0}),
    )
    return [fields, tied, history]
