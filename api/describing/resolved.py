"""A resolution that was written down, as a model."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from api.describing.columns import Document
from api.describing.steps import Party


class Settled(Document):
    """A need that the project takes on."""

    need: Party
    quantity: int = Field(description="How much of it")


class NoLonger(Document):
    """Somebody who has to be told that it is no longer asked of them."""

    source: Party
    giver: Party | None


class Resolved(Document):
    """A resolution: the meeting that decided, the project, and the needs that it takes on."""

    schema_: int = Field(alias="schema", description="1; additions only")
    step: str
    on: dt.date
    by: str
    place: Party = Field(description="The narrowest place around all the needs; never a door")
    activity: Party = Field(description="The meeting that decided")
    routine: Party | None = Field(description="Whose rule of decision it was held by; null: none is recorded there")
    decided: str
    project: Party
    funding: str | None
    agreement: Party | None
    claimed: list[Settled]
    inform: list[NoLonger]
    dry_run: bool
    revision: int | None = Field(description="The revision that has it; null: nothing was written")
