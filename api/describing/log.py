"""The log, as a model."""

from __future__ import annotations

from pydantic import Field

from api.describing.columns import Document


class LogLine(Document):
    """Something that somebody was shown or did."""

    line: int = Field(description="Its number")
    at: str = Field(description="When, in UTC")
    who: str = Field(description="Who: a user, or who is logged in on the machine")
    where: str = Field(description="From where: terminal, http, notebook, file; `store`: a revision was written")
    what: str = Field(description="For what: a command, an address, or what was written from")
    keys: list[str] = Field(description="Ids of the people whose personal values were shown")
    revision: int | None = Field(description="The revision that was written")
    kept: bool = Field(description="false: that revision was told before and could not be kept; its number came again")


class AuditLog(Document):
    """The log of looks at personal values and of writes, newest first."""

    schema_: int = Field(alias="schema", description="1; additions only")
    lines: int = Field(description="How many there are")
    last: str = Field(description="Digest of the last line, which holds all before: kept elsewhere, it tells a change")
    whole: bool = Field(description="Whether every line is as it was written")
    cut: bool = Field(description="Whether the line is gone that was once the last")
    broken: int | None = Field(description="The first line that is not")
    rows: list[LogLine]
    next: int | None = Field(description="`before` of the next page; null: there is none")
