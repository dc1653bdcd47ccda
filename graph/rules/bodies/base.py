"""What every body of a norm owes, and what those share that count things at places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from graph.errors import BadRules
from graph.kinds import things, tie_to_place
from graph.selectors import Selector, from_mapping

#: From a field and what somebody wrote to its code.
Resolve = Callable[[str, str], str]


def selector(found: object) -> Selector:
    """Return the selector that a mapping in YAML says.

    Raises:
        BadRules: It is no mapping.
        BadSelector: A field is unknown, or its values are not a list of texts.
    """
    if isinstance(found, Selector):
        return found
    if not isinstance(found, Mapping):
        raise BadRules("norm_selector", file="", line=0, found=str(found))
    return from_mapping(found)


class Part(BaseModel):
    """A part of a norm: what it does not know is refused, and nothing changes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Body(Part):
    """What a norm asks; each type of norm is a subclass, in a file of its name.

    Attributes:
        type: The key under which it stands in YAML, and the name of its type everywhere.
        subjects: The kinds of thing that it may be asked of.
        columns: Columns of coverage that this type has for itself: by name, what they hold (``graph.answers.OWN``).
    """

    type: ClassVar[str] = ""
    subjects: ClassVar[tuple[str, ...]] = ("place",)
    columns: ClassVar[Mapping[str, str]] = {}

    @property
    def listed(self) -> tuple[Selector, ...]:
        """What listings have to speak of, so that what is absent is known to be absent."""
        return ()

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        del resolve
        return self

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return self.model_dump(mode="json")


class Counting(Body):
    """A body that counts things at places.

    Attributes:
        of: Which things; of one kind.
        through: By which tie they are at a place, where that is not the one of their kind.
    """

    of: Selector
    through: str = ""

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return selector(found)

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
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
        """Through which tie a thing is at a place."""
        return self.through or tie_to_place(self.kind)

    @property
    def listed(self) -> tuple[Selector, ...]:
        """What is counted."""
        return (self.of,)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of.resolved(resolve)})

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it: what it counts and by which tie, then all else."""
        rest = self.model_dump(mode="json", exclude={"of", "through"})
        return {"of": str(self.of), "through": self.tie, **rest}
