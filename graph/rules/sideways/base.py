"""What every sideways step of a chain says."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from graph.rules.categories import Categories
from graph.rules.vocabulary import Vocabulary


class Sideways(BaseModel):
    """Somebody beside a chain, told after one of its slots; who that is depends on ``ask``.

    Attributes:
        ask: Which sort of step it is; each sort is a class of its own, in a module of its name.
        after: Key of the slot after which it is told.
        categories: Only for matters of these categories, or of ones below them; empty = for all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: ClassVar[str] = "coordinate"
    #: Roles of the seat that speaks for a partner, in the order in which they are looked for.
    heads: ClassVar[tuple[str, ...]] = ()
    #: What must be asked before it on the same chain.
    follows: ClassVar[str] = ""

    ask: str
    after: str
    categories: tuple[str, ...] = ()

    def is_asked_of(self, tree: Categories, category: str | None) -> bool:
        """Return whether a matter of a category is brought there; None = a matter without one."""
        if not self.categories:
            return True
        return category is not None and any(one in tree.above(category) for one in self.categories)

    def strange_words(self, words: Vocabulary) -> list[tuple[str, str]]:
        """Return the words that it says and no list has, each after the name of the list."""
        return [("category", one) for one in self.categories if one not in words.lists["category"]]
