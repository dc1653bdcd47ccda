"""布点: where the next venues should go, or whom each head should have; before and after, as a picture and a table."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import Depends, Response

from api.console.around import way_up
from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import ask, fields_of_question
from api.console.page import Page, page_router
from api.console.sheets import narrowed, shown
from graph.answers import Answer
from graph.answers.site import QUESTION
from graph.answers.site_said import before_and_after, proof
from graph.errors import BadInput
from graph.pictures import sited

router = page_router()
PAGE = Page("/site", "site", router, ("site",))
#: The columns shown on the page; a file has all of them.
_COLUMNS = {
    "venues": ("turn", "place", "households", "newly", "covered", "mean", "longest"),
    "heads": ("turn", "state", "places", "households", "heads", "seat"),
}


@router.get("/site")
def site(asked: Annotated[Asked, Depends()]) -> Response:
    """Show a plan; before anything is asked, only the fields."""
    what = asked.said("what")
    answer = None if what is None else ask(asked, QUESTION)
    form = asked.said("as")
    if answer is not None and form is not None:
        return as_file(asked, QUESTION, answer, form)
    page = partial(
        asked.framed,
        "site.html",
        name="site",
        crumbs=way_up(asked, asked.within),
        fields=fields_of_question(asked, QUESTION),
    )
    if answer is None:
        return page(told=None, lines=[], sheets=[], svg=None)
    told = shown(asked, QUESTION, answer)
    first, *others = told.sheets
    columns = _COLUMNS[answer.options["what"]]
    return page(
        told=told,
        lines=[*before_and_after(answer, asked.lang), *proof(answer, asked.lang)],
        sheets=[narrowed(first, columns), *others],
        svg=_picture(asked, answer),
    )


def _picture(asked: Asked, answer: Answer) -> str | None:
    """Return the picture; None where there is too much for one sheet."""
    try:
        return sited(asked.network, asked.rules, answer, lang=asked.lang)
    except BadInput:
        return None
