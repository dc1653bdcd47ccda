"""How many homes, households and residents a place encloses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.plain.facts.bands import UNBOUNDED, Band
from graph.plain.facts.ledger import Ledger, places_of_level
from graph.plain.facts.nesting import Places
from graph.plain.facts.profiles import Profiles
from graph.plain.facts.reading import Reading
from graph.plain.facts.stated import Stated, stated
from graph.selectors import parse_measure

HOME = "home"
HOMES = places_of_level(HOME)
_MEASURES = {
    "homes": f"count {HOMES}",
    "households": f"sum households of {HOMES}",
    "residents": f"sum residents of {HOMES}",
    "residents_60": f"sum residents_60 of {HOMES}",
}
_UNITS = {"homes": "things", "households": "households", "residents": "people", "residents_60": "people"}


@dataclass(frozen=True)
class Base:
    """What a ratio is taken of, and how it is known: counted, stated, by a figure, or at least what is counted."""

    band: Band
    basis: str
    unit: str
    as_of: dt.date | None = None


@dataclass(frozen=True)
class Known:
    """What is known to live in some places: the homes counted, and the numbers stated where none is recorded.

    Attributes:
        band: How many, as far as it is known.
        whole: Whether that is all: homes are listed at each of the places, or it states its number.
        homes: The homes counted.
        stated: The places whose stated numbers are used.
    """

    band: Band
    whole: bool
    homes: tuple[str, ...]
    stated: tuple[str, ...]

    @property
    def basis(self) -> str:
        """How it is known."""
        return "at_least" if not self.whole else "stated" if self.stated else "counted"


class Homes:
    """The homes valid on a day. A *home* is a place of the level home, occupied or not."""

    def __init__(self, reading: Reading, places: Places, ledger: Ledger, profiles: Profiles) -> None:
        """Keep what to read from."""
        self._reading, self._places, self._ledger, self._profiles = reading, places, ledger, profiles
        self._stated: dict[str, Stated] = {}

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
        if what == "residents_60":
            return self.residents_60(home)
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

    def residents_60(self, home: str) -> Band:
        """Return those of 60 and over in one home: the number written; else none of its residents, or all."""
        written = self._reading.fields(home)["residents_60"]
        return Band(0, self.residents(home).high) if written is None else Band.exactly(written)

    def stated(self, what: str) -> Stated:
        """Return the numbers stated where no home is recorded."""
        if what not in self._stated:
            self._stated[what] = stated(self._reading, self._places, what)
        return self._stated[what]

    def known(self, what: str, *wider: str) -> Known:
        """Return what is known to live in some places together, each home and each stated number once.

        A place that states its number is that; in another, the homes and what the deepest places in it state.
        """
        told = self.stated(what)
        own = {place for place in wider if place in told.own}
        widest = sorted(place for place in own if not (own & set(self._places.enclosing(place))) - {place})
        taken = {inner for place in widest for inner in self._places.inside(place)}
        rest = {inner for place in wider if place not in own for inner in self._places.inside(place)} - taken
        homes = sorted(place for place in rest if self.is_home(place))
        deepest = sorted(rest & told.deepest)
        band = self.count(what, homes) + told.together(self._reading, deepest)
        band = Band.total([band, *(Band.exactly(told.own[place]) for place in widest)])
        whole = all(place in own or self.listed(place) for place in wider)
        return Known(band, whole, tuple(homes), tuple(sorted([*widest, *deepest])))

    def households_below(self, place: str) -> Band:
        """Return the households a place encloses; no upper bound unless it states them, or homes are listed there."""
        known = self.known("households", place)
        return known.band if known.whole else Band(known.band.low, None)

    def base(self, what: str, place: str) -> Base:
        """Return the base of a ratio at a place: stated, or counted where homes are listed, else by the last figure."""
        known = self.known(what, place)
        if known.whole:
            return Base(known.band, known.basis, _UNITS[what])
        figures = self._figures(what, place)
        if figures:
            fields = self._reading.fields(figures[0])
            return Base(published(fields), "figure", _UNITS[what], fields["as_of"])
        return Base(Band(known.band.low, None), known.basis, _UNITS[what])

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
