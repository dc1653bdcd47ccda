"""Work that waits for a seat, one sentence a line, to paste into a group chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.values.instant import show_instant
from graph.words import caption

Row = Mapping[str, Any]


def waiting(row: Row, lang: str = "zh", norm: str | None = None) -> str:
    """Return a piece of work that waits, with its deadline, as a sentence.

    Args:
        row: A row of the answer; its sentence is not looked at.
        lang: ``zh`` or ``en``.
        norm: What the norm of a gap is called; left out, its id.

    Example:
        >>> thing = {"id": "need-1", "name": "灯坏了", "kind": "need"}
        >>> row = {"matter": "take", "thing": thing, "due": "2024-05-09T16:00:00Z", "overdue": True, "place": None}
        >>> waiting({**row, "count": 1, "norm": None})
        '等你接单：灯坏了，已超时（2024-05-09）'
        >>> waiting({**row, "matter": "term", "count": 1, "norm": None})
        '任期将满或已满：灯坏了（2024-05-09）'
    """
    thing = row["thing"]
    name = thing["name"] or thing["id"]
    place = row["place"]
    said = caption(
        f"todo.{row['matter']}",
        lang,
        thing=name if place is None or not place["name"] else caption("todo.at", lang, place=place["name"], thing=name),
        norm=norm or row["norm"] or "",
        count=row["count"],
    )
    if row["due"] is None:
        return said
    code = "todo.overdue" if row["overdue"] else "todo.due"
    if row["matter"] in ("term", "agreement", "listing"):  # nobody was late: its day has come
        code = "todo.until"
    return caption(code, lang, text=said, due=show_instant(row["due"], lang))
