"""What a norm counts at some places, and how sure the count is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.plain.facts.bands import UNBOUNDED, Band
from graph.plain.facts.world import World
from graph.rules.bodies.base import Counting
from graph.selectors import Selector


@dataclass(frozen=True)
class Count:
    """The things counted and what is not known of them.

    Attributes:
        has: How many there are.
        evidence: What counts in ``has.low``: things, or the persons who hold them.
        vacant: Counted posts that are vacant.
        ended: Counted posts whose holder left, without a listing that says they are vacant.
        unknown: Counted posts of which nobody knows who holds them.
        unscoped: Things that may belong here, since nobody said where they do.
        listed: Whether a listing covers what is counted.
        kept: Whether the kind is kept at all.
    """

    has: Band
    evidence: frozenset[str] = frozenset()
    vacant: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unscoped: tuple[str, ...] = ()
    listed: bool = True
    kept: bool = True


NOT_KEPT = Count(UNBOUNDED, kept=False)


def is_at(world: World, thing: str, tie: str, subject: str, at: str = "either") -> bool:
    """Return whether a thing is tied to the subject, below it, or either, as asked.

    A thing tied to a split place also counts where a part of that place lies.
    """
    places = world.scopes.places(thing, tie)
    lie = places | {part for place in places if place != subject for part in world.places.parts(place)}
    below = any(place != subject and world.places.lies_in(place, subject) for place in lie)
    return (at != "below" and subject in places) or (at != "subject" and below)


def with_unlisted(world: World, count: Count, body: Counting, of: Selector, at: list[str]) -> Count:
    """Return a count with what may be there unlisted: it is covered if it is at each of some places."""
    covers = [world.ledger.cover(of, place, body.tie) for place in at]
    unscoped = {thing for cover in covers if cover for thing in cover.unscoped}
    listed = None not in covers
    loose = Band(0, len(unscoped) if listed else None)
    return replace(count, has=count.has + loose, unscoped=tuple(sorted(unscoped)), listed=listed)


def by_thing(things: list[str]) -> Count:
    """Count things as they are."""
    return Count(Band.exactly(len(things)), frozenset(things))


def by_seat(world: World, posts: list[str], *, people: bool) -> Count:
    """Count posts by whether somebody holds them, or the distinct people who do."""
    of = {state: tuple(post for post in posts if world.seats.state(post) == state) for state in STATES}
    sure = of["held"]
    if people:
        sure = tuple({hold.source for post in sure for hold in world.seats.holds(post)})
    has = Band(len(sure), len(sure) + len(of["ended"]) + len(of["unknown"]))
    return Count(has, frozenset(sure), of["vacant"], of["ended"], of["unknown"])


STATES = ("held", "vacant", "ended", "unknown")
