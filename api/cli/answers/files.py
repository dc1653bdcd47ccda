"""An answer as a file, the same for every question: a workbook to read, sort and print, or CSV for another program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.heading import place_of
from api.cli.mistakes import listed
from api.cli.writing import free_path, write_file
from api.rendering.thing import fields_of
from api.whoami import by_whom
from graph.cards.answers import totals_in_words
from graph.errors import BadInput
from graph.forms import answer_sheets, csv_tables, write_answer_book

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from graph.answers import Answer
    from graph.answers.question import Question

_FORMATS = (".xlsx", ".csv")
_PICTURE = ".svg"


def free_file(named: str | None, question: Question, *, force: bool) -> Path | None:
    """Return the path of a file for an answer; None where none was asked for. It is looked at before anything is asked.

    Raises:
        BadInput: It is of no format that there is, or there is a file already.
    """
    if named is None:
        return None
    if Path(named).suffix.lower() not in _FORMATS:
        from graph.pictures import OF_ANSWERS

        formats = (*_FORMATS, _PICTURE) if question.name in OF_ANSWERS else _FORMATS
        if Path(named).suffix.lower() not in formats:
            raise BadInput("cli_file_name", file=named, expected=listed(formats))
    return free_path(named, force=force)


def write_answer_file(path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]) -> None:
    """Write all rows of an answer, for the office alone, and say where they are.

    Raises:
        BadInput: It cannot be written there.
    """
    if path.suffix.lower() == _PICTURE:
        _write_picture(path, asked, question, answer, said)
        return
    sheets = answer_sheets(
        question, answer, asked.words, asked.lang, cache(partial(_called, asked)), cache(partial(_field, asked))
    )
    if path.suffix.lower() == ".csv":
        tables = list(csv_tables(sheets))
        free = [_free_csv(path, name, force=said["force"]) for name, _ in tables]  # all of them, before one is written
        for one, (_, text) in zip(free, tables, strict=True):
            _write_csv(one, text)
            print(asked.say("cli.written", file=one))  # noqa: T201
    elif question.name == "served":
        _write_certificate(path, asked, answer, said)
    else:
        lines = list(_lines(asked, question, answer, said))
        write_file(path, lambda part: write_answer_book(part, sheets, lines, asked.lang), private=True)
        print(asked.say("cli.written", file=path))  # noqa: T201
    if asked.showing.hidden:
        print(asked.say("cli.hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201


def _write_picture(path: Path, asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]) -> None:
    """Write the picture of an answer; nobody is named in it."""
    from graph.pictures import OF_ANSWERS

    text = OF_ANSWERS[question.name](asked.network, asked.rules, answer, lang=asked.lang, by=by_whom(said["maker"]))
    write_file(path, lambda part: part.write_text(text, encoding="utf-8"), private=True)
    print(asked.say("cli.written", file=path))  # noqa: T201


def _write_certificate(path: Path, asked: Opened, answer: Answer, said: Mapping[str, Any]) -> None:
    """Write a service record as a certificate for whoever it is of."""
    from graph.forms.certificate import write_certificate

    name, by = asked.called(answer.options["whom"]), by_whom(said["maker"])
    called = partial(asked.say.word, "category")
    write_file(path, lambda part: write_certificate(part, answer, name, by, called, asked.lang), private=True)
    print(asked.say("cli.written", file=path))  # noqa: T201


def _free_csv(path: Path, name: str, *, force: bool) -> Path:
    """Return where a table goes; those after the first go beside it, ``缺口-load.csv``."""
    beside = path.with_name(f"{path.stem}-{name}{path.suffix}")
    return path if name == "rows" else free_path(str(beside), force=force)


def _write_csv(path: Path, text: str) -> None:
    write_file(path, lambda part: part.write_text(text, encoding="utf-8-sig", newline=""), private=True)


def _lines(asked: Opened, question: Question, answer: Answer, said: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands above a table: what was asked of where and when, what was found in all, whom it is for."""
    say = asked.say
    start = question.start
    place = place_of(asked) if start is None else asked.called(answer.options[start.name])
    yield say("forms.of", place=place, day=answer.on, revision=answer.revision)
    if totals := totals_in_words(answer, asked.rules, asked.lang):
        yield say("picture.semicolon").join(totals)
    yield say("picture.comma").join((say("picture.internal"), say("picture.by", name=by_whom(said["maker"]))))


def _called(asked: Opened, key: str) -> str:
    """Return what a thing is called on paper; of an exception why it was made."""
    if key.startswith("exception-"):
        fields = fields_of(asked.network, key, asked.showing)
        return asked.say("cli.comma").join(filter(None, (fields.get("reason"), fields.get("who"))))
    return asked.called(key)


def _field(asked: Opened, key: str, name: str) -> Any:
    return fields_of(asked.network, key, asked.showing, only=name).get(name)
