"""A profile (架构模板): the levels, chains and ways of one kind of neighbourhood.

A profile is YAML bound to a root place; one store holds many. It says which levels there are, from
the widest to the deepest, and, for each *chain*, the *slots* from the bottom to the top: who is
asked at each step. It is refused where it contradicts itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.categories import Categories, Category, own_categories
from graph.rules.limits import Limit
from graph.rules.matching import Matching
from graph.rules.mistakes import Refused
from graph.rules.sideways import AnySideways
from graph.rules.vocabulary import Vocabulary, Word


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Part):
    """A text in both languages."""

    zh: str
    en: str


class Source(_Part):
    """Where a rule or profile was read."""

    document: str
    date: str | None = None
    place: str | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _as_text(cls, found: object) -> object:
        return str(found) if found is not None else None  # YAML reads 2024-11-01 as a date


class Level(_Part):
    """One level of territory; ``captions`` are what this place calls it."""

    key: str
    zh: str | None = None
    aliases: tuple[str, ...] = ()


class Carrier(_Part):
    """What can fill a slot: organisations of one of these forms, or posts of one of these roles.

    The order of the forms or roles is the order in which they are asked at one place.
    """

    form: tuple[str, ...] = ()
    role: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_them(self) -> Carrier:
        if bool(self.form) == bool(self.role):
            raise Refused(BadRules("profile_carrier"))
        return self

    @property
    def kind(self) -> str:
        """Which kind of thing carries the slot."""
        return "organisation" if self.form else "post"

    @property
    def names(self) -> tuple[str, ...]:
        """The forms, or the roles, in order."""
        return self.form or self.role


class Slot(_Part):
    """One step of a chain.

    Attributes:
        key: Its name on the chain.
        level: The levels of the places that its carriers answer for.
        carrier: What can fill it.
        head: For organisations, the roles of its seat, in the order they are asked.
        expected: Every place of these levels should have one: implies a presence norm.
        assumed: The account does not say so; it is our reading.
    """

    key: str
    title: Text
    level: tuple[str, ...] = Field(min_length=1)
    carrier: Carrier
    head: tuple[str, ...] = ()
    expected: bool = False
    assumed: bool = False


class Chain(_Part):
    """Slots from the bottom to the top, and who is asked beside them."""

    title: Text
    slots: tuple[Slot, ...] = Field(min_length=1)
    sideways: tuple[AnySideways, ...] = ()


class Handled(_Part):
    """What a profile says of a category: of a new one its title and the one above it, and which chain handles it first.

    Attributes:
        title: How it is called; of one that the common tree has, that stays where nothing is said.
        parent: The category above it.
        chain: Which chain handles it first; empty = the one of the nearest category above that has one.
        aliases: What else people here write for it.
    """

    title: Text | None = None
    parent: str | None = None
    chain: str | None = None
    aliases: tuple[str, ...] = ()


class Households(_Part):
    """How many households to take for a home whose number is empty."""

    low: int = Field(ge=0)
    high: int = Field(ge=0)


class Profile(_Part):
    """The levels, chains and ways of one kind of neighbourhood; see the module."""

    key: str
    title: Text
    source: Source
    levels: tuple[Level, ...] = Field(min_length=1)
    chains: Mapping[str, Chain]
    packs: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, Word]] = {}
    categories: Mapping[str, Handled] = {}
    limits: tuple[Limit, ...] = ()
    matching: Matching | None = None
    expected_combinations: tuple[tuple[str, str], ...] = ()
    hollow_share: int = Field(default=20, ge=0, le=100)
    small_counts: int = Field(default=5, ge=2)
    households: Households | None = None
    channels: tuple[str, ...] = ()
    workflow: str | None = None
    without_steps: tuple[str, ...] = ()
    forget_after: int | None = Field(default=None, ge=1)
    points: Mapping[str, Annotated[int, Field(ge=0)]] = {}

    @cached_property
    def level_rank(self) -> Mapping[str, int]:
        """Position of each level, 0 = the widest."""
        return {level.key: position for position, level in enumerate(self.levels)}

    @cached_property
    def own_categories(self) -> Mapping[str, Category]:
        """The categories that it adds to the common tree, or says more of."""
        common = own_categories().of
        found = {}
        for key, one in self.categories.items():
            known = common.get(key)
            zh, en = (one.title.zh, one.title.en) if one.title else (known.zh, known.en) if known else (key, key)
            found[key] = Category(zh, en, one.aliases, one.parent or (known.parent if known else None))
        return found

    @cached_property
    def tree(self) -> Categories:
        """The common tree of categories with what the profile adds to it."""
        return own_categories().extended(self.own_categories)

    def handling(self, category: str) -> str | None:
        """Return the chain that handles a category first: its own, else that of the nearest category above."""
        above = self.tree.above(category)
        chains = (self.categories[one].chain for one in above if one in self.categories)
        return next((chain for chain in chains if chain), None)

    @cached_property
    def levels_of_role(self) -> Mapping[str, frozenset[str]]:
        """By role, the levels that slots of any chain name for it."""
        found: dict[str, set[str]] = {}
        for slot in (slot for chain in self.chains.values() for slot in chain.slots):
            for role in slot.carrier.role:
                found.setdefault(role, set()).update(slot.level)
        return {role: frozenset(levels) for role, levels in found.items()}

    @cached_property
    def expected_pairs(self) -> frozenset[frozenset[str]]:
        """Pairs of roles that one person is expected to hold together."""
        return frozenset(frozenset(pair) for pair in self.expected_combinations)

    def slot_of(self, chain: str, name: str, level: str) -> int | None:
        """Return which slot of a chain a carrier fills, by its form or role and a level it answers for.

        The slot that names the form and the level; where no slot names that level for the form, the
        next slot above, never below: the lowest slot of that form with a level wider than this one,
        and for an organisation that stands above every slot of its form, the lowest slot of organisations
        that reaches up to its level; a post stays in the highest slot of its role. None = it carries no slot.

        Example:
            >>> from graph.rules import load_rules
            >>> suzhoulu = load_rules().profiles["suzhoulu"]
            >>> suzhoulu.slot_of("party", "branch", "estate"), suzhoulu.slot_of("party", "branch", "community")
            (2, 3)
        """
        return self._slots.get((chain, name, level))

    @cached_property
    def _slots(self) -> Mapping[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        for chain, parts in self.chains.items():
            for name in {name for slot in parts.slots for name in slot.carrier.names}:
                for level in self.level_rank:
                    position = self._carries(parts.slots, name, level)
                    if position is not None:
                        found[chain, name, level] = position
        return found

    def _carries(self, slots: tuple[Slot, ...], name: str, level: str) -> int | None:
        rank = self.level_rank
        own = [position for position, slot in enumerate(slots) if name in slot.carrier.names]
        kind = slots[own[0]].carrier.kind
        exact = [position for position in own if level in slots[position].level]
        wider = [p for p in own if min(rank[each] for each in slots[p].level) < rank[level]]
        reaching = [
            position
            for position, slot in enumerate(slots)
            if slot.carrier.kind == kind and min(rank[each] for each in slot.level) <= rank[level]
        ]
        above = own[-1:] if kind == "post" else reaching
        return next(iter((*exact, *wider, *above)), None)

    def starts_above(self, slot: Slot, level: str) -> bool:
        """Return whether all levels of a slot lie below a start of this level."""
        rank = self.level_rank
        return level in rank and all(rank[each] > rank[level] for each in slot.level)

    def vocabulary(self, base: Vocabulary) -> Vocabulary:
        """Return the common word lists with this profile's own words."""
        levels = {
            level.key: Word(
                zh=level.zh or base.caption("level", level.key),
                en=base.caption("level", level.key, "en"),
                aliases=level.aliases,
            )
            for level in self.levels
        }
        categories = {key: Word(zh=one.zh, en=one.en, aliases=one.aliases) for key, one in self.own_categories.items()}
        return base.extended({**self.words, "level": {**self.words.get("level", {}), **levels}, "category": categories})
