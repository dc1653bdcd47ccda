"""How many of something a subject has, plainly: things tied to it, each once, or who lives there."""

from __future__ import annotations

from dataclasses import dataclass

from graph.plain.bands import Band
from graph.plain.counting import Count
from graph.plain.homes import Base
from graph.plain.ledger import matches
from graph.plain.reading import TieRow
from graph.plain.world import World
from graph.rules.bodies.amounts import Amount


@dataclass(frozen=True)
class Amounted:
    """How many there are.

    Attributes:
        count: So many, and whether a listing covers them.
        base: What was counted otherwise than by things, and how that is known.
        empty: The words that are wanting on ties of what may count or not.
        unsure: How many of these there are.
    """

    count: Count
    base: Base | None = None
    empty: tuple[str, ...] = ()
    unsure: int = 0

    @property
    def reasons(self) -> tuple[tuple[str, None], ...]:
        """What is not known of them."""
        return tuple((f"{name}_empty", None) for name in self.empty)

    @property
    def steps(self) -> tuple[tuple[str, int], ...]:
        """What would make it known."""
        return (("record_membership", self.unsure),) if self.unsure else ()


def amount(world: World, asked: Amount, subject: str) -> Amounted:
    """Return how many a subject has of what is asked."""
    if asked.lived is not None:
        base = world.homes.base(asked.lived, subject)
        return Amounted(Count(base.band), base)
    things = set(world.ledger.selected(asked.things))
    found = [tie for tie in world.reading.ties_to(subject, asked.tie) if tie.source in things]
    sure = {tie.source for tie in found if matches(asked.of_tie, tie.fields)}
    maybe = [tie for tie in found if tie.source not in sure and _may_match(asked, tie)]
    unsure = {tie.source for tie in maybe}
    empty = sorted({name for tie in maybe for name in asked.of_tie.fields if tie.fields[name] is None})
    listed = world.ledger.cover(asked.listed[0], world.anchors.of(subject)) is not None
    stated = world.reading.fields(subject).get("members") if asked.mere else None
    if stated is not None and not listed and stated >= len(sure):
        number = Band.exactly(int(stated))
        return Amounted(Count(number, frozenset(sure)), Base(number, "stated", "people"))
    has = Band(len(sure), len(sure) + len(unsure) if listed else None)
    return Amounted(Count(has, frozenset(sure), listed=listed), None, tuple(empty), len(unsure))


def _may_match(asked: Amount, tie: TieRow) -> bool:
    """Return whether a tie says nothing else than what is asked, though it does not say all of it."""
    return all(tie.fields[name] is None or tie.fields[name] in values for name, values in asked.of_tie.fields.items())
