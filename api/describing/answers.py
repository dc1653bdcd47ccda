"""The answers, each with its own rows: derived from what each question declares of its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.describing.columns import Document, row_model, schema_of
from graph.answers.frames import dtype_of
from graph.answers.question import Question, Table


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


@cache
def model_of(question: Question) -> type[BaseModel]:
    """Return the model of the answers to a question; a table that only some have may be missing."""
    title = question.name.capitalize()
    fields: dict[str, Any] = {}
    for name, table in question.tables.items():
        row = _row(f"{title}{'Row' if name == 'rows' else name.capitalize()}", table)
        fields[name] = (list[row], ... if table.always else [])  # type: ignore[valid-type]  # made here
    return create_model(title, __base__=_Answer, **fields)


def _row(name: str, table: Table) -> type[BaseModel]:
    base = create_model(f"{name}Base", __base__=Document)
    base.model_config = ConfigDict(**Document.model_config, json_schema_extra=_further(table))
    return row_model(name, table.schema, table.meanings, base)


def _further(table: Table) -> Callable[[dict[str, Any]], None]:
    """Return what adds the columns that not every answer has to the schema of a row, whenever that is asked for."""

    def add(schema: dict[str, Any]) -> None:
        for column, (cell, said) in table.further().items():
            found = schema_of(dtype_of(cell))  # empty in rows of norms of other types
            nullable = found if "anyOf" in found else {"anyOf": [found, {"type": "null"}]}
            schema["properties"][column] = {**nullable, "description": said}

    return add
