"""Who acts for an owners' committee, plainly."""

from __future__ import annotations

from graph.plain.walking.sideways.beside import Beside, Outcome
from graph.plain.walking.steps import Passed
from graph.rules.sideways import CommitteeActing
from graph.selectors import Selector


def ask(beside: Beside, said: CommitteeActing) -> Outcome:
    """Ask who acts, if the committee was asked and passed."""
    if "owners_committee" not in beside.came_to_nothing:
        return Outcome()
    units, place, why = acting(beside)
    return beside.first(said, units, place) if units else Outcome(None, tuple(why))


def acting(beside: Beside) -> tuple[list[str], str, list[Passed]]:
    """Return the organisations that act at the nearest place, and that place; or why there are none."""
    reading = beside.world.reading
    units, place = beside.nearest(
        (unit, tie.target)
        for unit in reading.things("organisation")
        for tie in reading.ties_from(unit, "answers_for")
        if tie.fields["acts_for"] == "owners_committee"
    )
    if units:
        return units, place, []
    anybody = Selector({"kind": frozenset(["organisation"])})
    return [], "", [beside.missing(anybody, "not_established", "answers_for", "serves")]
