"""Whom a complaint must not go to (回避)."""

from __future__ import annotations

from graph.plain.facts.world import World


def concerned(world: World, about: str | None) -> frozenset[str]:
    """Return the posts and organisations that a complaint about a person, organisation or post *concerns*.

    Of a person: the posts held or stood in for, wherever, and those posts' deputies. Of an organisation: itself, its
    posts, and all it leads on any chain, however far down; of a post also its deputies. Seats are
    concerned, not the other seats of whoever sits in them.
    """
    if about is None:
        return frozenset()
    if world.reading.kind(about) == "person":
        seats = [*world.reading.targets(about, "holds"), *world.seats.stood_in(about)]
        return frozenset([*seats, *(deputy for seat in seats for deputy in world.seats.deputies(seat))])
    found: set[str] = set()
    open_ = [about]
    while open_:
        unit = open_.pop()
        if unit not in found:
            found.add(unit)
            led = [tie.source for tie in world.reading.ties_to(unit, "reports_to") if tie.fields["relation"] == "leads"]
            open_.extend([*led, *world.reading.sources(unit, "post_in")])
    if world.reading.kind(about) == "post":
        found.update(world.seats.deputies(about))
    return frozenset(found)
