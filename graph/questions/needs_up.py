"""To whom a need goes up that is overdue: the seat of the walk after whoever has it (SEMANTICS N23)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from graph.calendar import Calendar
from graph.errors import NotAskable
from graph.facts import Facts
from graph.facts.concerned import concerned_by
from graph.facts.shown import Shown
from graph.walking.asked import Asked
from graph.walking.steps import Step, Walk
from graph.walking.walk import walk

Row = dict[str, Any]
#: Of somebody, the ties that lead to whom they act for.
_ACTS_FOR = {"post": ("post_in",), "person": ("holds", "member_of")}
_KEPT = 4096


class Upward:
    """Finds who is next, each walk made once for all needs of one place, chain and matter."""

    def __init__(self, facts: Facts) -> None:
        """Keep what to read from."""
        self._facts, self._network, self._shown = facts, facts.network, Shown(facts.network)
        self._walks = lru_cache(_KEPT)(self._walked)

    def of(self, line: Row) -> tuple[Row | None, str | None]:
        """Return the seat, else the unit, to which a need goes up; or nobody, and how the walk ends."""
        walks = {one: self._walks(line["anchor"], one, line["about"]) for one in self._chains(line)}
        hats = self._hats(line["has"])
        at = {chain: _position(found, hats) for chain, found in walks.items()}
        asked = [chain for chain, position in at.items() if position is not None] or list(walks)
        for chain in asked:
            position, found = at[chain], walks[chain]
            rest = found.steps[1 if position is None else position + 1 :]
            if rest:
                return self._told(chain, rest[0]), None
        return None, walks[asked[0]].state if asked else None

    def _told(self, chain: str, step: Step) -> Row:
        seat = step.seat if step.seat >= 0 else step.carrier
        is_post = self._network.rows.kind_of(seat) == "post"
        of_post = self._network.rows.kind_of(step.carrier) == "post"
        units = self._network.view.out("post_in").of(step.carrier).tolist() if of_post else [step.carrier]
        told = self._shown.post(seat) if is_post else {**(self._shown.thing(seat) or {}), "role": None}
        return {**(told or {}), "unit": self._shown.thing(next(iter(units), -1)), "chain": chain}

    def _chains(self, line: Row) -> list[str]:
        profile = self._facts.profiles.find(line["anchor"]) if line["anchor"] >= 0 else None
        if profile is None:
            return []
        handled = profile.handling(line["category"]) if line["category"] is not None else None
        return [handled] if handled else list(profile.chains)

    def _walked(self, anchor: int, chain: str, about: str | None) -> Walk:
        nobody = Asked(self._facts, Calendar.official(), None)
        return walk(self._facts, self._facts.profiles.of(anchor), chain, anchor, nobody, self._concerned(about))

    def _concerned(self, about: str | None) -> frozenset[int]:
        row = None if about is None else self._network.rows.row(about)
        if row is None or not self._network.view.valid[row]:
            return frozenset()
        try:
            return concerned_by(self._facts, row)
        except NotAskable:
            return frozenset({row})

    def _hats(self, has: int) -> set[int]:
        """Return whom somebody acts for: of an offer who gives it, of a post what it is in, of a person their seats."""
        if has < 0:
            return set()
        if self._network.rows.kind_of(has) == "offer":
            edge = {int(one) for one in self._network.view.into("gives").of(has)}
        else:
            edge = {has}
        found = set(edge)
        while edge:
            edge = {other for one in edge for other in self._acts_for(one)} - found
            found |= edge
        return found

    def _acts_for(self, one: int) -> Iterator[int]:
        for tie in _ACTS_FOR.get(self._network.rows.kind_of(one), ()):
            yield from map(int, self._network.view.out(tie).of(one))


def _position(found: Walk, hats: set[int]) -> int | None:
    steps = enumerate(found.steps)
    return next((at for at, step in steps if hats & {step.carrier, step.seat, step.person} - {-1}), None)
