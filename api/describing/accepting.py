"""A plan that was accepted, as a model."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from api.describing.columns import Document
from api.describing.steps import Party


class Proposal(Document):
    """Something that is proposed now, or is no more."""

    demand: Party
    source: Party
    quantity: int | None
    delivery: dt.date | None


class PlanAccepted(Document):
    """What comes of a plan that somebody accepts."""

    schema_: int = Field(alias="schema", description="1; additions only")
    step: str
    on: dt.date
    by: str
    proposed: list[Proposal] = Field(description="Proposals that are new, or of another quantity")
    kept: int = Field(description="Proposals that stay as they are")
    withdrawn: list[Proposal] = Field(description="Proposals that the plan does without: they end")
    dry_run: bool
    revision: int | None = Field(description="The revision that has it; null: nothing was written")
