"""Units of a form in their own right."""

from __future__ import annotations

from dataclasses import replace

from graph.plain.walking.sideways.beside import Beside, organisations_of
from graph.plain.walking.steps import Passed


def of_form(beside: Beside, form: str) -> tuple[list[str], str, list[Passed]]:
    """Return those that answer for the nearest place, and that place; or why there are none."""
    scopes = beside.world.carrying
    units = beside.organisations(form)
    found, place = beside.nearest((unit, where) for unit in units for where in scopes.places(unit))
    if found:
        return found, place, []
    before = beside.organisations(form, ended=True)
    gone, there = beside.nearest((unit, where) for unit in before for where in scopes.ended(unit))
    over = [replace(beside.passed("ended", unit), since=scopes.left(unit, there)) for unit in gone]
    why = beside.missing(organisations_of(form), "not_established")
    if over and why.why == "not_established":
        return [], "", over
    return [], "", [*over, why]
