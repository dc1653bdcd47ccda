"""*Breadth*: of each item of a list something is there; or, as *provision*, of each that somebody wants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from graph.errors import BadRules
from graph.kinds import column_of, field_of, things
from graph.rules.bodies.base import LARGEST, Counting, Resolve
from graph.rules.bodies.inheriting import Inherit
from graph.rules.bodies.presence import Presence
from graph.rules.categories import Categories
from graph.rules.mistakes import Refused
from graph.selectors import FIELDS, Selector

#: The list of words that is a tree: what lies below an item counts for it.
_TREE = "category"


class Breadth(Counting):
    """A row a subject and item: at least so many things carry it.

    Attributes:
        items: The items, or the list of words that has them; of categories those at the top of the tree.
        by: The field that says which items a thing carries.
        at: Whether things count that are tied to the subject, below it, or either.
        inherit: From which wider level an item may be inherited.
        at_least: How many things of each.
        base: ``demands``: what nobody wants is not needed.
    """

    type: ClassVar[str] = "breadth"
    absent: ClassVar[str] = "blank"
    columns: ClassVar[Mapping[str, str]] = {"givers": "integer"}

    items: tuple[str, ...] | str = Field(min_length=1)
    by: str
    at: Literal["subject", "below", "either"] = "either"
    at_least: int = Field(default=1, ge=1, le=LARGEST)
    inherit: Inherit | None = None
    base: Literal["demands"] | None = None

    @model_validator(mode="after")
    def _carried(self) -> Self:
        if self._kept and (self.by not in FIELDS or column_of(self.kind, self.by) is None):
            expected = ", ".join(name for name in FIELDS[1:] if column_of(self.kind, name))
            raise Refused(BadRules("norm_by", found=self.by, kind=self.kind, expected=expected))
        if self.of.get(self.by):
            raise Refused(BadRules("norm_by_twice", found=self.by))
        if self.base and self.by != _TREE:
            raise Refused(BadRules("norm_by_demands", found=self.by, expected=_TREE))
        if len(set(self.items)) < len(self.items) and not isinstance(self.items, str):
            raise Refused(BadRules("norm_item_twice", found=max(self.items, key=self.items.count)))
        return self

    @property
    def listed(self) -> tuple[Selector, ...]:
        """What carries any of the items."""
        items = frozenset(self.items) if not isinstance(self.items, str) else frozenset()
        return (Selector({**self.of.fields, self.by: items}) if items else self.of,)

    @property
    def words(self) -> str:
        """The list of words that the items are of; empty where they are free texts."""
        return field_of(self.kind, column_of(self.kind, self.by) or "").vocabulary or "" if self._kept else ""

    @property
    def _kept(self) -> bool:
        return self.kind in {kind.kind for kind in things()}

    def with_lists(self, lists: Mapping[str, Collection[str]], categories: Categories) -> Self:
        """Return the body with the words of the list that it names."""
        if not isinstance(self.items, str):
            return self
        found = tuple(lists.get(self.items, ()))
        if self.items == _TREE:
            found = tuple(code for code in found if categories.above(code) == (code,))
        if self.items != self.words or not found:
            raise Refused(
                BadRules("norm_items", found=self.items, expected=self.words if lists.get(self.words) else "[…]")
            )
        return self.model_copy(update={"items": found})

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        body = super().in_codes(resolve)
        coded = [
            Selector({"kind": body.of.get("kind"), self.by: frozenset([one])}).resolved(resolve) for one in self.items
        ]
        items = tuple(next(iter(one.get(self.by))) for one in coded)
        return body.model_copy(
            update={"items": items, "inherit": body.inherit and body.inherit.in_codes(resolve, body.of)}
        )

    def values(self, item: str, categories: Categories) -> frozenset[str]:
        """Return what a thing that carries an item may have written: the item, of a tree also what lies below it."""
        if self.words != _TREE:
            return frozenset([item])
        return frozenset([item, *(code for code in categories.of if item in categories.above(code))])

    def of_item(self, values: frozenset[str]) -> Presence:
        """Return what is asked of one item: that things with these values are there."""
        of = Selector({**self.of.fields, self.by: values})
        return Presence(of=of, through=self.through, at=self.at, at_least=self.at_least, inherit=self.inherit)

    def item_said(self, item: str, word: Callable[[str, str], str], lang: str) -> str:
        """Return how an item is called."""
        del lang
        return word(self.words, item)
