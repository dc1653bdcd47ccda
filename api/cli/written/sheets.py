"""The sheets of an answer, with what its reader may know of the things on them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from api.rendering.thing import fields_of
from graph.forms import AnswerSheet, answer_sheets

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def sheets_of(asked: Opened, question: Question, answer: Answer, *, whole: bool = False) -> list[AnswerSheet]:
    """Return each table of an answer as people read it; ``whole``: each path from its beginning, as a program wants."""
    called, field = cache(partial(_called, asked)), cache(partial(_field, asked))
    return answer_sheets(question, answer, asked.words, asked.lang, called, field, whole=whole)


def _called(asked: Opened, key: str) -> str:
    """Return what a thing is called on paper; of an exception why it was made."""
    if key.startswith("exception-"):
        fields = fields_of(asked.network, key, asked.showing)
        return asked.say("cli.comma").join(filter(None, (fields.get("reason"), fields.get("who"))))
    return asked.called(key)


def _field(asked: Opened, key: str, name: str) -> Any:
    return fields_of(asked.network, key, asked.showing, only=name).get(name)
