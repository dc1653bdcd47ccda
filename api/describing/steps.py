"""A step that was taken, as a model."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from api.describing.columns import Document


class Party(Document):
    """A thing by id and name; a person's name is null where it is not to be seen."""

    id: str
    name: str | None
    kind: str


class LotLeft(Document):
    """What an offer has in the period of the day of delivery, after the step."""

    from_: dt.date | None = Field(alias="from", description="The first day; null: since ever")
    until: dt.date | None = Field(description="The first day after it; null: for ever")
    left: int | None = Field(description="null: without a bound")
    assumed: bool = Field(description="Nobody wrote how much there is: one is taken, and nothing was refused for it")


class Inform(Document):
    """Somebody who has to be told: it is no longer asked of them."""

    source: Party
    giver: Party | None
    liaison: Party | None
    state: str = Field(description="What it was: asked or proposed")
    quantity: int
    message: str


class StepNote(Document):
    """What makes the step less sure, or what else was written with it."""

    code: str = Field(description="Stable; the sentence is not")
    message: str


class StepTaken(Document):
    """A step as it was taken."""

    schema_: int = Field(alias="schema", description="1; additions only")
    step: str
    on: dt.date = Field(description="The day on which it was taken")
    by: str
    demand: Party
    source: Party
    giver: Party | None
    project: Party | None = Field(description="The project that was made for it")
    tie: str = Field(description="Id of what is between the two now")
    before: str = Field(description="The state before; also `nothing` and `lapsed`")
    state: str
    quantity: int | None
    delivery: dt.date | None
    reply_by: dt.date | None
    until: dt.date | None
    pinned: bool
    liaison: Party | None
    reason: str | None
    left: int | None = Field(description="What is left of the demand; null: it is not there any more")
    lot: LotLeft | None
    inform: list[Inform]
    notes: list[StepNote]
    dry_run: bool
    revision: int | None = Field(description="The revision that has it; null: nothing was written")
