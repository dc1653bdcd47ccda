"""From which day on an offer can be had, day by day: the notice that it wants is in working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from graph.plain.facts.shown import Cell
from graph.plain.facts.world import World
from graph.plain.matching.supply import Offer

_DAY = dt.timedelta(days=1)
#: As far as anybody looks ahead: what wants more notice is never in time.
_MOST = 36_500


def ready(world: World, offer: Offer) -> tuple[dt.date, int | None]:
    """Return the first day after the notice, and the year on the way that the calendar does not know.

    Where it knows one not, so many working days take so many days at least.
    """
    wanted = min(offer.fields["notice"] or 0, _MOST)
    day, left = world.day, wanted
    if not left:
        return day, None
    place = world.anchors.of(offer.key)
    calendar = world.rules.calendar(None if place is None else world.profiles.named(place))
    while left > 0:
        day += _DAY
        works = calendar.is_working(day)
        if works is None:
            return world.day + wanted * _DAY, day.year
        left -= works
    return day, None


def calendar_unknown(world: World, offers: Iterable[Offer]) -> list[Cell]:
    """Return an issue for each year that is not known, with the first offer by key whose notice meets it."""
    first: dict[int, str] = {}
    for offer in sorted(offers, key=lambda one: one.key):
        year = ready(world, offer)[1]
        if year is not None:
            first.setdefault(year, offer.key)
    told = sorted((key, year) for year, key in first.items())
    return [{"code": "calendar_unknown", "id": key, "other": None, "year": year} for key, year in told]
