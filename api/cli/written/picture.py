"""The picture of an answer; nobody is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.writing import write_text
from api.whoami import by_whom

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_picture(
    path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]
) -> Iterator[Path]:
    """Write it."""
    from graph.pictures import OF_ANSWERS

    text = OF_ANSWERS[question.name](asked.network, asked.rules, answer, lang=asked.lang, by=by_whom(said["maker"]))
    write_text(path, text, private=True)
    yield path
