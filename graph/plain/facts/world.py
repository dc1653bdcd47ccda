"""One network, read on one day, with everything that can be looked up in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.plain.facts.anchors import Anchors
from graph.plain.facts.homes import Homes
from graph.plain.facts.ledger import Ledger
from graph.plain.facts.lives import Lives
from graph.plain.facts.nesting import Places
from graph.plain.facts.profiles import Profiles
from graph.plain.facts.reading import Readable, Reading, graph_of
from graph.plain.facts.scopes import Scopes
from graph.plain.facts.seats import Seats
from graph.rules import Rules


@dataclass(frozen=True)
class World:
    """What the plain questions look things up in; each part is made when it is first asked for."""

    graph: nx.MultiDiGraph[str]
    day: dt.date
    within: str | None
    rules: Rules

    @classmethod
    def of(cls, network: Readable, rules: Rules) -> World:
        """Return a network as it is on its own date."""
        return cls(graph_of(network), network.date, network.within_key, rules)

    def on(self, day: dt.date) -> World:
        """Return the same network on another day."""
        return self if day == self.day else World(self.graph, day, self.within, self.rules)

    def without(self, person: str) -> World:
        """Return the same network as if all holds of a person had ended; where things are does not depend on these."""
        other = World(self.graph, self.day, self.within, self.rules)
        kept = ("places", "profiles", "scopes", "carrying", "anchors", "ledger", "homes")
        other.__dict__.update({name: getattr(self, name) for name in kept})
        other.__dict__["reading"] = Reading(self.graph, self.day, person)
        return other

    def asked_about(self, place: str | None) -> bool:
        """Return whether a place lies in what is asked about."""
        return self.within is None or self.places.lies_in(place, self.within)

    @property
    def counted_in(self) -> set[str] | None:
        """The place asked about; None = everything."""
        return None if self.within is None else {self.within}

    @cached_property
    def reading(self) -> Reading:
        """What is valid on the day."""
        return Reading(self.graph, self.day)

    @cached_property
    def places(self) -> Places:
        """How places lie in each other."""
        return Places(self.reading)

    @cached_property
    def profiles(self) -> Profiles:
        """Which profile a place follows."""
        return Profiles(self.reading, self.places, self.rules)

    @cached_property
    def anchors(self) -> Anchors:
        """Where each thing is."""
        return Anchors(self.reading, self.places)

    @cached_property
    def scopes(self) -> Scopes:
        """What each thing answers for."""
        return Scopes(self.reading, self.profiles)

    @cached_property
    def carrying(self) -> Scopes:
        """What each thing answers for in its own right, not acting for another: what makes it carry a slot."""
        return Scopes(self.reading, self.profiles, acting=False)

    @cached_property
    def ledger(self) -> Ledger:
        """What the ledger is complete about."""
        return Ledger(self.reading, self.places, self.anchors, self.scopes)

    @cached_property
    def seats(self) -> Seats:
        """Who sits in which post."""
        return Seats(self.reading, self.anchors, self.scopes, self.ledger)

    @cached_property
    def lives(self) -> Lives:
        """How far each need is by its steps."""
        return Lives(self.graph, self.day)

    @cached_property
    def homes(self) -> Homes:
        """The homes, their households and residents."""
        return Homes(self.reading, self.places, self.ledger, self.profiles)
