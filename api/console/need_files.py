"""One need as a file: what it says of itself, its life step by step, and who was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Response

from api.console.asked import Asked
from api.console.downloads import sheets_as_file
from graph.forms import AnswerSheet

_STEP = ("number", "at", "called", "by", "to", "outcome", "until", "reason")
_TIE = ("called", "state", "quantity", "on", "reply_by", "reason")

Row = Mapping[str, Any]


def need_as_file(
    asked: Asked, title: str, fields: Sequence[tuple[str, str]], steps: Sequence[Row], ties: Sequence[Row], form: str
) -> Response:
    """Return a need as a workbook or as CSV.

    Raises:
        BadValue: There is no such form.
    """
    said = ("needs.file.what", "needs.file.says")
    sheets = [
        AnswerSheet("rows", title, tuple(asked.say(one) for one in said), tuple(fields), frozenset()),
        _sheet(asked, "life", asked.say("needs.life"), _STEP, steps),
        _sheet(asked, "asked", asked.say("needs.asked"), _TIE, ties),
    ]
    return sheets_as_file(asked, title, [one for one in sheets if one.rows], form)


def _sheet(asked: Asked, name: str, title: str, columns: Sequence[str], rows: Sequence[Row]) -> AnswerSheet:
    headers = tuple(asked.say(f"needs.file.{name}.{one}") for one in columns)
    lines = tuple(tuple("" if row[one] is None else str(row[one]) for one in columns) for row in rows)
    return AnswerSheet(name, title, headers, lines, frozenset())
