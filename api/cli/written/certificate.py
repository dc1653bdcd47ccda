"""A service record as a certificate for whoever it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.writing import write_file
from api.whoami import by_whom
from graph.forms.certificate import certificate_of
from graph.forms.xlsx import write_paper

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_certificate(
    path: Path, asked: Opened, _: Question, answer: Answer, said: Mapping[str, Any]
) -> Iterator[Path]:
    """Write it."""
    name, by = asked.called(answer.options["whom"]), by_whom(said["maker"])
    called = partial(asked.say.word, "category")
    paper = certificate_of(answer, name, by, called, asked.lang)
    yield write_file(path, lambda part: write_paper(part, paper, asked.lang), private=True)
