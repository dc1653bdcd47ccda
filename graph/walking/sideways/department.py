"""A department that can be summoned for the matter, and serves a place around the start."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.rules.sideways import Department
from graph.selectors import Selector
from graph.walking.sideways.around import Around, Found, Search

_SERVES = "serves"


def ask(around: Around, said: Department) -> Found:
    """Summon it by who was asked on the chain before."""
    if around.category is None:
        return Found(passed=(around.passed("no_category"),))
    if not around.walk.steps:
        return Found(passed=(around.passed("nobody_to_summon"),))
    found = around.partner(said, search(around, around.category))
    before = around.walk.steps[-1]
    by = before.seat if before.seat >= 0 else before.carrier
    return found if found.aside is None else replace(found, aside=replace(found.aside, by=by))


def search(around: Around, category: str) -> Search:
    """Return who has the category among those that serve; or that nobody has, or nothing is recorded."""
    facts, rows = around.facts, around.facts.network.rows
    above = around.tree.above(category)
    first, last = rows.block["organisation"]
    able = np.zeros(rows.size, dtype=bool)
    able[first:last] = [bool(set(one or ()) & set(above)) for one in rows.frame("organisation")["categories"].to_list()]
    pairs = facts.scopes(_SERVES)
    found = around.nearest(pairs.where(able[pairs.carrier]))
    if found.units:
        return found
    selector = Selector({"kind": frozenset(["organisation"]), "category": frozenset(above)})
    if around.known(selector, _SERVES):
        return Search(lacking=(around.passed("not_established"),))
    return Search(lacking=(around.not_recorded(selector, _SERVES),))
