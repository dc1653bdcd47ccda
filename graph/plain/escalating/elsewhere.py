"""Seats on other chains that a step's holder has by an expected combination, plainly."""

from __future__ import annotations

from graph.plain.facts.world import World
from graph.plain.walking.carriers import Carriers
from graph.plain.walking.steps import Step
from graph.rules import Profile


def elsewhere(world: World, chain: str, step: Step, profile: Profile, start: str | None) -> list[str]:
    """Return the head posts of the other chains around a start in which the person of a step sits, as expected."""
    if start is None or step.post is None or step.how not in ("holder", "acting"):
        return []
    found: list[str] = []
    for name in profile.chains:
        carriers = Carriers(world, profile, name, start)
        for position, slot in enumerate(carriers.slots if name != chain else ()):
            for unit in carriers.around(position):
                is_post = world.reading.kind(unit) == "post"
                heads = [unit] if is_post else [one for role in slot.head for one in world.seats.in_unit(unit, role)]
                found += [one for one in heads if one not in found and one not in step.seats]
    return [one for one in found if _theirs(world, profile, one, step)]


def _theirs(world: World, profile: Profile, post: str, step: Step) -> bool:
    sitter = world.seats.sitter(post)
    roles = frozenset(world.reading.fields(one)["role"] for one in (post, step.post) if one)
    sits = sitter is not None and sitter.person == step.person and sitter.how != "standing_in"
    return sits and roles in profile.expected_pairs
