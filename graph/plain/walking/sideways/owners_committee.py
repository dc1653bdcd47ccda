"""The owners' committee, plainly."""

from __future__ import annotations

from graph.plain.walking.sideways.beside import Beside, Outcome
from graph.plain.walking.sideways.committees import of_form
from graph.rules.sideways import OwnersCommittee


def ask(beside: Beside, said: OwnersCommittee) -> Outcome:
    """Ask the committee alone."""
    units, place, why = of_form(beside, "owners_committee")
    return beside.first(said, units, place) if units else Outcome(None, tuple(why))
