"""What is wanted on the day: needs and open projects, with what of them is left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.plain.facts.world import World
from graph.plain.matching.meetings import HOLDING, of_target
from graph.values.standings import standing

#: A demand that nobody dated is looked at so many days ahead, and so is one whose day is past.
HORIZON = dt.timedelta(days=90)
PRIORITIES = ("urgent", "high", "normal")
_WHOLE_UNITS = ("halls", "rooms", "sessions")


@dataclass(frozen=True)
class Demand:
    """A need or an open project.

    Attributes:
        place: Where it is.
        left: What of its quantity nobody has claimed or done.
        last: The last day on which it may be delivered, inclusive.
        overdue: Its own last day is past, so that it bounds nothing any more.
        dated: It has a last day of its own that is not past.
        classes: Classes of the one in need, each with whether that was verified, refused or not looked at.
    """

    key: str
    place: str
    category: str | None
    quantity: int
    left: int
    unit: str | None
    divisible: bool
    max_givers: int
    together_with: str | None
    priority: int
    raised_on: dt.date | None
    first: dt.date | None
    last: dt.date
    overdue: bool
    dated: bool
    weekdays: str | None
    hours: str | None
    classes: tuple[tuple[str, str], ...]
    about: str | None


def demands(world: World) -> list[Demand]:
    """Return the demands within the place asked about: most urgent first, then raised first, then by key."""
    found = [one for one in everywhere(world) if world.asked_about(one.place)]
    return sorted(found, key=lambda one: (one.priority, one.raised_on or dt.date.max, one.key))


def everywhere(world: World) -> list[Demand]:
    """Return the demands that lie anywhere, by kind and key."""
    found = [_demand(world, key) for key in _wanting(world) if world.anchors.of(key)]
    return [one for one in found if one.left > 0]


def without_place(world: World) -> list[str]:
    """Return the needs and open projects that lie nowhere: they are in no list."""
    return [key for key in _wanting(world) if world.anchors.of(key) is None] if world.within is None else []


def _wanting(world: World) -> list[str]:
    """Return the needs and open projects that are neither done nor ended by their steps, by key."""
    reading = world.reading
    open_ = [key for key in reading.things("project") if reading.fields(key)["status"] == "open"]
    return [key for key in (*reading.things("need"), *open_) if not world.lives.of(key).done]


def held(world: World, demand: str) -> int:
    """Return how much of a demand is claimed or done."""
    return sum(tie["quantity"] or 1 for _, tie in of_target(world, demand) if tie["state"] in HOLDING)


def _demand(world: World, key: str) -> Demand:
    fields = world.reading.fields(key)
    quantity, due = fields["quantity"] or 1, world.lives.of(key).wished
    overdue = due is not None and due < world.day
    place = world.anchors.of(key)
    assert place is not None  # noqa: S101 - asked only of what lies somewhere
    told = fields.get("divisible")
    return Demand(
        key=key,
        place=place,
        category=fields["category"],
        quantity=quantity,
        left=quantity - held(world, key),
        unit=fields["unit"],
        divisible=told if told is not None else quantity > 1 and fields["unit"] not in _WHOLE_UNITS,
        max_givers=fields.get("max_givers") or 0,
        together_with=fields.get("together_with"),
        priority=PRIORITIES.index(fields.get("priority")) if fields.get("priority") in PRIORITIES else 2,
        raised_on=fields.get("raised_on"),
        first=fields["from"],
        last=world.day + HORIZON if due is None or overdue else due,
        overdue=overdue,
        dated=due is not None and not overdue,
        weekdays=fields.get("weekdays"),
        hours=fields.get("hours"),
        classes=tuple(standing(one) for one in fields.get("for_classes") or ()),
        about=fields.get("about"),
    )
