"""A piece of weekly work as a model: what is written, and what that does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field, create_model

from api.describing.answers import model_of
from api.describing.columns import Document
from api.describing.things import Difference
from graph.answers.foretold import QUESTION


class Called(Document):
    """A thing by id, and what it is called: a path, or a person's name as far as it may be seen."""

    id: str
    name: str


class LeftBehind(Document):
    """Something that stays as it is beside what ended or was split."""

    thing: Called
    by: str = Field(description="How it hangs there: the kind of the tie, or `kind.field` of what refers to it")
    to: Called


class AdjustmentNote(Document):
    """What somebody should look at."""

    code: str = Field(description="Stable; the sentence is not")
    message: str


class _Adjusted(Document):
    """A piece of weekly work, done or tried."""

    schema_: int = Field(alias="schema", description="1; additions only")
    adjustment: str
    on: dt.date = Field(description="The day from which on it is so")
    by: str
    reason: str | None
    changes: list[Difference] = Field(description="What is written, in differences")
    digest: str = Field(
        description="What tells whether the same is foretold; sent as `foretold`, another one is refused"
    )
    made: list[Called] = Field(description="What begins with it")
    left: list[LeftBehind]
    issues: list[AdjustmentNote]
    base: int = Field(description="The revision that it was judged on")
    dry_run: bool
    revision: int | None = Field(description="The revision that has it; null: nothing was written")


_FORETOLD: Any = model_of(QUESTION)
AdjustmentDone: type[BaseModel] = create_model(
    "AdjustmentDone", __base__=_Adjusted, foretold=(_FORETOLD, Field(description=QUESTION.said))
)
