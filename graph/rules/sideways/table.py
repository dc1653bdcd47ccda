"""The round table of three and whoever else is called (3+N 议事)."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from graph.rules.sideways.base import Sideways
from graph.rules.vocabulary import Vocabulary


class Table(Sideways):
    """Parties that are called together.

    Attributes:
        fixed: Forms of the organisations without which there is no table.
        calls: Roles of who is called besides, where they are known.
    """

    action: ClassVar[str] = "call_together"
    heads: ClassVar[tuple[str, ...]] = ("director", "secretary", "committee_head", "property_manager")

    ask: Literal["table"]
    fixed: tuple[str, ...] = Field(min_length=1)
    calls: tuple[str, ...] = ()

    def strange_words(self, words: Vocabulary) -> list[tuple[str, str]]:
        """Return the categories, forms and roles that no list has."""
        said = [*(("form", one) for one in self.fixed), *(("role", one) for one in self.calls)]
        return [*super().strange_words(words), *((name, one) for name, one in said if one not in words.lists[name])]
