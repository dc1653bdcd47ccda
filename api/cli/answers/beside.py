"""The people in a norm type's own columns of a row, in words: who they are, or how many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.cli.opened import Opened
from graph.answers.cells import RESERVED
from graph.cards.cells import Cells

#: What such columns may hold (``graph.answers.cells.OWN``).
_PEOPLE = ("pairs", "eligible")


def told_beside(asked: Opened, row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the own columns of a row say, those that hold people."""
    say = asked.say
    for column, held in say.norms[row["norm"]].body.columns.items():
        people, many = row.get(column), row.get(RESERVED.get(column, ""))
        if held not in _PEOPLE or not (people or many):
            continue
        cells = Cells(asked.rules, asked.lang, called=asked.names.things.label)
        text = cells.text(column, people) if people else say("cli.reserved", count=many)
        order = row.get("eligible_order")
        yield say(f"beside.{column}", text=text, order=order and say(f"eligible_order.{order}"))
