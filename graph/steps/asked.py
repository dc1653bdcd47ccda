"""A requested step, and its result: the change, notes, and who has to be informed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.changes import ChangeSet


@dataclass(frozen=True)
class Asked:
    """A requested step; things by their keys, days as days.

    Attributes:
        step: Its name in the register.
        demand: The need or project.
        source: The offer, or the organisation itself, or the project that serves a need.
        by: Who takes it.

    The others are what ``register.SAYINGS`` says of them; None = not said.
    """

    step: str
    demand: str
    source: str
    quantity: int | None = None
    delivery: date | None = None
    planned: date | None = None
    reply_by: date | None = None
    until: date | None = None
    liaison: str | None = None
    reason: str | None = None
    project: str | None = None
    agreement: str | None = None
    by: str = ""


@dataclass(frozen=True)
class Note:
    """A note to a step: a doubt about it, or what follows from it."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Informed:
    """The key of someone to inform: the giver of an offer whose request or proposal has ended.

    Attributes:
        source: The offer, or who was asked.
        giver: Who gives it; None = nobody knows.
        liaison: The post through which they talk.
        state: What it was: asked or proposed.
        quantity: How much of it.
    """

    source: str
    giver: str | None
    liaison: str | None
    state: str
    quantity: int


@dataclass(frozen=True)
class Lot:
    """What is left of an offer in one period.

    Attributes:
        first: The first day of it; None = since ever.
        after: The first day after it; None = for ever.
        left: What nobody has claimed or done; None = without a bound.
        assumed: Nobody wrote how much there is, so that one is taken.
    """

    first: date | None
    after: date | None
    left: int | None
    assumed: bool


@dataclass(frozen=True)
class Taken:
    """A step as it was taken.

    Attributes:
        asked: What was wanted.
        day: The day on which it is taken.
        giver: Who gives it, by key; None = nobody knows.
        tie: The tie between the two as it is afterwards, with its key.
        before: The state before; ``nothing``, ``lapsed`` among them.
        left: What is left of the demand afterwards; None = it is no demand any more.
        lot: The lot of the day of delivery afterwards; None = there is none, as of an organisation.
        informed: Who has to be told that it is no longer asked of them.
        doubts: What makes it less sure.
        followed: What else was written: a project made, its status.
        project: Key of the project that was made for it.
        changes: What is to be committed.
    """

    asked: Asked
    day: date
    giver: str | None
    tie: Mapping[str, Any]
    before: str
    left: int | None
    lot: Lot | None
    informed: tuple[Informed, ...]
    doubts: tuple[Note, ...]
    followed: tuple[Note, ...]
    project: str | None
    changes: ChangeSet
