"""To whom a need goes up that is overdue: who comes on the walk after whoever has it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.calendar import Calendar
from graph.plain.asked import AskedBefore
from graph.plain.concerned import concerned
from graph.plain.escalate import unit_of
from graph.plain.lives import Life
from graph.plain.shown import Cell, post, thing
from graph.plain.steps import Step
from graph.plain.walk import Walk
from graph.plain.world import World


def next_up(world: World, anchor: str | None, life: Life) -> tuple[Cell | None, str | None]:
    """Return the seat, else the unit, to which a need goes up; or nobody, and how the walk ends."""
    profile = world.profiles.of(anchor) if anchor is not None else None
    if anchor is None or profile is None:
        return None, None
    category, about = life.fields["category"], life.fields["about"]
    handled = profile.handling(category) if category is not None else None
    barred = _concerned(world, about) if about is not None and world.reading.valid(about) else frozenset[str]()
    nobody = AskedBefore(world, Calendar.official(), None, None, None)
    walks = {
        chain: Walk(world, profile, chain, anchor, barred, nobody, anchor).run()
        for chain in ([handled] if handled else profile.chains)
    }
    hats = hats_of(world, life.has)
    asked = {chain: walked for chain, walked in walks.items() if any(hats & _of(step) for step in walked.steps)}
    for chain, walked in (asked or walks).items():
        at = next((at for at, step in enumerate(walked.steps) if hats & _of(step)), 0)
        for step in walked.steps[at + 1 :]:
            return _told(world, chain, step), None
    return None, next((walked.state for walked in (asked or walks).values()), None)


def _told(world: World, chain: str, step: Step) -> Cell:
    seat = step.post or step.unit
    is_post = world.reading.kind(seat) == "post"
    told = post(world, seat) if is_post else {**(thing(world, seat) or {}), "role": None}
    return {**(told or {}), "unit": thing(world, unit_of(world, step.unit)), "chain": chain}


def _of(step: Step) -> set[str]:
    return {one for one in (step.unit, step.post, step.person) if one}


def _concerned(world: World, about: str) -> frozenset[str]:
    if world.reading.kind(about) in ("person", "organisation", "post"):
        return concerned(world, about)
    return frozenset({about})


def hats_of(world: World, has: str | None) -> set[str]:
    """Return whom somebody acts for: of an offer who gives it, of a post what it is in, of a person their seats."""
    if has is None:
        return set()
    start = world.reading.sources(has, "gives") if world.reading.kind(has) == "offer" else [has]
    return set().union(*({one} | _acts_for(world, one) for one in start)) if start else set()


def _acts_for(world: World, one: str) -> set[str]:
    reading, kind = world.reading, world.reading.kind(one)
    near: Iterable[str] = ()
    if kind == "post":
        near = reading.targets(one, "post_in")
    elif kind == "person":
        near = {*reading.targets(one, "holds"), *reading.targets(one, "member_of")}
    return {other for each in near for other in ({each} | _acts_for(world, each))}
