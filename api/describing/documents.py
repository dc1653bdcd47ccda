"""The other documents: the rules, the kinds, the report of a load, a problem."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.describing.columns import Document
from api.describing.things import Difference
from graph.rules import BODIES


class _Versioned(Document):
    schema_: int = Field(alias="schema", description="1; additions only")


class OneField(Document):
    """One field of a kind."""

    name: str
    type: str
    value: str
    vocabulary: str | None
    zh: str
    en: str
    description: str
    description_zh: str
    example: str
    sensitivity: Literal["open", "internal", "personal"]
    apart: bool
    required: bool
    to: list[str]
    aliases: list[str]


class OneKind(Document):
    """What can exist, or how it can be tied."""

    kind: str
    zh: str
    en: str
    description: str
    description_zh: str
    example: str
    tie: bool
    source: list[str]
    target: list[str]
    reverse: dict[str, str] | None
    fields: list[OneField]
    headers: list[str] = Field(description="What the header of its sheet may say")


class Kinds(_Versioned):
    """The data dictionary."""

    kinds: list[OneKind]


class OneNorm(Document):
    """What should be there, for whom, and who says so."""

    id: str
    title: dict[str, str]
    sort: Literal["rule", "plan_target", "local_practice"]
    cite: dict[str, str | None]
    subject: str = Field(description="Which places are asked about, as a selector")
    asks: str = Field(
        description="The type of the norm", json_schema_extra=lambda schema: schema.update(enum=list(BODIES))
    )


class OnePack(Document):
    """The norms of a pack."""

    pack: str
    norms: list[OneNorm]


class InForce(_Versioned):
    """The rules in force."""

    digests: dict[str, str]
    profiles: list[dict[str, Any]]
    packs: list[OnePack]


class OneIssue(Document):
    """One thing that is wrong with a file, or that its owner should know."""

    severity: Literal["error", "warning", "note"]
    code: str
    rule: str | None = Field(description="The rule of SEMANTICS.md by which this is refused; null where none is")
    message: str
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    cell: str | None
    found: str | None
    expected: str | None
    suggestion: str | None
    count: int


class Report(_Versioned):
    """What a load took, changed and found wrong."""

    dry_run: bool
    accepted: dict[str, int]
    added: int
    changed: int
    ended: int
    unchanged: int
    missing: int
    skipped: int
    errors: int
    warnings: int
    issues: list[OneIssue]
    revision: int | None
    changes: list[Difference] | None = Field(
        None, description="What it would change; only of `dry_run`, if nothing is wrong"
    )


class Health(_Versioned):
    """The service can answer."""

    status: Literal["ok"]
    revision: int | None = Field(description="null: who asks has not signed in")


class OneFinding(Document):
    """Something in the store that is not as it should be."""

    code: str = Field(description="Stable; the sentence is not")
    severity: Literal["damage", "notice"] = Field(description="Whether something is lost")
    message: str
    suggestion: str | None = Field(description="What can be done about it")
    params: dict[str, Any]


class Findings(_Versioned):
    """What was found when everything in the store was looked at."""

    list_: Literal["findings"] = Field(alias="list")
    whole: bool = Field(description="Nothing is lost")
    revisions: int
    sealed: int = Field(description="How many of them have the digest that they were written with")
    read: int = Field(description="How many rows, of all revisions")
    rows: list[OneFinding]


class Problem(Document):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="What happened, in one sentence")
    instance: str
    code: str = Field(description="Stable; the sentence is not")
    rule: str | None = Field(description="The rule of SEMANTICS.md by which this is refused; null where none is")
    params: dict[str, Any]
    hint: str | None = Field(description="What to do about it")
    lang: Literal["zh", "en"]
