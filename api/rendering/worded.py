"""A thing in words: the values of its fields, the headings of its ties, and what happened to it, as people say them.

Terminal and pages say the same: each tells how it calls things, and in which language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from api.captions import Captions
from api.rendering.days import last_day
from graph.kinds import Field, Thing, Tie, field_of, kind_of
from graph.values import INSTANT
from graph.words import LANGUAGES
from graph.words.listed import Listed

Row = Mapping[str, Any]


class Speaks(Protocol):
    """A surface: which language it speaks, and what it calls things."""

    lang: str

    @property
    def say(self) -> Captions:
        """The words of codes."""

    def called(self, key: str) -> str:
        """Return what a thing is called to who looks."""


def value_of(asked: Speaks, one: Field, value: Any, words: str | None) -> str:
    """Return a value of a field as people say it, in the words of a profile."""
    if one.type == "reference":
        return asked.called(value)
    if one.type == "flag":
        return asked.say(f"flag.{str(value).lower()}")
    if one.value == "measure":
        name = asked.say.word("measure", value, words)
        return asked.say.measured(value, words) if name == value else asked.say("cli.named", text=name, name=value)
    if one.value == "selector":
        return asked.say.listed(value, words)
    if isinstance(value, list):
        said = [asked.say.word(one.vocabulary, each, words) if one.vocabulary else each for each in value]
        return Listed(said).said(asked.lang)
    if one.vocabulary:
        return asked.say.word(one.vocabulary, value, words)
    if one.value == "instant":
        return str(INSTANT.caption(value, asked.lang))
    return str(last_day(one.name, value))


def heading_of(tie: str, lang: str, *, forward: bool) -> str:
    """Return how a tie is called from the end that is shown."""
    kind = kind_of(tie)
    if forward or not issubclass(kind, Tie):
        return str(getattr(kind, lang))
    return kind.reverse[LANGUAGES.index(lang)]


def details_of(asked: Speaks, tie: Row, words: str | None) -> str:
    """Return what else is said of a tie: its filled fields."""
    parts = [
        f"{getattr(one, asked.lang)} {value_of(asked, one, tie['fields'][one.name], words)}"
        for one in kind_of(tie["tie"]).fields
        if tie["fields"].get(one.name) is not None
    ]
    return asked.say("cli.comma").join(parts)


def grouped(ties: Sequence[dict[str, Any]]) -> dict[tuple[str, bool], list[dict[str, Any]]]:
    """Return ties by what they are called from the end that is shown."""
    found: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for one in ties:
        found.setdefault((one["tie"], one["forward"]), []).append(one)
    return found


def said_in_words(asked: Speaks, key: str, said: Row, words: str | None) -> str:
    """Return what a statement says of a thing, without naming the thing again."""
    kind = kind_of(said["kind"])
    told = ((field, said["fields"].get(field.name)) for field in kind.fields)
    parts = [
        f"{getattr(field, asked.lang)} {value_of(asked, field, value, words)}"
        for field, value in told
        if value not in (None, key)
    ]
    return asked.say("cli.comma").join(parts)


def instant(at: datetime) -> str:
    """Return when something was written, as clocks here show it.

    Example:
        >>> from datetime import UTC
        >>> instant(datetime(2024, 11, 1, 2, 30, tzinfo=UTC))
        '2024-11-01 10:30'
    """
    return at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%d %H:%M")


def event_of(asked: Speaks, row: Row, of: str | None = None) -> tuple[str, str]:
    """Return what was done, and what is now otherwise, in the captions of the kind; of a tie also its ends.

    What is said of a thing step by step, as the steps of a need are, tells what it says when it is added.

    Args:
        asked: The surface.
        row: An event of a history.
        of: Whose history it is, where that need not be said again.
    """
    say = asked.say
    done = say(f"op.{row['op']}", kind=say.word("kind", row["kind"]))
    ends = [asked.called(row[end]) for end in ("tie_source", "tie_target") if row[end] not in (None, of)]
    parts = [" → ".join(ends)] if ends else []
    kind = kind_of(row["kind"])
    if row["op"] == "added" and issubclass(kind, Thing) and kind.statement:
        parts += _said_anew(asked, row)
    for one in row["changed"] if row["op"] in {"changed", "compacted"} else ():
        field = field_of(row["kind"], one["field"])
        caption = getattr(field, asked.lang)
        before, after = (_told(asked, field, one[side]) for side in ("before", "after"))
        parts.append(caption if before is None and after is None else f"{caption} {before or '—'} → {after or '—'}")
    return done, say("cli.comma").join(parts)


def _said_anew(asked: Speaks, row: Row) -> Iterator[str]:
    """Yield what a new statement says, without naming again what it is said of."""
    of = {field.name for field in kind_of(row["kind"]).fields if field.required and field.anchors}
    for one in row["changed"]:
        if one["field"] not in of and one["after"] is not None:
            field = field_of(row["kind"], one["field"])
            yield f"{getattr(field, asked.lang)} {_told(asked, field, one['after'])}"


def _told(asked: Speaks, field: Field, value: str | None) -> str | None:
    """Return a value of a history as people say it; of days on which something holds the last one."""
    if value is None:
        return None
    if field.type == "day":
        return value_of(asked, field, date.fromisoformat(value), None)
    return value_of(asked, field, json.loads(value) if field.type == "texts" else value, None)
