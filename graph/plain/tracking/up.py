"""To whom a need goes up that is overdue: who comes on the walk after whoever has it and did not act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.calendar import end_of
from graph.plain.escalating.rows import unit_of
from graph.plain.facts.concerned import concerned
from graph.plain.facts.lives import Life
from graph.plain.facts.shown import Cell, post, thing
from graph.plain.facts.world import World
from graph.plain.walking.asked import AskedBefore
from graph.plain.walking.steps import Aside, Passed, Step, Walked
from graph.plain.walking.walk import Walk
from graph.rules import Profile
from graph.values.instant import day_in_shanghai

Told = Step | Aside


def next_up(world: World, anchor: str | None, life: Life) -> tuple[Cell | None, str | None]:
    """Return the seat, else the unit, to which a need goes up; or nobody, and how the walk ends."""
    profile = world.profiles.of(anchor) if anchor is not None else None
    if anchor is None or profile is None:
        return None, None
    category, about = life.fields["category"], life.fields["about"]
    handled = profile.handling(category) if category is not None else None
    barred = _concerned(world, about) if about is not None and world.reading.valid(about) else frozenset[str]()
    hats = hats_of(world, life.has)
    matter, asked = (world.rules.categories, category), _asked(world, profile, life, hats)
    walks = {
        chain: Walk(world, profile, chain, anchor, barred, asked, anchor, matter).run()
        for chain in ([handled] if handled else profile.chains)
    }
    slots = {chain: [slot.key for slot in profile.chains[chain].slots] for chain in walks}
    on_walk = {chain: after for chain, one in walks.items() if (after := _after(one, slots[chain], hats)) is not None}
    first = 1 if life.has is None else 0  # where nobody has it, whom the walk asks first had it to answer
    for chain, after in (on_walk or {chain: [*one.steps[first:]] for chain, one in walks.items()}).items():
        for one in after:
            return _told(world, chain, one), None
    return None, next((walks[chain].state for chain in on_walk or walks), None)


def _asked(world: World, profile: Profile, life: Life, hats: set[str]) -> AskedBefore:
    """Return that all that whoever has it acts for was asked when it was given to them, and had time till yesterday."""
    said = life.given or life.raised or life.due
    assert said is not None  # noqa: S101 - what is overdue was due
    units = [key for key in sorted(hats) if world.reading.kind(key) in ("organisation", "post")]
    over = end_of(world.day - dt.timedelta(days=1))
    since = [(key, day_in_shanghai(said)) for key in units]
    return AskedBefore(world, world.rules.calendar(profile.key), None, since, None, dict.fromkeys(units, over))


def _after(walked: Walked, slots: list[str], hats: set[str]) -> list[Told] | None:
    """Return who is asked where whoever has it did not act, or is asked anew; None = they are not on the walk."""
    told = walked.told
    places = [(at, one) for at, each in enumerate(told) for one in each.passed] + [
        (len(told), one) for one in walked.passed
    ]
    for at, one in places:
        if one.why == "did_not_act" and hats & {one.unit, one.post}:
            return [each for each in (told[at:] if one.sideways else told) if _follows(each, one, slots)]
    anew = [one for one in told if hats & {one.unit, one.post, one.person}]
    return anew[:1] or None


def _follows(one: Told, passed: Passed, slots: list[str]) -> bool:
    somebody = isinstance(one, Step) or one.unit is not None
    return somebody and slots.index(one.slot.key) >= slots.index(passed.slot)


def _told(world: World, chain: str, one: Told) -> Cell:
    seat = one.post or one.unit
    is_post = seat is not None and world.reading.kind(seat) == "post"
    told = post(world, seat) if is_post else {**(thing(world, seat) or {}), "role": None}
    return {**(told or {}), "unit": thing(world, unit_of(world, one.unit)), "chain": chain}


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
