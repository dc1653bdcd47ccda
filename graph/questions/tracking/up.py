"""To whom an overdue need goes up: who follows on its path once its holder did not act (SEMANTICS N23)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from graph.calendar import end_of
from graph.calendar.instants import DAY
from graph.errors import NotAskable
from graph.facts import Facts
from graph.facts.concerned import concerned_by
from graph.facts.shown import Shown
from graph.life.seats import hats_of
from graph.rules import Rules
from graph.values.instant import day_in_shanghai
from graph.walking.asked import Asked
from graph.walking.matter import Matter
from graph.walking.steps import Aside, Passed, Step, Walk
from graph.walking.walk import walk

Row = dict[str, Any]
_KEPT = 4096


class Upward:
    """Finds who is next; needs given to the same holder at the same place on the same day share one walk."""

    def __init__(self, facts: Facts, rules: Rules) -> None:
        """Keep what to read from."""
        self._facts, self._rules, self._network, self._shown = facts, rules, facts.network, Shown(facts.network)
        self._walks = lru_cache(_KEPT)(self._walked)
        self._hats = lru_cache(_KEPT)(self._hats_of)
        self._rest = lru_cache(_KEPT)(self._told)

    def of(self, line: Row) -> tuple[Row | None, str | None]:
        """Return the seat, else the unit, to which a need goes up; or nobody, and how the walk ends."""
        hats = self._hats(line["has"])
        said = line["given"] or line["raised"] or line["due"]
        matter = (line["category"], line["about"], line["has"], day_in_shanghai(said))
        walks = {chain: self._walks(line["anchor"], chain, *matter) for chain in self._chains(line)}
        found = {chain: _after(one, hats) for chain, one in walks.items()}
        asked = {chain: after for chain, after in found.items() if after is not None}
        first = 0 if line["has"] >= 0 else 1  # where nobody has it, whom the walk asks first had it to answer
        rest = asked or {chain: [*one.steps[first:]] for chain, one in walks.items()}
        for chain, after in rest.items():
            if after:
                return self._rest(chain, after[0]), None
        return None, next((walks[chain].state for chain in rest), None)

    def _told(self, chain: str, one: Step | Aside) -> Row:
        carrier, seat = (one.carrier, one.seat) if isinstance(one, Step) else (one.unit, one.post)
        at = seat if seat >= 0 else carrier
        is_post = self._network.rows.kind_of(at) == "post"
        units = [carrier]
        if self._network.rows.kind_of(carrier) == "post":
            units = self._network.view.out("post_in").of(carrier).tolist()
        told = self._shown.post(at) if is_post else {**(self._shown.thing(at) or {}), "role": None}
        return {**(told or {}), "unit": self._shown.thing(next(iter(units), -1)), "chain": chain}

    def _chains(self, line: Row) -> list[str]:
        profile = self._facts.profiles.find(line["anchor"]) if line["anchor"] >= 0 else None
        if profile is None:
            return []
        handled = profile.handling(line["category"]) if line["category"] is not None else None
        return [handled] if handled else list(profile.chains)

    def _walked(self, anchor: int, chain: str, category: str | None, about: str | None, has: int, day: date) -> Walk:
        facts, profile = self._facts, self._facts.profiles.of(anchor)
        kinds = ((self._network.key(row), self._network.rows.kind_of(row)) for row in sorted(self._hats(has)))
        since = [(key, day) for key, kind in kinds if kind in ("organisation", "post")]
        over = end_of(self._network.date - DAY)  # whatever the hour: it is overdue
        asked = Asked(facts, self._rules.calendar(profile.key), None, since, None, {key: over for key, _ in since})
        matter = Matter(self._rules.categories, category)
        return walk(facts, profile, chain, anchor, asked, self._concerned(about), matter=matter)

    def _concerned(self, about: str | None) -> frozenset[int]:
        row = None if about is None else self._network.rows.row(about)
        if row is None or not self._network.view.valid[row]:
            return frozenset()
        try:
            return concerned_by(self._facts, row)
        except NotAskable:
            return frozenset({row})

    def _hats_of(self, has: int) -> frozenset[int]:
        return hats_of(self._network, has) if has >= 0 else frozenset()


def _after(found: Walk, hats: frozenset[int]) -> list[Step | Aside] | None:
    """Return the steps after the one that did not act, or the one that asks anew; None = it is not on the walk."""
    told = list(found.told)
    for at, one in enumerate(told):
        for passed in one.passed:
            if _is(passed, hats):
                return [each for each in (told[at:] if passed.sideways else told) if _follows(each, passed)]
    for passed in found.passed:
        if _is(passed, hats):
            return [] if passed.sideways else [each for each in told if _follows(each, passed)]
    anew = [one for one in told if hats & {*_asked_in(one)}]
    return anew[:1] or None


def _is(passed: Passed, hats: frozenset[int]) -> bool:
    return passed.why == "did_not_act" and bool(hats & {passed.unit, passed.post})


def _follows(one: Step | Aside, passed: Passed) -> bool:
    """Return whether somebody is asked after who was passed; a table is nobody."""
    return one.slot >= passed.slot and (isinstance(one, Step) or one.unit >= 0)


def _asked_in(one: Step | Aside) -> tuple[int, ...]:
    return (one.carrier, one.seat, one.person) if isinstance(one, Step) else (one.unit, one.post, one.person)
