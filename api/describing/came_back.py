"""A form that came back as a model: the cells that differ, each with whom to ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import Field

from api.describing.adjusting import Called
from api.describing.columns import Document
from api.describing.documents import Report


class CellDiffers(Document):
    """A cell that differs from the ledger now."""

    sheet: str | None = Field(description="null: the first")
    cell: str
    label: str | None
    state: str = Field(description="changed, answered where it was empty, emptied, or moved: the ledger has moved on")
    was: Any = Field(description="What was filled")
    now: Any = Field(description="What stands there")
    ledger: Any = Field(description="What the ledger gives now; null: not one value")
    low: int | None
    high: int | None
    why: list[str] = Field(description="Why the ledger gives none, as codes")
    about: Called
    whom: Called | None = Field(description="Whom to ask: the liaison of a unit, else who answers for the place")
    figure: int | None = Field(description="The number that could be recorded as a figure")
    sentence: str


class FormCameBack(Document):
    """A form that came back, compared."""

    schema_: int = Field(alias="schema", description="1; additions only")
    form: str
    on: dt.date = Field(description="The day that the form is of, as its own sheet says")
    within: str
    filled_from: int = Field(description="The revision that it was filled from")
    revision: int = Field(description="The revision that it is compared with")
    cells: int = Field(description="How many cells were asked about")
    figures: int = Field(description="How many numbers could be recorded as figures")
    differences: list[CellDiffers]


class FormRecorded(FormCameBack):
    """The same, with what came of recording its numbers."""

    report: Report | None = Field(description="As of a load; null: there is no number to record")
