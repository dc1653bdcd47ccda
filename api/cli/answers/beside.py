"""What a type of norm says of a row in columns of its own that hold people: who is meant, or how many they are."""

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
        if held in _PEOPLE and people:
            cells = Cells(asked.rules, asked.lang, called=asked.names.things.label)
            yield say("cli.named", text=say(f"column.{column}"), name=cells.text(column, people))
        elif many:
            yield say("cli.named", text=say(f"column.{column}"), name=say("cli.reserved", count=many))
