"""What became of each norm at each subject since an earlier date, plainly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.answers.coverage import CHANGES
from graph.plain.facts.shown import Cell, place
from graph.plain.facts.world import World
from graph.plain.norms.judgement import Judgement


@dataclass(frozen=True)
class Compared:
    """The rows, and how many there are of each change."""

    rows: list[Cell]

    @property
    def totals(self) -> dict[str, int]:
        """How many there are of each change."""
        return {change: sum(row["change"] == change for row in self.rows) for change in CHANGES}


def compared(world: World, now: Sequence[Judgement], was: World, before: Sequence[Judgement]) -> Compared:
    """Return the changes since the earlier date, norm by norm: what is asked now in its order, then what is no more."""
    states, earlier = ({_key(one): one.state for one in judged} for judged in (now, before))
    rows = []
    for norm in dict.fromkeys(norm.id for norm in world.rules.norms):
        rows += [
            _row(world, one, change, earlier.get(_key(one)), one.state)
            for one in now
            if one.norm.id == norm and (change := _change(one.state, earlier.get(_key(one))))
        ]
        rows += [
            _row(was, one, "asked_no_more", one.state, None)
            for one in before
            if one.norm.id == norm and _key(one) not in states
        ]
    return Compared(rows)


def _change(state: str, before: str | None) -> str | None:
    """Return what became of a state; None where that is not told."""
    if state == "gap":
        return {"gap": "still", "unknown": "newly_known"}.get(before or "", "new")
    if state == "met" and before == "gap":
        return "closed"
    return "newly_unknown" if state == "unknown" and before != "unknown" else None


def _key(one: Judgement) -> tuple[str, str, str | None]:
    return one.norm.id, one.subject, one.item


def _row(world: World, one: Judgement, change: str, before: str | None, state: str | None) -> Cell:
    return {
        "norm": one.norm.id,
        "subject": place(world, one.subject),
        "item": one.item,
        "change": change,
        "state_before": before,
        "state": state,
    }
