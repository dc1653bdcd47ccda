"""What an answer noted on its way, told below it: one line an issue."""

from __future__ import annotations

from api.cli.opened import Opened
from api.cli.paper import Paper
from api.cli.paths import Paths
from graph.answers import Answer
from graph.answers.noted import sentence


def write_noted(paper: Paper, asked: Opened, answer: Answer, paths: Paths | None = None) -> None:
    """Write the issues of an answer; ``paths`` shortens what they name as the rows above do."""
    called = asked.names.path_of if paths is None else paths.of
    for issue in answer.issues[: asked.limit or None]:
        paper.line(sentence(issue, asked.lang, called))
