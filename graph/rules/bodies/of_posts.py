"""What norms about who sits in posts have in common: which posts they are about, and that it is posts."""

from __future__ import annotations

from typing import Self

from pydantic import field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector


class OfPosts(Body):
    """Something is asked of posts.

    Attributes:
        of: Which posts.
    """

    of: Selector

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
