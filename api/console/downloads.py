"""What a page shows as a file: the whole answer as a workbook, as CSV, or as the document of ``/v1``."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
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


def sheets_as_file(
    asked: Asked, title: str, sheets: Sequence[AnswerSheet], form: str, said: Sequence[str] = ()
) -> Response:
    """Return sheets that a page made itself as a workbook, or as CSV; what they are of stands in the title.

    In a workbook what was found in all, ``said``, stands above them.

    Raises:
        BadValue: There is no such form.
    """
    join = asked.say("picture.semicolon").join
    if form == "xlsx":
        return workbook(asked, title, list(sheets), [_of(asked), *filter(None, [join(said)]), _made(asked)])
    if form == "csv":
        return packed_csv(title, sheets)
    raise BadValue(found=form, expected="`xlsx` `csv`")


def workbook(asked: Asked, title: str, sheets: list[AnswerSheet], lines: list[str]) -> Response:
    """Return sheets as a workbook that a browser saves under a title."""
    with TemporaryDirectory(prefix="linli-page-") as folder:
        path = Path(folder) / "page.xlsx"
        write_answer_book(path, sheets, lines, asked.lang)
        return attached(path.read_bytes(), _WORKBOOK, f"{title}.xlsx")


def attached(content: bytes, media: str, name: str) -> Response:
    """Return a file that a browser saves under a name, which may be Chinese."""
    said = f"attachment; filename=\"linli{Path(name).suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media, headers={"Cache-Control": NO_STORE, "Content-Disposition": said})


def _workbook(asked: Asked, question: Question, answer: Answer) -> Response:
    return workbook(asked, _title(asked, question), whole(asked, question, answer), _lines(asked, answer))


def _csv(asked: Asked, question: Question, answer: Answer) -> Response:
    return packed_csv(_title(asked, question), whole(asked, question, answer))


def packed_csv(title: str, sheets: Sequence[AnswerSheet]) -> Response:
    """Return one table as CSV, several as a folder of them."""
    tables = csv_tables(list(sheets))
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
    """Return what stands above a table: what was asked of where and when, what was found, whom it is for."""
    totals = totals_in_words(answer, asked.rules, asked.lang)
    return [_of(asked), *([asked.say("picture.semicolon").join(totals)] if totals else []), _made(asked)]


def _of(asked: Asked) -> str:
    place = asked.called(asked.within) or asked.say("console.everything")
    return asked.say("forms.of", place=place, day=asked.on, revision=asked.served.revision.number)


def _made(asked: Asked) -> str:
    say, who = asked.say, asked.account.name or user()
    return say("picture.comma").join((say("picture.internal"), say("picture.by", name=who)))


_FORMS: Mapping[str, Callable[[Asked, Question, Answer], Response]] = {"xlsx": _workbook, "csv": _csv, "json": _json}
#: As what files an answer comes; other tables of a page as the first two of them.
FORMS = tuple(_FORMS)
