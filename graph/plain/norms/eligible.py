"""Who may be chosen where there is no post to go by, plainly: in the office's order, unranked."""

from __future__ import annotations

from collections.abc import Iterable

from graph.plain.facts.reading import TieRow
from graph.plain.facts.shown import Cell, thing
from graph.plain.facts.world import World
from graph.selectors import Selector


def eligible(world: World, who: Selector, subject: str) -> Cell:
    """Return who lives in a subject and is such a member, how many, and whose order they stand in."""
    found = {
        person: ties
        for person in world.reading.things("person")
        if any(world.places.lies_in(place, subject) for place in world.reading.targets(person, "lives_in"))
        and ((ties := _members(world, who, person)) or len(who.fields) == 1)
    }
    of_tie = {person: _first(tie.fields.get("display_order") for tie in ties) for person, ties in found.items()}
    of_unit = {
        person: _first(world.reading.fields(tie.target)["display_order"] for tie in ties)
        for person, ties in found.items()
    }
    order, by = "key", dict[str, int | None]()
    for name, column in (("unit", of_unit), ("tie", of_tie)):
        if any(one is not None for one in column.values()):
            order, by = name, column

    def place(person: str) -> tuple[bool, int, str]:
        first = by.get(person)
        return (first is None, first or 0, person)

    listed = [
        {**(thing(world, person) or {}), "units": sorted({tie.target for tie in found[person]})}
        for person in sorted(found, key=place)
    ]
    return {"eligible": listed, "eligible_count": len(listed), "eligible_order": order if listed else None}


def _members(world: World, who: Selector, person: str) -> list[TieRow]:
    asked = {name: values for name, values in who.fields.items() if name != "kind"}
    return [
        tie
        for tie in world.reading.ties_from(person, "member_of")
        if all(tie.fields[name] in values for name, values in asked.items())
    ]


def _first(numbers: Iterable[int | None]) -> int | None:
    return min((one for one in numbers if one is not None), default=None)
