"""流转: the path from a home, a place or a need upwards, step by step, as a list and as a picture."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from api.console.answered import answered
from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import ask, fields_of_question
from api.console.frame import here
from api.console.meant import meant
from api.console.page import Page, page_router
from api.console.run_together import read_apart
from api.console.steps import paths_of
from api.errors import status_of
from graph.answers import Answer
from graph.answers.escalate import QUESTION
from graph.answers.noted import sentence
from graph.errors import Ambiguous, BadInput, NotFound
from graph.keys import is_key
from graph.pictures import chain
from graph.viewing import is_person, named

router = page_router()
PAGE = Page("/path", "path", router, ("escalate",))
#: Who types a name may mean one of so many things; who means another writes more of it.
_LISTED = 50
_SEE_OTHER = 303
#: What a path may begin from, where the name that was written is no such thing's.
_STARTS = ("place", "organisation", "need", "post")


@router.get("/path")
def path(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the path from what the address names; without that, the field for it."""
    start = asked.said("start")
    fields = fields_of_question(asked, QUESTION)
    context: dict[str, Any] = {
        "fields": fields,
        "paths": None,
        "start": _called(asked, start),
        "candidates": [],
        "problem": "",
    }
    if start is None:
        return asked.framed("path.html", name="path", **context)
    try:
        answer = ask(asked, QUESTION)
    except Ambiguous:
        candidates = [(key, asked.called(key)) for key in asked.names.matches(start)[:_LISTED]]
        if len(candidates) == 1:  # it is not the start that means several things
            raise
        return asked.framed("path.html", name="path", **{**context, "candidates": candidates})
    except NotFound as error:
        found = [] if asked.names.matches(start) else read_apart(asked.names, start, _STARTS)
        if len(found) == 1:  # written together, as people do: nothing else can be meant
            return RedirectResponse(here(asked.request, start=found[0]), _SEE_OTHER)
        found_near = meant(asked, start, _STARTS)
        told = {"problem": error.message(asked.lang, page=True), "candidates": found_near}
        return asked.framed("path.html", name="path", status=status_of(error), **{**context, **told})
    form = asked.said("as")
    if form is not None:
        return as_file(asked, QUESTION, answer, form)
    shown = named(answer, asked.showing)
    key = str(answer.options["start"])
    issues = [sentence(one, asked.lang, asked.called) for one in answer.issues]
    drawn = _drawn(asked, shown, key) if asked.said("picture") else None
    more = {"paths": paths_of(asked, shown), "key": key, "issues": issues, "svg": drawn}
    return asked.framed("path.html", name="path", **{**context, **more})


def _called(asked: Asked, start: str | None) -> str | None:
    """Return what stands in the field: where the address has a key, what that is called."""
    return asked.called(start) if start is not None and is_key(start) and not is_person(start) else start


def _drawn(asked: Asked, shown: Answer, key: str) -> str | None:
    """Return the paths as a picture, with the gaps on them, which take a while to find; None of what is in no place.

    There is none of more boxes than anybody reads either.
    """
    network = asked.whole
    place = int(network.view.anchor[network.row(key)])
    if place < 0:
        return None
    widest = network.key(network.view.named_by(place)[-1])
    gaps = answered(asked, "coverage", within=widest, states=None)
    try:
        return chain(network, asked.rules, network.key(place), [shown], gaps, lang=asked.lang)
    except BadInput:
        return None
