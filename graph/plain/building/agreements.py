"""What was signed, by whom on which side, and the projects under it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.plain.building.concerning import concerns
from graph.plain.building.done import Doing
from graph.plain.facts.reading import TieRow
from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.demands import held

_OVER = ("done", "dropped")


@dataclass(frozen=True)
class Agreement:
    """An agreement in force: it is valid and not paused, and concerns the place asked about.

    Attributes:
        partners: The units that signed it, but for the community's own side.
        until: The first day on which it no longer holds; None = nobody wrote that.
    """

    key: str
    partners: frozenset[str]
    until: dt.date | None


def agreements(world: World) -> list[Agreement]:
    """Return the agreements in force, by key."""
    found = []
    for key in world.reading.things("agreement"):
        fields, place = world.reading.fields(key), world.anchors.of(key)
        if fields["status"] != "paused" and concerns(world, [place] if place else []):
            signed = world.reading.ties_to(key, "party_to")
            partners = frozenset(tie.source for tie in signed if signs_as_partner(world, tie))
            found.append(Agreement(key, partners, fields["until"]))
    return found


def signs_as_partner(world: World, tie: TieRow) -> bool:
    """Return whether who signs is not the community's side: as written, else as who answers for the place."""
    side, place = tie.fields["side"], world.anchors.of(tie.target)
    return side != "host" and not (side is None and _answers_there(world, tie.source, place))


def _answers_there(world: World, unit: str, place: str | None) -> bool:
    """Return whether a unit answers for a place or one that encloses it: then it is the community's side."""
    areas = world.reading.targets(unit, "answers_for")
    return place is not None and any(world.places.lies_in(place, area) for area in areas)


def unsigned(found: list[Agreement]) -> list[Agreement]:
    """Return the agreements of which no partner is known."""
    return [one for one in found if not one.partners]


def projects_of(world: World, mine: list[Agreement], own: list[Doing]) -> set[str]:
    """Return the projects of a unit: under its agreements, and what it has claimed or done; not those dropped."""
    signed = {one.key for one in mine}
    taken = {one.target for one in own if one.state in ("claimed", "done")}
    return {
        key
        for key in world.reading.things("project")
        if world.reading.fields(key)["status"] != "dropped"
        and (key in taken or signed & set(world.reading.targets(key, "under")))
    }


def without_giver(world: World, signed: list[Agreement], unit: str | None) -> list[Cell]:
    """Return the projects that nobody does, by due, then key; of one unit those under its agreements."""
    partners = {one.key: one.partners for one in signed}
    rows = []
    for key in world.reading.things("project"):
        fields, place = world.reading.fields(key), world.anchors.of(key)
        under = world.reading.targets(key, "under")
        mine = unit is None or any(unit in partners.get(one, ()) for one in under)
        if not mine or fields["status"] in _OVER or held(world, key) or not _here(world, place):
            continue
        if fields["status"] in ("claimed", "running") and any(partners.get(one) for one in under):
            continue  # whoever signed for it does it, though nobody wrote down what
        agreement = {"id": under[0], "name": world.reading.fields(under[0])["name"]} if under else None
        rows.append(
            {
                "project": {"id": key, "name": fields["name"]},
                "status": fields["status"],
                "due": fields["due"],
                "agreement": agreement,
            }
        )
    return sorted(rows, key=lambda row: (row["due"] or dt.date.max, row["project"]["id"]))


def _here(world: World, place: str | None) -> bool:
    return world.within is None or (place is not None and world.asked_about(place))
