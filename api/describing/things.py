"""Things and what happened to them: derived from the kinds."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from api.describing.columns import Document
from graph.kinds import Field as AField
from graph.kinds import Kind, things

_PYTHON: dict[str, Any] = {
    "text": str,
    "texts": list[str],
    "integer": int,
    "decimal": float,
    "flag": bool,
    "day": dt.date,
    "reference": str,
}


_HIDDEN = "How much of people was left out as personal; `personal=true` shows it and is logged"


def _said(one: AField) -> str:
    """Return what a field means, in both languages: there is one description for all."""
    return f"{one.description_zh} · {one.description}"


def _fields_of(kind: type[Kind]) -> Any:
    """Return the model of a thing's fields: those that are empty are not there."""
    fields: dict[str, Any] = {
        one.name: (_PYTHON[one.type], Field(default=None, title=f"{one.zh} · {one.en}", description=_said(one)))
        for one in kind.fields
    }
    made = create_model(f"{kind.__name__}Fields", __base__=Document, **fields)
    made.__doc__ = f"{kind.description_zh} · {kind.description()}"
    return made


class TieAt(Document):
    """A tie at a thing."""

    tie: str = Field(description="Kind of the tie")
    forward: bool = Field(description="Whether it leads from the thing shown")
    other: str = Field(description="Id of the thing at its other end")
    fields: dict[str, Any]


class _Seen(Document):
    schema_: int = Field(alias="schema", description="1; additions only")
    revision: int
    on: dt.date


class Formerly(Document):
    """A name that a thing had."""

    name: str
    until: dt.date | None = Field(description="The first day on which it had it no more; null: not said")


class Within(Document):
    """A place in which part of a building lies."""

    id: str
    path: str


def _thing() -> type[BaseModel]:
    by_kind = reduce(or_, (_fields_of(kind) for kind in things()))
    return create_model(
        "Thing",
        __base__=_Seen,
        key=(str, ...),
        kind=(str, Field(description="/v1/kinds tells it")),
        path=(str, Field(description="How people name it")),
        formerly=(list[Formerly], Field(description="What it was called before, the latest name first")),
        split=(list[Within], Field(description="The places in which the parts of a split building lie")),
        fields=(by_kind, Field(description="The fields that are filled in")),
        ties=(list[TieAt], Field(description="Those that hold on the day")),
        hidden=(int, Field(description=_HIDDEN)),
    )


Thing = _thing()


class Found(Document):
    """One thing of a list."""

    key: str
    kind: str
    name: str
    path: str
    formerly: list[Formerly] = Field(description="What it was called before, the latest name first")


class OnAnotherDay(Document):
    """What is called so, but not on the day asked about."""

    code: str = Field(description="`not_yet`, `no_longer`, or `went_on`: others took its place")
    path: str
    since: dt.date | None = Field(description="The first day on which it is there; null: it was there before")
    until: dt.date | None = Field(description="The first day on which it was there no more; null: it comes later")
    others: str | None = Field(description="The paths of those that took its place; null: none did")


class Things(_Seen):
    """Things by name, or one after the other."""

    list_: Literal["things"] = Field(alias="list")
    within: str | None
    options: dict[str, Any]
    totals: dict[str, int]
    rows: list[Found]
    on_other_days: list[OnAnotherDay] = Field(description="Only where nothing was found on the day, by `q` alone")
    hidden: int = Field(description=_HIDDEN)
    next: str | None = Field(description="`cursor` of the next page; null: this is the last")


class Change(Document):
    """What is otherwise now."""

    field: str
    before: str | None
    after: str | None


class Event(Document):
    """One thing that happened."""

    revision: int
    until_revision: int | None
    at: dt.datetime
    by: str
    source: str
    reason: str = Field(description="Why, as somebody wrote it; empty where nobody did")
    op: Literal["added", "changed", "removed", "compacted"]
    kind: str
    key: str
    tie_source: str | None
    tie_target: str | None
    changed: list[Change]


class History(Document):
    """What happened to a thing."""

    schema_: int = Field(alias="schema", description="1; additions only")
    list_: Literal["history"] = Field(alias="list")
    key: str
    rows: list[Event]
    hidden: int = Field(description=_HIDDEN)
    next: str | None


class Commit(Document):
    """One revision."""

    number: int
    by: str
    at: dt.datetime
    source: str
    reason: str = Field(description="Why, as somebody wrote it; empty where nobody did")


class Revisions(Document):
    """Every revision, oldest first."""

    schema_: int = Field(alias="schema", description="1; additions only")
    list_: Literal["revisions"] = Field(alias="list")
    rows: list[Commit]
    next: str | None


class Named(Document):
    """A thing, by id and by what it is called."""

    id: str
    name: str


class Difference(Document):
    """One thing that is otherwise."""

    what: Literal[
        "appointed",
        "left",
        "renewed",
        "founded",
        "ended",
        "moved",
        "renamed",
        "counted",
        "tied",
        "untied",
        "changed",
        "removed",
    ]
    kind: str
    key: str = Field(description="Of the row: of a tie, its own")
    thing: Named = Field(description="Whom it is about; of who is appointed or left, the post")
    other: Named | None = Field(description="Of a tie, its other end: of a post, the person")
    field: str | None
    before: Named | int | float | bool | str | list[str] | None = Field(description="Of a move, where from")
    after: Named | int | float | bool | str | list[str] | None = Field(description="Of a move, where to")
    on: dt.date | None = Field(description="First day on which it is so; of what ended, on which it is no longer so")


class Why(Document):
    """Why a revision was made."""

    revision: int
    reason: str


class Changes(Document):
    """What changed between two revisions."""

    schema_: int = Field(alias="schema", description="1; additions only")
    list_: Literal["changes"] = Field(alias="list")
    from_: int = Field(alias="from", description="The revision before the changes")
    to: int
    totals: dict[str, int]
    rows: list[Difference]
    reasons: list[Why] = Field(description="Why, of each revision of which somebody wrote so")
    hidden: int = Field(description=_HIDDEN)
    next: str | None
