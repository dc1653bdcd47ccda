"""A plan as a model: each line, and what all of it would do; and two plans beside each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field, create_model

from api.describing.adjusting import AdjustmentNote, Called
from api.describing.answers import model_of
from api.describing.columns import Document
from graph.answers import foretold, plans


class PlanLineTold(Document):
    """A line of a plan."""

    line: int = Field(description="Its number")
    day: dt.date
    work: str | None
    state: str = Field(description="understood, nothing where all of it is so already, or refused")
    writes: list[str] = Field(description="What it writes, in sentences")
    noted: list[str] = Field(description="What somebody should look at, in sentences")
    code: str | None = Field(description="Of why it is refused; stable, the message is not")
    cell: str | None = Field(description="Where what it is refused for is written")
    part: str | None = Field(description="The part that it is about")
    message: str | None
    hint: str | None


class PlanLineWritten(Document):
    """A line that was carried out."""

    line: int = Field(description="Its number")
    day: dt.date
    revision: int | None = Field(description="The revision that has it; null: all of it was so already")


class _PlanLooked(Document):
    """A plan laid out; nothing is written."""

    schema_: int = Field(alias="schema", description="1; additions only")
    plan: str
    on: dt.date = Field(description="The day on which what it does is asked about")
    base: int = Field(description="The revision that it was laid out on")
    digest: str = Field(description="What tells whether the same is foretold another time")
    lines: list[PlanLineTold]
    refused: int = Field(description="How many lines cannot be done; the others are told without them")
    made: list[Called] = Field(description="What begins with it")
    issues: list[AdjustmentNote] = Field(description="What somebody should look at beside all of it")


class _PlanApplied(_PlanLooked):
    """A plan carried out, or tried."""

    dry_run: bool
    written: list[PlanLineWritten] = Field(description="The lines in order; none, where it was only tried")
    as_foretold: bool | None = Field(description="Whether what came is what was foretold; null: it was only tried")


class PlanHead(Document):
    """One of two plans."""

    plan: str
    lines: int
    refused: int
    digest: str


class _PlansCompared(Document):
    """Two plans beside each other; nothing is written."""

    schema_: int = Field(alias="schema", description="1; additions only")
    first: PlanHead
    second: PlanHead
    issues: list[AdjustmentNote] = Field(description="What somebody should look at beside both")


_FORETOLD: Any = model_of(foretold.QUESTION)
_COMPARED: Any = model_of(plans.QUESTION)
PlanLooked: type[BaseModel] = create_model(
    "PlanLooked", __base__=_PlanLooked, foretold=(_FORETOLD, Field(description=foretold.QUESTION.said))
)
PlansCompared: type[BaseModel] = create_model(
    "PlansCompared", __base__=_PlansCompared, compared=(_COMPARED, Field(description=plans.QUESTION.said))
)
PlanApplied: type[BaseModel] = create_model(
    "PlanApplied", __base__=_PlanApplied, foretold=(_FORETOLD, Field(description=foretold.QUESTION.said))
)
