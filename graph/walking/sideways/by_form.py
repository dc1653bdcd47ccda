"""Organisations of a form that answer for a place around the start in their own right."""

from __future__ import annotations

from graph.network.numbering import day_of
from graph.selectors import Selector
from graph.walking.filling import own_reach
from graph.walking.sideways.around import Around, Search


def of_form(around: Around, form: str) -> Search:
    """Return those of the nearest place; or that they ended, are not established, or not recorded (W3)."""
    reach = around.facts.beside(own_reach)
    chosen, now, before = around.of_form(form), reach.today, reach.before
    search = around.nearest(now.where(chosen[now.carrier]))
    if search.units:
        return search
    selector = Selector({"kind": frozenset(["organisation"]), "form": frozenset([form])})
    gone = around.nearest(before.where(chosen[before.carrier]))
    over = [around.passed("ended", unit, since=day_of(reach.left(unit, gone.place))) for unit in gone.units]
    if not around.known(selector):
        return Search(lacking=(*over, around.not_recorded(selector)))
    return Search(lacking=tuple(over) or (around.passed("not_established"),))
