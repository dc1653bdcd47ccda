"""What every body of a norm owes, and what those share that count things at places."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from graph.errors import BadRules, LinliError
from graph.kinds import things, tie_to_place, ties
from graph.rules.categories import Categories
from graph.rules.mistakes import Refused, said
from graph.selectors import Selector, from_mapping

#: More than there is of anything that is counted; numbers beyond it are a slip, and could not be reckoned with.
LARGEST = 1_000_000_000
_NEAR = 0.8  # of 1: so like a kind that it is a slip of the pen, not a kind that is not kept yet
#: From a field and what somebody wrote to its code.
Resolve = Callable[[str, str], str]


def selector(found: object) -> Selector:
    """Return the selector that a mapping in YAML says.

    Raises:
        Refused: It is no mapping, a field is unknown, or its values are not a list of texts.
    """
    if isinstance(found, Selector):
        return found
    if not isinstance(found, Mapping):
        raise Refused(BadRules("norm_selector", found=said(found)))
    try:
        return from_mapping(found)
    except LinliError as error:
        raise Refused(error) from None


class Part(BaseModel):
    """A part of a norm: what it does not know is refused, and nothing changes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Body(Part):
    """What a norm asks; each type of norm is a subclass, in a file of its name.

    Attributes:
        type: The key under which it stands in YAML, and the name of its type everywhere.
        subjects: The kinds of thing that it may be asked of.
        absent: What is said of a gap that has no other reason, ``why.…``.
        around: Whether the levels that it names are of places that its subjects lie in, so that none is of its own.
        columns: Columns of coverage that this type has for itself: by name, what they hold (``graph.answers.OWN``).
    """

    type: ClassVar[str] = ""
    subjects: ClassVar[tuple[str, ...]] = ("place",)
    absent: ClassVar[str] = "absent"
    around: ClassVar[bool] = False
    columns: ClassVar[Mapping[str, str]] = {}

    @property
    def asked_of(self) -> tuple[str, ...]:
        """The kinds of thing that this one may be asked of: those of its type, unless it leaves some out."""
        return self.subjects

    @property
    def walk(self) -> int | None:
        """Metres that a walk to something may be, where it says so: what siting takes as usual (SEMANTICS B3)."""
        return None

    @property
    def each_head(self) -> tuple[int, frozenset[str]] | None:
        """Households that one of some posts may have, and the roles of these, where it says so (SEMANTICS B8)."""
        return None

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of places that it names; a profile must have them."""
        return ()

    @property
    def beyond(self) -> tuple[str, ...]:
        """What it asks beyond what its type began with."""
        return ()

    @property
    def listed(self) -> tuple[Selector, ...]:
        """What listings have to speak of, so that what is absent is known to be absent."""
        return ()

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        del resolve
        return self

    def check_subject(self, subject: Selector) -> None:
        """Refuse a subject of which this cannot be asked, though its kind is among ``subjects``."""

    def with_lists(self, lists: Mapping[str, Collection[str]], categories: Categories) -> Self:
        """Return the body with the words of each list that it names."""
        del lists, categories
        return self

    def item_said(self, item: str, word: Callable[[str, str], str], lang: str) -> str:
        """Return how an item of a subject is called; ``word`` says what a code of a list of words is called."""
        del word, lang
        return item

    @property
    def as_written(self) -> dict[str, Any]:
        """Its values by the names that they have in YAML."""
        return {field.alias or name: getattr(self, name) for name, field in type(self).model_fields.items()}

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        return self.model_dump(mode="json")


def kind_meant(said: str) -> str | None:
    """Return the kind of thing that is called so, or nearly so; None where it may be a kind that is not kept yet.

    Example:
        >>> kind_meant("post"), kind_meant("posts"), kind_meant("vehicle")
        ('post', 'post', None)
    """
    known = [kind.kind for kind in things()]
    return said if said in known else next(iter(get_close_matches(said, known, n=1, cutoff=_NEAR)), None)


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
    def _askable(self) -> Self:
        if len(self.of.get("kind")) != 1:
            raise Refused(BadRules("norm_one_kind", found=str(self.of)))
        meant = kind_meant(self.kind)
        if meant == self.kind:
            self._check_tie()
        elif meant:
            raise Refused(BadRules("norm_kind", found=self.kind, expected=meant))
        return self

    def _check_tie(self) -> None:
        """Refuse a tie by which nothing of the kind is at a place: nobody could count by it."""
        open_to = [tie.kind for tie in ties() if self.kind in tie.source and "place" in tie.target]
        if self.through and self.through not in open_to:
            belongs = self.kind == "person" and self.through in {tie.kind for tie in ties() if "person" in tie.source}
            code = "norm_through_waits" if belongs else "norm_through_other"
            expected = ", ".join(open_to) or "—"
            raise Refused(BadRules(code, found=self.through, kind=self.kind, expected=expected))
        if not self.tie:
            raise Refused(BadRules("norm_through", found=self.kind, expected=", ".join(open_to) or "—"))

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
