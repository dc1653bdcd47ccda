"""公示: the table of a month as it may be put up on a wall, small counts hidden, on one page of paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import Depends, Response

from api.console.answered import answered
from api.console.around import below, levels_below, way_up
from api.console.asked import Asked
from api.console.choosing import choice
from api.console.downloads import attached, sheets_as_file
from api.console.fields import FormField
from api.console.page import Page, page_router
from api.rendering.forms import paper_of
from graph.answers import Answer
from graph.answers.needs import LEVEL
from graph.answers.noted import sentence
from graph.answers.posted import Posted, posted, subtracted
from graph.forms import AnswerSheet
from graph.forms.register import FORMS
from graph.forms.writers import writer_named
from graph.values.months import last_of, month_before, read_month, show_month

router = page_router()
PAGE = Page("/bulletin", "bulletin", router, ("bulletin",))
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MONTHS = 12


@router.get("/bulletin")
def bulletin(asked: Annotated[Asked, Depends()]) -> Response:
    """Show the table of a month."""
    level = asked.said("level") or LEVEL
    answer = answered(asked, "bulletin", month=asked.said("month"), level=level)
    called = _named(asked, answer)
    table = posted(answer, asked.words, called, asked.lang)
    form = asked.said("as")
    if form is not None:
        return _file(asked, answer, table, form)
    month = str(answer.options["month"])
    levels = dict.fromkeys([*levels_below(asked, "territory"), level])
    choices = [(one, asked.say.word("level", one)) for one in levels]
    first = read_month(month) or asked.on.replace(day=1)
    return asked.framed(
        "bulletin.html",
        name="bulletin",
        crumbs=way_up(asked, asked.within),
        fields=[
            FormField("month", asked.say("field.month"), "choice", [month], _months(asked.on, month), required=True),
            choice(asked, "level", level, choices),
        ],
        month=month,
        earlier=show_month(month_before(first)),
        later=_later(first, asked.on),
        place=asked.called(asked.within),
        table=table,
        inside=subtracted(answer, asked.lang),
        issues=[sentence(one, asked.lang, asked.called) for one in answer.issues],
    )


def _named(asked: Asked, answer: Answer) -> Callable[[str], str]:
    """Return a function that names the places of a table; one around the place of the page is named as a part."""
    called = below(asked, (row["place"]["path"] for row in answer.rows.iter_rows(named=True) if row["place"]))
    way = {one.key: one.name for one in way_up(asked, asked.within)}

    def named(key: str) -> str:
        if asked.within is None or key not in way or key == asked.within:
            return called(key)
        return asked.say("bulletin.part", place=way[key], part=way[asked.within])

    return named


def _months(on: date, chosen: str) -> list[tuple[str, str]]:
    """Return the months that somebody may want to put up: the last ones that have begun, and the one that is shown."""
    found, first = [], on.replace(day=1)
    for _ in range(_MONTHS):
        found.append(show_month(first))
        first = month_before(first)
    return [(one, one) for one in dict.fromkeys([*found, chosen])]


def _later(first: date, on: date) -> str | None:
    after = date.fromordinal(last_of(first).toordinal() + 1)
    return show_month(after) if after <= on else None


def _file(asked: Asked, answer: Answer, table: Posted, form: str) -> Response:
    """Return the notice as a workbook, or its table as CSV; neither says anything for the office alone."""
    title = f"{asked.say('notice.title')} {answer.options['month']}"
    if form == "xlsx":
        with TemporaryDirectory(prefix="linli-page-") as folder:
            path, said = Path(folder) / "notice.xlsx", {name: answer.options[name] for name in ("month", "level")}
            office = FORMS["bulletin"]
            paper = paper_of(office, said, asked.network, asked.rules, asked.showing, asked.key, "", asked.lang)
            writer_named("xlsx", office.formats).write(path, paper, asked.lang, asked.on)
            return attached(path.read_bytes(), _WORKBOOK, f"{title}.xlsx")
    rows: tuple[tuple[Any, ...], ...] = table.lines
    sheet = AnswerSheet("rows", title, table.headers, rows, frozenset())
    return sheets_as_file(asked, title, [sheet], form)
