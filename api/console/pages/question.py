"""Any question as a page: the fields that it may be asked with, its answer as tables, and the same as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Response

from api.console.asked import Asked
from api.console.downloads import as_file
from api.console.fields import ask, fields_of_question
from api.console.page import Page, page_router
from api.console.sheets import shown
from graph.answers.register import QUESTIONS, question_named

router = page_router()
#: Every question has this page; those that have a page of their own are linked from there.
PAGE = Page("/questions", "questions", router, tuple(QUESTIONS))


@router.get("/questions")
def questions(asked: Annotated[Asked, Depends()]) -> Response:
    """List the questions."""
    return asked.framed("questions.html", name="questions", questions=list(QUESTIONS))


@router.get("/questions/{which}")
def question(which: str, asked: Annotated[Asked, Depends()]) -> Response:
    """Ask one question; without what it cannot be asked without, only its fields are shown."""
    known = question_named(which)
    start = known.start
    asking = start is None or asked.said(start.word) is not None
    answer = ask(asked, known) if asking else None
    form = asked.said("as")
    if answer is not None and form is not None:
        return as_file(asked, known, answer, form)
    return asked.framed(
        "question.html",
        name="questions",
        question=known,
        fields=fields_of_question(asked, known),
        shown=None if answer is None else shown(asked, known, answer),
    )
