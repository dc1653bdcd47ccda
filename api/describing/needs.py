"""The life of a need, and a step of it that was taken, as models."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from api.describing.columns import Document
from api.describing.steps import Inform, Party, StepNote


class LifeStep(Document):
    """A step of a need's life."""

    number: int
    step: str
    called: str = Field(description="What the workflow calls it")
    at: str = Field(description="When, in UTC")
    by: Party | None = Field(description="Who took it")
    to: Party | None = Field(description="To whom it was given, who claimed it, or into which need it was merged")
    state: str = Field(description="The state after it")
    quantity: int | None
    due: str | None = Field(description="By when what follows was due, in UTC")
    until: dt.date | None = Field(description="Until when it was suspended or extended, or when to call back")
    outcome: str | None
    reason: str | None


class LifeMet(Document):
    """What is done for a need by steps of matching, which its own steps do not tell."""

    source: Party = Field(description="Who or what was asked or has claimed")
    state: str = Field(description="How far it is: proposed, asked, claimed, declined, released, done or failed")
    quantity: int | None = Field(description="How much of it; null: 1")
    since: dt.date | None = Field(description="From which day on; what is claimed from a later day on is held already")
    on: dt.date | None = Field(description="The day of delivery")
    reply_by: dt.date | None = Field(description="The last day for an answer")


class NeedLife(Document):
    """How far a need is, and what is possible now."""

    schema_: int = Field(alias="schema", description="1; additions only")
    revision: int
    on: dt.date
    need: Party
    workflow: str
    state: str
    has: Party | None = Field(description="Who has it now")
    due: str | None = Field(description="By when the next step is due, in UTC")
    left: int = Field(description="What of it nobody has claimed or done")
    possible: list[str] = Field(description="The steps that are possible now")
    steps: list[LifeStep]
    met: list[LifeMet] = Field(description="What was asked and claimed for it, as it is in force on the day")


class NeedStep(Document):
    """A step as it was taken."""

    schema_: int = Field(alias="schema", description="1; additions only")
    step: str
    number: int
    at: str = Field(description="When, in UTC")
    by: str = Field(description="Who wrote it down")
    seat: Party | None = Field(description="Who took it")
    need: Party
    to: Party | None
    has: Party | None = Field(description="Who has the need afterwards")
    before: str = Field(description="The state before")
    state: str
    quantity: int | None
    due: str | None = Field(description="By when what follows is due, in UTC")
    until: dt.date | None
    outcome: str | None
    reason: str | None
    possible: list[str] = Field(description="What is possible next")
    inform: list[Inform]
    notes: list[StepNote]
    dry_run: bool
    revision: int | None = Field(description="The revision that has it; null: nothing was written")
