"""An answer that offices know as a form, as that form: asked for here or by ``linli export``, it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.writing import write_file
from api.rendering.forms import signed
from api.whoami import by_whom
from graph.forms.asked import Asked
from graph.forms.register import form_of, function_of
from graph.forms.writers import writer_named

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_form(
    path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]
) -> Iterator[Path]:
    """Write it, and tell what does not stand on it.

    Raises:
        LinliError: There is nothing to be put on it.
    """
    form = form_of(question.name)
    named = {option.name for option in form.options}
    options = {name: value for name, value in answer.options.items() if name in named and value is not None}
    wanted = Asked(form.name, by_whom(said["maker"]), asked.lang, options)
    paper = function_of(form.name)(asked.network, asked.rules, asked.showing, wanted)
    if form.wall and said["maker"]:
        paper = signed(paper, by_whom(said["maker"]), asked.lang)
    write = writer_named(path.suffix.removeprefix(".").lower(), form.formats).write
    yield write_file(path, lambda part: write(part, paper, asked.lang, asked.network.date), private=not form.wall)
    for line in paper.told:
        print(line)  # noqa: T201
