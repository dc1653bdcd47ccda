"""Work that takes longer than a request, as a model: whether it is over, and what came of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.describing.columns import Document


class JobStatus(Document):
    """Something that was begun."""

    schema_: int = Field(alias="schema", description="1; additions only")
    id: str
    title: str = Field(description="What is made")
    state: Literal["running", "done", "failed"]
    seconds: int = Field(description="Since it was begun; it may wait for its turn first")
    status: str = Field(description="The address of this document")
    result: str | None = Field(description="The address of what it made; null: it is not over, or failed")
    problem: dict[str, Any] | None = Field(description="Why it failed, as a problem; null: it did not")
