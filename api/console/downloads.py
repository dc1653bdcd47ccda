"""What a page shows as a file: the whole answer as a workbook, as CSV, or as the document of ``/v1``."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fastapi import Response

from api.console.asked import Asked
from api.console.sheets import whole
from api.routes.replies import JSON, NO_STORE
from api.whoami import user
from graph.answers import Answer
from graph.answers.question import Question
from graph.cards.answers import totals_in_words
from graph.errors import BadValue
from graph.forms import AnswerSheet, csv_tables, write_answer_book
from graph.viewing import named
from graph.words import caption

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP = "application/zip"


def as_file(asked: Asked, question: Question, answer: Answer, form: str) -> Response:
    """Return all rows of an answer as a file.

    Raises:
        BadValue: There is no such form.
    """
    if form not in _FORMS:
        raise BadValue(found=form, expected=" ".join(f"`{one}`" for one in _FORMS))
    return _FORMS[form](asked, question, answer)


def workbook(asked: Asked, title: str, sheets: list[AnswerSheet], lines: list[str]) -> Response:
    """Return sheets as a workbook that a browser saves under a title."""
    with TemporaryDirectory(prefix="linli-page-") as folder:
        path = Path(folder) / "page.xlsx"
        write_answer_book(path, sheets, lines, asked.lang)
        return attached(path.read_bytes(), _WORKBOOK, f"{title}.xlsx")


def sheets_file(asked: Asked, title: str, sheets: list[AnswerSheet], said: list[str], form: str) -> Response:
    """Return sheets that a page made of its own as a workbook or as CSV; ``said`` is what was found in all, in words.

    Raises:
        BadValue: There is no such form.
    """
    if form not in ("xlsx", "csv"):
        raise BadValue(found=form, expected="`xlsx` `csv`")
    name = f"{title} {asked.on.isoformat()}"
    if form == "xlsx":
        return workbook(asked, name, sheets, _above(asked, said))
    return _tables(name, csv_tables(sheets))


def attached(content: bytes, media: str, name: str) -> Response:
    """Return a file that a browser saves under a name, which may be Chinese."""
    said = f"attachment; filename=\"linli{Path(name).suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media, headers={"Cache-Control": NO_STORE, "Content-Disposition": said})


def _workbook(asked: Asked, question: Question, answer: Answer) -> Response:
    return workbook(asked, _title(asked, question), whole(asked, question, answer), _lines(asked, answer))


def _csv(asked: Asked, question: Question, answer: Answer) -> Response:
    return _tables(_title(asked, question), csv_tables(whole(asked, question, answer)))


def _tables(title: str, tables: list[tuple[str, str]]) -> Response:
    """Return one table as CSV, several as a folder of them."""
    if len(tables) == 1:
        return attached(tables[0][1].encode("utf-8-sig"), "text/csv; charset=utf-8", f"{title}.csv")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in tables:
            folder.writestr(f"{name}.csv", text.encode("utf-8-sig"))
    return attached(packed.getvalue(), _ZIP, f"{title}.zip")


def _json(asked: Asked, question: Question, answer: Answer) -> Response:
    content = (named(answer, asked.showing).to_json() + "\n").encode()
    return attached(content, JSON, f"{_title(asked, question)}.json")


def _title(asked: Asked, question: Question) -> str:
    return f"{caption(f'question.{question.name}', asked.lang)} {asked.on.isoformat()}"


def _lines(asked: Asked, answer: Answer) -> list[str]:
    return _above(asked, totals_in_words(answer, asked.rules, asked.lang))


def _above(asked: Asked, totals: list[str]) -> list[str]:
    """Return what stands above a table: what was asked of where and when, what was found, whom it is for."""
    say = asked.say
    place = asked.called(asked.within) or say("console.everything")
    who = asked.account.name or user()
    made = say("picture.comma").join((say("picture.internal"), say("picture.by", name=who)))
    return [
        say("forms.of", place=place, day=asked.on, revision=asked.served.revision.number),
        *([say("picture.semicolon").join(totals)] if totals else []),
        made,
    ]


_FORMS: Mapping[str, Callable[[Asked, Question, Answer], Response]] = {"xlsx": _workbook, "csv": _csv, "json": _json}
