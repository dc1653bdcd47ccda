"""The answers in words: a question has a module of its name, with ``write``; one without is written as tables."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from api.cli.answers.tables import write_tables

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from api.cli.paper import Paper
    from graph.answers import Answer

__all__ = ["write_answer", "write_tables"]


def write_answer(paper: Paper, asked: Opened, answer: Answer) -> None:
    """Write an answer as a reader of the terminal wants it."""
    name = f"{__name__}.{answer.question}"
    if find_spec(name) is None:
        write_tables(paper, asked, answer)
    else:
        import_module(name).write(paper, asked, answer)
