"""*Term*: for how long somebody is elected into the posts of a unit, and that they are elected anew in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector


class TermOfOffice(Body):
    """A term in these posts is no longer than so many years, and has not run out.

    Attributes:
        of: Which posts.
        years: How long a term may be.
        among: Which organisations are asked: ``answering``, those that answer for a place; ``others``, those that
            answer for none; ``all``, whoever the subject selects.
        soft: As a rule only: a longer term is told and no gap, and where no last day is written none is reckoned.
    """

    type: ClassVar[str] = "term"
    subjects: ClassVar[tuple[str, ...]] = ("organisation", "place", "team", "venue")
    columns: ClassVar[Mapping[str, str]] = {"years": "integer", "first_end": "day"}

    of: Selector
    years: int = Field(ge=1, le=100)
    among: Literal["answering", "others", "all"] = "all"
    soft: bool = False

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return selector(found)

    @model_validator(mode="after")
    def _of_posts(self) -> Self:
        if self.of.get("kind") != {"post"}:
            raise Refused(BadRules("norm_kind", found=str(self.of), expected="kind: [post]"))
        return self

    @property
    def asked_of(self) -> tuple[str, ...]:
        """Whatever has posts in it; of organisations alone it is asked whether they answer for a place."""
        return self.subjects if self.among == "all" else ("organisation",)

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The posts."""
        return (self.of,)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of.resolved(resolve)})

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {"of": str(self.of), "years": self.years, "among": self.among, "soft": self.soft}
