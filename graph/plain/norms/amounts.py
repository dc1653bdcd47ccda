"""How many of something a subject has, plainly: things tied to it, each once, or who lives there."""

from __future__ import annotations

from dataclasses import dataclass

from graph.plain.facts.bands import Band
from graph.plain.facts.homes import Base
from graph.plain.facts.ledger import matches
from graph.plain.facts.reading import TieRow
from graph.plain.facts.world import World
from graph.plain.norms.counting import Count
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
    ends = [(_other(asked, tie), tie) for tie in _ties(world, asked, subject)]
    found = [(other, tie) for other, tie in ends if other in things]
    sure = {other for other, tie in found if matches(asked.of_tie, tie.fields)}
    may = [(other, tie) for other, tie in found if other not in sure and _may_match(asked, tie)]
    unsure, maybe = {other for other, _ in may}, [tie for _, tie in may]
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


def _ties(world: World, asked: Amount, subject: str) -> list[TieRow]:
    """Return the ties by which things belong to the subject, or it to them."""
    return list((world.reading.ties_from if asked.belonging else world.reading.ties_to)(subject, asked.tie))


def _other(asked: Amount, tie: TieRow) -> str:
    return tie.target if asked.belonging else tie.source
