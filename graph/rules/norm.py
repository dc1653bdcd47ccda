"""A norm (配置标准): what should be there, for whom, and who says so.

Each norm quotes its document and says of which sort it is: rule, plan target or local practice.
Presence asks whether something is there at all; ratio asks for so many to so much of a base.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.errors import BadRules
from graph.kinds import things, tie_to_place
from graph.rules.profile import Source, Text
from graph.selectors import Selector, from_mapping


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _selector(found: object) -> Selector:
    if isinstance(found, Selector):
        return found
    if not isinstance(found, Mapping):
        raise BadRules("norm_selector", file="", line=0, found=str(found))
    return from_mapping(found)


class InForce(_Part):
    """From which day, and up to which (exclusive)."""

    since: date | None = None
    until: date | None = None


class Inherit(_Part):
    """From which wider level, and from which forms or roles, presence may be inherited."""

    level: tuple[str, ...] = Field(min_length=1)
    form: tuple[str, ...] = ()
    role: tuple[str, ...] = ()


class _Counting(_Part):
    of: Selector
    through: str = ""

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return _selector(found)

    @model_validator(mode="after")
    def _one_kind(self) -> _Counting:
        if len(self.of.get("kind")) != 1:
            raise BadRules("norm_one_kind", file="", line=0, found=str(self.of))
        if not self.tie and self.kind in {kind.kind for kind in things()}:
            raise BadRules("norm_through", file="", line=0, found=self.kind)
        return self

    @property
    def kind(self) -> str:
        """The kind of thing that is counted."""
        return next(iter(self.of.get("kind")))

    @property
    def tie(self) -> str:
        """Through which tie a thing is at a place: the one said, else that of its kind."""
        return self.through or tie_to_place(self.kind)


class Presence(_Counting):
    """At least so many are there: tied to the subject, below it, or either; or inherited."""

    at: Literal["subject", "below", "either"] = "either"
    at_least: int = Field(default=1, ge=1)
    inherit: Inherit | None = None
    vacant_ok: bool = False


class Ratio(_Counting):
    """``count`` for every ``per`` of the base, rounded up; distinct holders, or offices if not ``held``."""

    held: bool = True
    count: int = Field(default=1, ge=1)
    per: int = Field(ge=1)
    base: Literal["homes", "households", "residents"]


class Norm(_Part):
    """One norm; see the module.

    Attributes:
        id: Its name, unique over all packs.
        sort: rule, plan_target or local_practice.
        subject: Which places are asked about.
        except_type: Types of place to which it does not apply.
        stale_after: Listings older than so many days are marked as stale.
        pack: The pack that it came from.
        profile: For a norm implied by a slot, the profile.
    """

    id: str
    title: Text
    sort: Literal["rule", "plan_target", "local_practice"]
    cite: Source
    in_force: InForce = InForce()
    subject: Selector
    except_type: tuple[str, ...] = ()
    presence: Presence | None = None
    ratio: Ratio | None = None
    stale_after: int | None = Field(default=None, ge=1)
    assumed: bool = False
    note: Text | None = None
    pack: str = ""

    @field_validator("subject", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return _selector(found)

    @model_validator(mode="after")
    def _one_type(self) -> Norm:
        if (self.presence is None) == (self.ratio is None):
            raise BadRules("norm_one_type", file="", line=0, found=self.id)
        if self.subject.get("kind") != {"place"} or not self.subject.get("level"):
            raise BadRules("norm_subject", file="", line=0, found=str(self.subject))
        return self

    @property
    def body(self) -> Presence | Ratio:
        """The presence or the ratio."""
        body = self.presence or self.ratio
        assert body is not None  # held by the validator  # noqa: S101
        return body

    def holds_on(self, day: date) -> bool:
        """Return whether the norm is in force on a day."""
        since, until = self.in_force.since, self.in_force.until
        return (since is None or since <= day) and (until is None or day < until)
