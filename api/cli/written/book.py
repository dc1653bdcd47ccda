"""A workbook of all tables of an answer, to read, sort and print; for the office alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.heading import place_of
from api.cli.writing import write_file
from api.cli.written.sheets import sheets_of
from api.whoami import by_whom
from graph.answers.options import Holds
from graph.cards.answers import totals_in_words
from graph.forms import write_answer_book

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_book(
    path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]
) -> Iterator[Path]:
    """Write it, with what was asked and who made it above each table."""
    sheets, lines = sheets_of(asked, question, answer), list(_lines(asked, question, answer, said))
    yield write_file(path, lambda part: write_answer_book(part, sheets, lines, asked.lang), private=True)


def _lines(asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands above a table: what was asked of where and when, what was found in all, whom it is for."""
    say = asked.say
    start = question.start
    of_thing = start is not None and start.holds is Holds.REFERENCE
    place = asked.called(answer.options[start.name]) if start is not None and of_thing else place_of(asked)
    yield say("forms.of", place=place, day=answer.on, revision=answer.revision)
    if totals := totals_in_words(answer, asked.rules, asked.lang):
        yield say("picture.semicolon").join(totals)
    yield say("picture.comma").join((say("picture.internal"), say("picture.by", name=by_whom(said["maker"]))))
