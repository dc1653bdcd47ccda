"""A step requested for a need, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.changes import ChangeSet
from graph.steps.asked import Informed, Note


@dataclass(frozen=True)
class StepAsked:
    """A requested step; things by their keys.

    Attributes:
        step: Its name in the workflow.
        need: The need or project.
        at: When it is taken.
        seat: The post, organisation, team or person that takes it; None = the office, which may take any.
        to: To whom it is given, who claims it, or into which need it is merged.
        quantity: How much of it, of what a claim takes.
        delivery: The day of delivery.
        reply_by: The last day for an answer of whom it is dispatched to.
        until: Until when it is suspended or extended, or when to call back.
        outcome: What a contact or a rating found.
        reason: Why, or what was done.
        by: Who writes it down.
        outside: Whether whoever asks may not learn which person raised it, and so may not try who it was.
    """

    step: str
    need: str
    at: datetime
    seat: str | None = None
    to: str | None = None
    quantity: int | None = None
    delivery: date | None = None
    reply_by: date | None = None
    until: date | None = None
    outcome: str | None = None
    reason: str | None = None
    by: str = ""
    outside: bool = False


@dataclass(frozen=True)
class StepMade:
    """A step as it was taken.

    Attributes:
        asked: What was wanted.
        row: The step as it is written down.
        before: The state before.
        has: Who has the need afterwards, by key; None = nobody was given it.
        informed: Who has to be told that it is no longer asked of them.
        notes: What else is to be told.
        possible: What is possible afterwards.
        changes: What is to be committed.
    """

    asked: StepAsked
    row: Mapping[str, Any]
    before: str
    has: str | None
    informed: tuple[Informed, ...]
    notes: tuple[Note, ...]
    possible: tuple[str, ...]
    changes: ChangeSet
