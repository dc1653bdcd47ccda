"""Who builds the place together: units that signed, reported in, are allies, or give something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.answers.cobuilding import TIES
from graph.plain.building.agreements import Agreement
from graph.plain.building.concerning import concerns
from graph.plain.building.givers import offer_givers
from graph.plain.facts.world import World

_KINDS = ("organisation", "team")


@dataclass(frozen=True)
class Unit:
    """An organisation or team of co-building.

    Attributes:
        ties: What makes it one.
        offers: What it gives that is valid and concerns the place asked about, by key.
    """

    key: str
    ties: tuple[str, ...]
    offers: tuple[str, ...]


def units(world: World, signed: Iterable[Agreement]) -> Mapping[str, Unit]:
    """Return the units by key."""
    offers: dict[str, list[str]] = {}
    for offer, giver in offer_givers(world).items():
        offers.setdefault(giver, []).append(offer)
    found = {
        "agreement": {unit for one in signed for unit in one.partners},
        "reported_in": set(_tied_to_hosts(world, "checked_in")),
        "alliance": set(_tied_to_hosts(world, "member_of")),
        "offer": set(offers),
    }
    return {
        key: Unit(key, tuple(tie for tie in TIES if key in found[tie]), tuple(offers.get(key, ())))
        for key in world.reading.things(*_KINDS)
        if any(key in some for some in found.values())
    }


def _tied_to_hosts(world: World, kind: str) -> Iterable[str]:
    """Yield what reported in to, or is an ally of, a unit that answers for a place that concerns."""

    @cache
    def hosts(unit: str) -> bool:
        return concerns(world, world.reading.targets(unit, "answers_for"))

    for key in world.reading.things(*_KINDS):
        for tie in world.reading.ties_from(key, kind):
            ally = kind != "member_of" or tie.fields["class"] == "alliance"
            if ally and world.reading.kind(tie.target) == "organisation" and hosts(tie.target):
                yield key
