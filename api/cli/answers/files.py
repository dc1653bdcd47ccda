"""An answer as a file: in which forms there is one, told a line each, and which question has one of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.mistakes import listed
from api.cli.writing import free_path
from graph.answers.noted import sentence
from graph.errors import BadInput

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question

#: The modules of ``api.cli.written`` by how a file's name ends; in each is a function ``write_`` and its name.
FORMS: Mapping[str, str] = {
    ".xlsx": "book",
    ".csv": "csv_files",
    ".svg": "picture",  # of questions that are `drawn`
}


def own_forms() -> Mapping[tuple[str, str], str]:
    """Return where a question has a form of its own: one that offices know."""
    from graph.forms.register import FORMS as OFFICE

    return {(one.question, ".xlsx"): "form" for one in OFFICE.values() if one.question}


def free_file(named: str | None, question: Question, *, force: bool) -> Path | None:
    """Return the path of a file for an answer; None where none was asked for. It is looked at before anything is asked.

    Raises:
        BadInput: It is of no format that there is, or there is a file already.
    """
    if named is None:
        return None
    formats = [one for one in FORMS if one != ".svg" or question.drawn]
    if Path(named).suffix.lower() not in formats:
        raise BadInput("cli_file_name", file=named, expected=listed(formats))
    return free_path(named, force=force)


def write_answer_file(path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]) -> None:
    """Write an answer in the form that its file asks for, and say where it is, and what was not shown.

    Raises:
        BadInput: It cannot be written there.
    """
    end = path.suffix.lower()
    form = own_forms().get((question.name, end), FORMS[end])
    write = getattr(import_module(f"api.cli.written.{form}"), f"write_{form}")
    for one in write(path, asked, question, answer, said):
        print(asked.say("cli.written", file=one))  # noqa: T201
    if answer.rows.is_empty():  # somebody opens an empty file: why it is empty is told here too
        for issue in answer.issues[: asked.limit or None]:
            print(sentence(issue, asked.lang, asked.names.path_of), file=sys.stderr)  # noqa: T201
    if asked.showing.hidden:
        print(asked.say("cli.hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201
