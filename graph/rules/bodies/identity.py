"""*Identity*: whoever holds a post of one sort holds one of another sort too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector

#: What a selector of who may be chosen can name: of the membership of a person.
_OF_MEMBERS = ("class", "stage")


class SamePerson(Body):
    """The holder of one post is the holder of another.

    Attributes:
        holder_of: The posts whose holders are asked about.
        is_: The posts of which they should hold one as well; ``is`` in YAML.
        where: What both posts have in common, besides lying at or below the subject.
        quantifier: Whether that is asked of all of them, or some.
        soft: As a rule only: it is flagged where it is not so, and is no gap.
        else_from: Who may be chosen where there is no post of the other sort: of the people who live in the subject.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)

    type: ClassVar[str] = "identity"
    absent: ClassVar[str] = "not_same_person"
    columns: ClassVar[Mapping[str, str]] = {
        "pairs": "pairs",
        "eligible": "eligible",
        "eligible_count": "integer",
        "eligible_order": "text",
    }

    holder_of: Selector
    is_: Selector = Field(alias="is")
    where: Literal["same place", "same unit"] | None = None
    quantifier: Literal["all", "some"] = "all"
    soft: bool = False
    else_from: Selector | None = None

    @field_validator("holder_of", "is_", "else_from", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector | None:
        return None if found is None else selector(found)

    @model_validator(mode="after")
    def _of_posts(self) -> Self:
        for of in self.listed:
            if of.get("kind") != {"post"}:
                raise Refused(BadRules("norm_kind", found=str(of), expected="kind: [post]"))
        if self.holder_of == self.is_:
            raise Refused(BadRules("norm_same_posts", found=str(self.is_)))
        if (chosen := self.else_from) is not None:
            others = sorted({*chosen.fields} - {"kind", *_OF_MEMBERS})
            if chosen.get("kind") != {"person"} or others or chosen.within:
                expected = "kind: [person] " + " ".join(f"{name}: […]" for name in _OF_MEMBERS)
                raise Refused(BadRules("norm_else_from", found=str(chosen), expected=expected))
        return self

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The posts of both sorts."""
        return (self.holder_of, self.is_)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        coded = {
            "holder_of": self.holder_of.resolved(resolve),
            "is_": self.is_.resolved(resolve),
            "else_from": self.else_from and self.else_from.resolved(resolve),
        }
        return self.model_copy(update=coded)

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {
            "holder_of": str(self.holder_of),
            "is": str(self.is_),
            "where": self.where,
            "quantifier": self.quantifier,
            "soft": self.soft,
            "else_from": self.else_from and str(self.else_from),
        }
