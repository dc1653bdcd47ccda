"""What is written of a thing itself, and what statements say of it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.console.asked import Asked
from api.rendering.thing import fields_of, said_of
from api.rendering.worded import said_in_words, value_of
from graph.keys import is_key
from graph.kinds import kind_of


@dataclass(frozen=True)
class Line:
    """A field as it is shown.

    Attributes:
        title: What the field is called.
        said: Its value in words.
        key: Key of the thing that it names, if it names one.
    """

    title: str
    said: str
    key: str | None = None


@dataclass(frozen=True)
class Statements:
    """What statements of one kind say of a thing, a line each, with the key of the statement."""

    title: str
    lines: tuple[tuple[str, str], ...]


def words_at(asked: Asked, key: str) -> str | None:
    """Return the profile in whose words a thing is told; None where it follows none, or is not there on the day."""
    row = asked.whole.rows.row(key)
    anchor = -1 if row is None or not asked.whole.view.valid[row] else int(asked.whole.view.anchor[row])
    profile = asked.say.profile(asked.whole.key(anchor)) if anchor >= 0 else None
    return profile.key if profile else None


def lines_of(asked: Asked, key: str, words: str | None) -> list[Line]:
    """Return the fields of a thing that are filled in and that whoever asks may see."""
    shown = fields_of(asked.whole, key, asked.showing)
    return [_line(asked, one, shown[one.name], words) for one in kind_of(_kind(key)).fields if one.name in shown]


def _line(asked: Asked, one: Any, value: Any, words: str | None) -> Line:
    named = value if one.type == "reference" and is_key(value) else None
    return Line(getattr(one, asked.lang), value_of(asked, one, value, words), named)


def statements_of(asked: Asked, key: str, words: str | None) -> list[Statements]:
    """Return what is said of a thing elsewhere, by kind."""
    found = []
    for name, group in groupby(said_of(asked.whole, key, asked.showing), key=lambda one: one["kind"]):
        lines = tuple((said_in_words(asked, key, one, words), str(one["key"])) for one in group)
        found.append(Statements(getattr(kind_of(name), asked.lang), lines))
    return found


def _kind(key: str) -> str:
    return key.rpartition("-")[0]
