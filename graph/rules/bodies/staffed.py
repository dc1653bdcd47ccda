"""*Staffed*: a unit has in it a post of these roles that somebody holds."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from pydantic import field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector


class Staffed(Body):
    """Each unit of a sort has a held post in it.

    Attributes:
        of: Which posts.
        among: Which organisations are asked: ``cobuilding``, who signed an agreement in force as a partner or gives
            something that is not paused; ``all``, whoever the subject selects.
    """

    type: ClassVar[str] = "staffed"
    subjects: ClassVar[tuple[str, ...]] = ("organisation",)

    of: Selector
    among: Literal["cobuilding", "all"] = "all"

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
    def listed(self) -> tuple[Selector, ...]:
        """The posts."""
        return (self.of,)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of.resolved(resolve)})

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return {"of": str(self.of), "among": self.among}
