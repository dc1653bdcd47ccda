"""Whom sideways steps find, for many starts at once: of a matter without a category, about nobody (SEMANTICS A14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from graph.facts import Facts
from graph.facts.reach import Pairs
from graph.network.columns import Bools, Ints
from graph.rules import Profile, Slot
from graph.rules.sideways import CommitteeActing, Sideways, Table
from graph.selectors import Selector
from graph.walking.filling import own_reach
from graph.walking.sideways.around import worded
from graph.walking.sideways.committee_acting import ANYBODY, SCOPED_BY, acting_pairs
from graph.walking.sideways.property_company import contracts_of
from graph.walking.slots import absence_of_others

_COMMITTEE, _COMPANY = "owners_committee", "property_company"


@dataclass
class Many:
    """Many starts that ask beside one chain.

    Attributes:
        facts: The facts of the network.
        profile: The profile that all follow.
        starts: Rows of places.
        missed: By sort that was tried, for which starts it found nobody.
    """

    facts: Facts
    profile: Profile
    starts: Ints
    missed: dict[str, Bools] = field(default_factory=dict)

    def ask(self, said: Sideways, slot: Slot) -> Bools:
        """Return which starts find somebody by a step that is told after a slot; a department needs a category."""
        nobody = np.zeros(self.starts.size, dtype=bool)
        found = _ASK[said.ask](self, said, slot) if said.ask in _ASK else nobody
        self.missed[said.ask] = self.missed.get(said.ask, nobody) | ~found
        return found

    def of_form(self, form: str) -> Bools:
        """Return which starts have an organisation of a form around them; of companies, one under contract."""
        if form == _COMPANY:
            day = self.facts.network.day
            return self._near(np.array([place for (_, place), end in contracts_of(self.facts).items() if end > day]))
        now = self.facts.beside(own_reach).today
        return self._near(now.where(worded(self.facts, "organisation", "form", form)[now.carrier]).place)

    def acting(self) -> Bools:
        """Return which starts have somebody around them who acts for an owners' committee."""
        found: Pairs = acting_pairs(self.facts)
        return self._near(found.place)

    def known(self, selector: Selector, slot: Slot, tie: str | None = None) -> Bools:
        """Return for which starts listings prove that what is not there is nowhere around them."""
        return absence_of_others(self.facts, self.profile, slot, selector, tie).known(self.starts)

    def _near(self, places: Ints) -> Bools:
        view = self.facts.network.view
        marked = np.zeros(view.places, dtype=bool)
        marked[places.astype(np.int64)] = True
        found: Bools = view.nearest(marked, self.starts) >= 0
        return found


def _partner(many: Many, said: Sideways, _slot: Slot) -> Bools:
    return many.of_form(said.ask)


def _acting(many: Many, said: Sideways, _slot: Slot) -> Bools:
    assert isinstance(said, CommitteeActing)  # noqa: S101 - told apart by its name
    missed = many.missed.get(said.follows)
    return many.acting() & missed if missed is not None else np.zeros(many.starts.size, dtype=bool)


def _table(many: Many, said: Sideways, slot: Slot) -> Bools:
    """Return where no party is known to be missing."""
    assert isinstance(said, Table)  # noqa: S101 - told apart by its name
    whole = np.ones(many.starts.size, dtype=bool)
    for form in said.fixed:
        there = many.of_form(form)
        known = many.known(_of(form), slot)
        if form == _COMMITTEE:
            there, known = there | many.acting(), known & many.known(ANYBODY, slot, SCOPED_BY)
        whole &= there | ~known
    return whole


def _of(form: str) -> Selector:
    return Selector({"kind": frozenset(["organisation"]), "form": frozenset([form])})


_ASK: Mapping[str, Callable[[Many, Sideways, Slot], Bools]] = {
    _COMPANY: _partner,
    _COMMITTEE: _partner,
    "committee_acting": _acting,
    "table": _table,
}
