"""An answer as the tables that it is: the names of columns as JSON has them, what is empty left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.cli.heading import write_heading

if TYPE_CHECKING:
    from api.cli.opened import Opened
    from api.cli.paper import Paper
    from graph.answers import Answer

_DULL = {"cite", "listings", "evidence"}
_TOLD = ("path", "name", "role", "code", "value", "why")


def write_tables(paper: Paper, asked: Opened, answer: Answer, start: str | None = None) -> None:
    """Write the first rows of each table; ``start`` is what the heading names where it is no place asked about."""
    write_heading(paper, asked, answer.question, start)
    for frame in answer.frames.values():
        columns = [column for column in frame.columns if column not in _DULL]
        rows = [[_cell(row[column]) for column in columns] for row in frame.head(asked.limit).iter_rows(named=True)]
        paper.table(columns, rows)
        if frame.height > asked.limit:
            paper.line(asked.say("cli.more", count=frame.height - asked.limit))
        paper.line()


def _cell(value: Any) -> str:
    """Return one value of a row: of a thing its path, name or role, of a band its ends, of a list its parts."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(_cell, value))
    if not isinstance(value, dict):
        return str(value)
    if "low" in value:
        high = value["high"]
        return f"{value['low']}" if value["low"] == high else f"{value['low']}..{'' if high is None else high}"
    return next((str(value[key]) for key in _TOLD if value.get(key) is not None), "")
