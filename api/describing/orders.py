"""An order that was given, as a model."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from api.describing.columns import Document


class OrderGiven(Document):
    """An order to close a gap, as it was written down."""

    schema_: int = Field(alias="schema", description="1; additions only")
    order: str = Field(description="Its id")
    norm: str
    subject: str
    item: str | None
    responsible: str | None = Field(description="Id of who is to close it; null: nobody answers for the place")
    assigned_on: dt.date
    due: dt.date
    note: str | None
    revision: int | None = Field(description="The revision that has it; null: nothing was written")
