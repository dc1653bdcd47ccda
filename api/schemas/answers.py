"""The answers, each with its own rows: derived from ``graph/answers/columns.py``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.schemas.columns import Document, row_model
from api.schemas.columns import schema_of as columns_schema
from graph.answers import columns
from graph.rules import BODIES

#: What a column means, where its name does not say enough.
_SAID = {
    "norm": "Id of the norm; /v1/rules tells it",
    "subject": "The place or unit spoken of",
    "item": "What of the subject is asked; null: the subject itself",
    "state": "Coverage: met, gap, unknown, not_applicable or exempt. An end: top, dead_end or unknown",
    "has": "How much is there, as a band",
    "needs": "How much is needed, as a band",
    "short": "How much is missing, as a band",
    "low": "At least so many",
    "high": "At most so many; null: no upper bound is known",
    "base": "What a ratio is a ratio of",
    "basis": "counted, figure or at_least",
    "how": "own or inherited; of a step: holder, acting, deputy or unknown",
    "close": "What would close the gap, in the order in which to do it",
    "responsible": "Id of who answers for the place",
    "since": "Vacant since",
    "households": "Households affected",
    "evidence": "Ids that the row rests on; at most 20 are named",
    "evidence_count": "How many there are",
    "why": "Reasons as codes, with the id that each is about",
    "listings": "The complete lists relied on, with their age in days",
    "cite": "Who says so: rule, plan_target or local_practice, and where",
    "verdict": "agrees, consistent, differs or cannot_tell",
    "published": "What was published: exact, at_least, at_most or about",
    "counted": "What the ledger counts",
    "passed": "Who was passed over on the way, and why",
    "also": "Who sits there besides: combined or deputy",
    "flags": "What the reader should know of a step",
    "contact": "A public telephone number",
    "limit": "Within which time; not kept yet",
    "due": "By which day; not kept yet",
    "cause": "dead_end or unknown, of a passed one the id that is the cause",
    "example": "Id of one home that ends there",
}


class _Answer(Document):
    """What every answer says of itself."""

    schema_: int = Field(alias="schema", description="1; additions only")
    question: str
    revision: int
    rules: dict[str, str] = Field(description="Digest by profile or pack in force")
    on: dt.date
    within: str | None
    options: dict[str, Any] = Field(description="The options it was asked with")
    totals: dict[str, Any] = Field(description="Counts over all rows, on this page or not")
    issues: list[dict[str, Any]] = Field(description="What the question found wrong on its way")
    next: str | None = Field(description="`cursor` of the next page; null: this is the last")


def _own(schema: dict[str, Any]) -> None:
    """Add the columns that types of norm have for themselves; they are there where such a norm was asked."""
    for body in BODIES.values():
        for name, dtype in columns.own_columns(body.columns).items():
            schema["properties"][name] = {**columns_schema(dtype), "description": f"Of norms of type {body.type}"}


class _CoverageRow(Document):
    model_config = ConfigDict(json_schema_extra=_own)


def _answer(name: str, row: Any, base: type[BaseModel] = Document, **tables: Any) -> type[BaseModel]:
    """Return the model of an answer; a table that only some answers have may be missing."""
    fields: dict[str, Any] = {"rows": (list[row_model(f"{name}Row", row, _SAID, base)], ...)}  # type: ignore[misc]
    for table, (shown, default) in tables.items():
        fields[table] = (list[row_model(f"{name}{table.capitalize()}", shown, _SAID)], default)  # type: ignore[misc]
    return create_model(name, __base__=_Answer, **fields)


Coverage = _answer("Coverage", columns.COVERAGE, _CoverageRow, load=(columns.COVERAGE_LOAD, []))
Reconcile = _answer("Reconcile", columns.RECONCILE)
Escalate = _answer("Escalate", columns.ESCALATE, ends=(columns.ESCALATE_ENDS, ...))
Audit = _answer("Audit", columns.AUDIT, load=(columns.AUDIT_LOAD, ...))
