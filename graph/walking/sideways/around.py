"""What every sideways step looks at: the places around a start, who is there, and where absence means something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graph.facts import Facts
from graph.facts.reach import Pairs
from graph.network.columns import Bools
from graph.rules import Profile, Slot
from graph.rules.categories import Categories
from graph.rules.sideways import Sideways
from graph.selectors import Selector
from graph.walking.asked import Asked
from graph.walking.steps import Aside, Passed, Walk

_LAST = 2**31 - 1


@dataclass(frozen=True)
class Found:
    """The result of a sideways step: somebody to ask, or why nobody; neither where the step does not apply."""

    aside: Aside | None = None
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True)
class Search:
    """Units at the nearest place that has any, in the order in which they are asked; or why there is none."""

    units: tuple[int, ...] = ()
    place: int = -1
    lacking: tuple[Passed, ...] = ()


@dataclass
class Around:
    """A walk as sideways steps see it.

    Attributes:
        facts: The facts of the network.
        profile: The profile of the start.
        enclosing: The places around the start, nearest first.
        concerned: Rows of the units and posts that the complaint is about.
        asked: Who was asked before.
        tree: The categories.
        category: The category of the matter; None = it has none.
        walk: The walk so far.
        position: Position of the slot after which a step is told.
        missed: The sorts that were tried on this walk and found nobody.
    """

    facts: Facts
    profile: Profile
    enclosing: list[int]
    concerned: frozenset[int]
    asked: Asked
    tree: Categories
    category: str | None
    walk: Walk
    position: int = -1
    slot: Slot | None = None
    missed: set[str] = field(default_factory=set)

    def partner(self, said: Sideways, search: Search) -> Found:
        """Return the first unit of a search that can be asked, as a partner; and who was passed before it."""
        passed = list(search.lacking)
        for unit in search.units:
            post, person = self.head(unit, said.heads)
            over = self.asked.did_not_act(-1, unit) or (self.asked.did_not_act(post) if post >= 0 else None)
            if unit in self.concerned:
                passed.append(self.passed("concerned", unit))
            elif over is not None:
                passed.append(self.passed("did_not_act", unit, over=over))
            else:
                aside = Aside(self.position, said.ask, said.action, unit, post, person, search.place)
                return Found(aside, tuple(passed))
        return Found(passed=tuple(passed))

    def passed(self, why: str, unit: int = -1, **more: Any) -> Passed:
        """Return something passed here."""
        return Passed(self.position, why, unit, **more)

    def head(self, unit: int, roles: tuple[str, ...]) -> tuple[int, int]:
        """Return the seat that speaks for a unit and who is in charge of it, as far as that is known; else -1, -1."""
        network, seats = self.facts.network, self.facts.seats
        inside = network.view.into("post_in").of(unit).tolist()
        role = network.rows.column("post", "role")
        display = network.rows.column("post", "display_order")
        able = [post for post in inside if seats.person[post] >= 0 and not seats.deputy[post]]
        known = [post for post in able if role[post] in roles and post not in self.concerned]
        return min(
            ((post, int(seats.person[post])) for post in known),
            key=lambda one: (roles.index(role[one[0]]), display[one[0]] is None, display[one[0]] or 0, one[0]),
            default=(-1, -1),
        )

    def nearest(self, pairs: Pairs) -> Search:
        """Return who is at the nearest place around the start that has any, by display order, then key."""
        here = np.isin(pairs.place, self.enclosing)
        at: dict[int, set[int]] = {}
        for unit, place in zip(pairs.carrier[here].tolist(), pairs.place[here].tolist(), strict=True):
            at.setdefault(place, set()).add(unit)
        place = next((place for place in self.enclosing if place in at), -1)
        return Search(tuple(self._in_order(at.get(place, ()))), place)

    def of_form(self, form: str) -> Bools:
        """Return which things are organisations of a form."""
        return worded(self.facts, "organisation", "form", form)

    def of_role(self, role: str) -> Bools:
        """Return which things are posts of a role."""
        return worded(self.facts, "post", "role", role)

    def known(self, selector: Selector, tie: str | None = None) -> bool:
        """Return whether listings prove that what is not there is nowhere around the start."""
        cover, asked = self.facts.ledger.covers(selector, tie), self._asked_at()
        return bool(asked) and all(cover.covered[place] and cover.extra[place] == 0 for place in asked)

    def not_recorded(self, selector: Selector, tie: str | None = None) -> Passed:
        """Return that nobody recorded it, with the first thing that may belong anywhere as the cause."""
        ledger, asked = self.facts.ledger, self._asked_at()
        listed = ledger.covers(selector, tie).covered
        hiding = asked if all(listed[place] for place in asked) else []
        spoilers = [row for place in hiding for row in ledger.spoilers(selector, place, tie)]
        return self.passed("not_recorded", cause=min(spoilers, default=-1))

    def _asked_at(self) -> list[int]:
        """Return where coverage is asked: as of the slot after which the step is told (W4)."""
        assert self.slot is not None  # noqa: S101 - set before any step is asked
        levels, rank = self.facts.network.rows.frame("place")["level"], self.profile.level_rank
        of_slot = [place for place in self.enclosing if levels[place] in self.slot.level]
        widest = min(rank[level] for level in self.slot.level)
        return of_slot or [place for place in self.enclosing if rank.get(levels[place], widest) < widest][:1]

    def _in_order(self, units: Iterable[int]) -> list[int]:
        rows = self.facts.network.rows

        def order(unit: int) -> tuple[bool, int, int]:
            kind = rows.kind_of(unit)
            shown = rows.frame(kind)["display_order"][unit - rows.block[kind][0]]
            return shown is None, shown or 0, unit

        return sorted(units, key=order)


def worded(facts: Facts, kind: str, word: str, value: str) -> Bools:
    """Return which things are of a kind and have a value in a column of it, such as organisations of a form."""
    rows = facts.network.rows
    codes, names = rows.codes(kind, word)
    found = np.zeros(rows.size, dtype=bool)
    first, last = rows.block[kind]
    found[first:last] = codes == (names.index(value) if value in names else _LAST)
    return found
