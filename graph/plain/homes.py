"""How many homes, households and residents a place encloses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.plain.bands import UNBOUNDED, Band
from graph.plain.ledger import Ledger, places_of_level
from graph.plain.nesting import Places
from graph.plain.profiles import Profiles
from graph.plain.reading import Reading
from graph.selectors import parse_measure

HOME = "home"
HOMES = places_of_level(HOME)
_MEASURES = {
    "homes": f"count {HOMES}",
    "households": f"sum households of {HOMES}",
    "residents": f"sum residents of {HOMES}",
}
_UNITS = {"homes": "things", "households": "households", "residents": "people"}


@dataclass(frozen=True)
class Base:
    """What a ratio is taken of, and how it is known: counted, by a figure, or at least what is counted."""

    band: Band
    basis: str
    unit: str
    as_of: dt.date | None = None


class Homes:
    """The homes valid on a day. A *home* is a place of the level home, occupied or not."""

    def __init__(self, reading: Reading, places: Places, ledger: Ledger, profiles: Profiles) -> None:
        """Keep what to read from."""
        self._reading, self._places, self._ledger, self._profiles = reading, places, ledger, profiles

    def below(self, *wider: str) -> list[str]:
        """Return the homes that some places enclose, each once."""
        return sorted({place for each in wider for place in self._places.inside(each) if self.is_home(place)})

    def is_home(self, place: str) -> bool:
        """Return whether a place is a home."""
        return bool(self._reading.fields(place)["level"] == HOME)

    def listed(self, place: str) -> bool:
        """Return whether a listing of homes covers a place."""
        return self._ledger.cover(HOMES, place) is not None

    def count(self, what: str, homes: Iterable[str]) -> Band:
        """Return how many homes, households or residents there are in some homes."""
        return Band.total(self.measured(what, home) for home in homes)

    def measured(self, what: str, home: str) -> Band:
        """Return 1 for the home itself, or its households, or its residents."""
        if what == "homes":
            return Band.exactly(1)
        return self.households(home) if what == "households" else self.residents(home)

    def households(self, home: str) -> Band:
        """Return the households of one home.

        The number written; else none if vacant; else one if occupied and covered; else what the profile
        says; else none or one.
        """
        fields = self._reading.fields(home)
        if fields["households"] is not None:
            return Band.exactly(fields["households"])
        if fields["occupancy"] == "vacant":
            return Band.exactly(0)
        if fields["occupancy"] == "occupied" and self.listed(home):
            return Band.exactly(1)
        profile = self._profiles.of(home)
        if profile is not None and profile.households is not None:
            return Band(profile.households.low, profile.households.high)
        return Band(0, 1)

    def residents(self, home: str) -> Band:
        """Return the residents of one home: the number written; none if vacant; else any number."""
        fields = self._reading.fields(home)
        if fields["residents"] is not None:
            return Band.exactly(fields["residents"])
        return Band.exactly(0) if fields["occupancy"] == "vacant" else UNBOUNDED

    def households_below(self, place: str) -> Band:
        """Return the households a place encloses; no upper bound unless a listing of homes covers it."""
        counted = self.count("households", self.below(place))
        return counted if self.listed(place) else Band(counted.low, None)

    def base(self, what: str, place: str) -> Base:
        """Return the base of a ratio at a place: counted where homes are listed, else by the latest figure."""
        counted = self.count(what, self.below(place))
        if self.listed(place):
            return Base(counted, "counted", _UNITS[what])
        figures = self._figures(what, place)
        if figures:
            fields = self._reading.fields(figures[0])
            return Base(published(fields), "figure", _UNITS[what], fields["as_of"])
        return Base(Band(counted.low, None), "at_least", _UNITS[what])

    def _figures(self, what: str, place: str) -> list[str]:
        """Return the figures of a place for a base, latest first, undated last."""
        found = []
        for key in self._reading.things("figure"):
            fields = self._reading.fields(key)
            as_of = fields["as_of"]
            if fields["subject"] == place and str(parse_measure(fields["measure"])) == _MEASURES[what]:
                if as_of is None:
                    found.append((1, 0, key))
                elif as_of <= self._reading.day:
                    found.append((0, -as_of.toordinal(), key))
        return [key for _, _, key in sorted(found)]


def published(fields: Mapping[str, Any]) -> Band:
    """Return what the true number lies between, by a figure's bound; about without a range has no bounds."""
    value = int(fields["value"])
    match fields["bound"]:
        case "exact":
            return Band.exactly(value)
        case "at_least":
            return Band(value, None)
        case "at_most":
            return Band(0, value)
        case _:
            return Band(fields["low"] or 0, fields["high"])
