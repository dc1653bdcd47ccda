"""What a norm counts at a place, and how sure the count is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.plain.bands import UNBOUNDED, Band
from graph.plain.world import World
from graph.rules import Norm, Presence, Ratio
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


def own(world: World, norm: Norm, subject: str) -> Count:
    """Return what is tied to the subject or to something below it, as the norm says.

    A thing tied to a split place also counts where a part of that place lies.
    """
    body = norm.body
    counted = [thing for thing in world.ledger.selected(body.of) if is_at(world, body, thing, subject)]
    return _counted(world, body, body.of, counted, [subject])


def inherited(world: World, norm: Norm, subject: str) -> Count | None:
    """Return what is tied exactly to an enclosing place of a level that the norm lets presence be inherited from."""
    body = norm.body
    if not isinstance(body, Presence) or body.inherit is None:
        return None
    names = {"form": body.inherit.form, "role": body.inherit.role}
    given = {field: frozenset(values) for field, values in names.items() if values}
    of = Selector({**body.of.fields, **given}, body.of.within)
    levels = body.inherit.level
    above = [one for one in world.places.enclosing(subject)[1:] if world.reading.fields(one)["level"] in levels]
    counted = [thing for thing in world.ledger.selected(of) if world.scopes.places(thing, body.tie) & set(above)]
    return _counted(world, body, of, counted, above)


def is_at(world: World, body: Presence | Ratio, thing: str, subject: str) -> bool:
    """Return whether a thing is tied to the subject, below it, or either, as asked."""
    at = body.at if isinstance(body, Presence) else "either"
    places = world.scopes.places(thing, body.tie)
    lie = places | {part for place in places if place != subject for part in world.places.parts(place)}
    below = any(place != subject and world.places.lies_in(place, subject) for place in lie)
    return (at != "below" and subject in places) or (at != "subject" and below)


def _counted(world: World, body: Presence | Ratio, of: Selector, things: list[str], at: list[str]) -> Count:
    """Count things whose absence is covered if it is covered at each of some places."""
    covers = [world.ledger.cover(of, place, body.tie) for place in at]
    unscoped = {thing for cover in covers if cover for thing in cover.unscoped}
    count = replace(_seats(world, body, things), unscoped=tuple(sorted(unscoped)), listed=None not in covers)
    loose = Band(0, len(count.unscoped) if count.listed else None)
    return replace(count, has=count.has + loose)


def _seats(world: World, body: Presence | Ratio, things: list[str]) -> Count:
    """Count things as they are, or posts by whether they are held and, for a ratio, by whom."""
    held = not body.vacant_ok if isinstance(body, Presence) else body.held
    if body.kind != "post" or not held:
        return Count(Band.exactly(len(things)), frozenset(things))
    by_state = {state: tuple(post for post in things if world.seats.state(post) == state) for state in STATES}
    sure = by_state["held"]
    if isinstance(body, Ratio):
        sure = tuple({hold.source for post in sure for hold in world.seats.holds(post)})
    unsure = len(by_state["ended"]) + len(by_state["unknown"])
    return Count(
        Band(len(sure), len(sure) + unsure), frozenset(sure), by_state["vacant"], by_state["ended"], by_state["unknown"]
    )


STATES = ("held", "vacant", "ended", "unknown")
