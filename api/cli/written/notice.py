"""The table of a month as a notice for the wall, and what the office must know before it puts it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.writing import write_file
from api.whoami import by_whom
from graph.answers.noted import sentence
from graph.answers.posted import posted, subtracted
from graph.forms.notice import write_notice as write_page
from graph.names.shared import shared

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question


def write_notice(path: Path, asked: Opened, _: Question, answer: Answer, said: Mapping[str, Any]) -> Iterator[Path]:
    """Write it; places are called by what parts them, since where they all lie stands above the table."""
    paths = {one["id"]: asked.names.path_of(one["id"]) for one in answer.rows["place"].drop_nulls()}
    place = shared(paths.values()) if answer.within is None else asked.names.path_of(answer.within)
    table = posted(answer, asked.words, lambda key: paths[key].removeprefix(f"{place}/"), asked.lang)
    by = by_whom(said["maker"]) if said["maker"] else None  # on a wall only who wants to stand there
    yield write_file(path, lambda part: write_page(part, answer, table, place, by, asked.lang), private=True)
    for note in subtracted(answer, asked.lang):
        print(asked.say("notice.office", note=note))  # noqa: T201
    for issue in answer.issues:
        print(sentence(issue, asked.lang, asked.called))  # noqa: T201
