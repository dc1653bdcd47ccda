"""A department that is summoned, plainly."""

from __future__ import annotations

from dataclasses import replace

from graph.plain.walking.sideways.beside import Beside, Outcome
from graph.rules.sideways import Department
from graph.selectors import Selector


def ask(beside: Beside, said: Department) -> Outcome:
    """Summon who has the category and serves a place around the start."""
    if beside.category is None:
        return Outcome(None, (beside.passed("no_category"),))
    if not beside.steps:
        return Outcome(None, (beside.passed("nobody_to_summon"),))
    reading, above = beside.world.reading, set(beside.tree.above(beside.category))
    able = [one for one in reading.things("organisation") if above & set(reading.fields(one)["categories"] or ())]
    units, place = beside.nearest((unit, where) for unit in able for where in reading.targets(unit, "serves"))
    if not units:
        selector = Selector({"kind": frozenset(["organisation"]), "category": frozenset(above)})
        return Outcome(None, (beside.missing(selector, "not_established", "serves"),))
    outcome = beside.first(said, units, place)
    if outcome.aside is None:
        return outcome
    before = beside.steps[-1]
    return replace(outcome, aside=replace(outcome.aside, by=before.post or before.unit))
