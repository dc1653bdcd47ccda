"""待办 of a seat as lines, each with what it is about, and as one text to copy into a group chat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.console.answered import answered
from api.console.asked import Asked
from graph.answers.todo_said import waiting
from graph.selectors import parse
from graph.words.listed import Listed

#: Kinds that have a seat's work.
SEATS = ("post", "organisation", "team", "person")
#: What ends on a day by itself.
_END = ("term", "agreement")


@dataclass(frozen=True)
class Waits:
    """What waits for a seat.

    Attributes:
        seat: Its key.
        called: What it is called.
        lines: What waits, each with the key of the thing and the word for its being late; empty where it is not.
        text: All of it, as it is pasted.
    """

    seat: str
    called: str
    lines: tuple[tuple[str, str, str], ...]
    text: str


def waits_for(asked: Asked, seat: str) -> Waits:
    """Return what waits for a seat on the day."""
    rows = answered(asked, "todo", seat=seat).rows.iter_rows(named=True)
    lines = tuple((_said(asked, row), row["thing"]["id"], late_of(asked, row)) for row in rows)
    called, say = asked.called(seat), asked.say
    head = say("todo.head" if lines else "todo.none", seat=called, on=asked.on, count=len(lines))
    numbered = [say("todo.line", number=number, text=text) for number, (text, _, _) in enumerate(lines, 1)]
    return Waits(seat, called, lines, "\n".join([head, *numbered]))


def late_of(asked: Asked, row: dict[str, Any]) -> str:
    """Return the word for something that is late: what ends on a day has ended, and nobody was slow."""
    if not row["overdue"]:
        return ""
    return asked.say("home.ended" if row["matter"] in _END else "home.overdue")


def _said(asked: Asked, row: dict[str, Any]) -> str:
    thing = row["thing"]
    if thing["kind"] in ("need", "project"):  # with the number by which its next step is taken
        thing |= {"name": asked.say("picture.named", text=thing["name"], note=asked.names.number_of(thing["id"]))}
    if thing["kind"] == "listing" and thing["name"]:  # what a list is of, not how it is written
        thing |= {"name": _listed(asked, thing["name"])}
    norm = asked.say.norm(row["norm"]) if row["norm"] else None
    return waiting({**row, "thing": thing}, asked.lang, norm)


def _listed(asked: Asked, selector: str) -> str:
    found, say = parse(selector), asked.say
    words = [say.word("form" if name == "form" else name, one) for name in ("form", "role", "level")
             for one in sorted(found.get(name))]  # fmt: skip
    kinds = say("cli.comma").join(say.word("kind", one) for one in sorted(found.get("kind")))
    return say("picture.named", text=kinds, note=Listed(words)) if words else kinds
