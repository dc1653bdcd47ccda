"""What questions share of a network on its date: each fact is worked out once, when somebody first asks for it.

::

    select ── ledger ─┬─ homes ── base
    profiles ─────────┘
    reach ── scopes ──┬─ seats
    holds ────────────┘              responsible

A question reads facts and the network's own arrays, and nothing of another question. Facts do not
depend on the network's *within*: who is asked about is the question's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import polars as pl

from graph.facts.bases import Base, base_of
from graph.facts.demands import demands_of
from graph.facts.holds import Holds
from graph.facts.homes import Homes
from graph.facts.kept import Each, Keeper, fact
from graph.facts.ledger import Ledger
from graph.facts.profiles import Profiles, profiles_of
from graph.facts.reach import ANSWERS_FOR, Pairs, Reach, reach_of
from graph.facts.responsible import answering_itself, responsible_for
from graph.facts.seats import Seats, seats_of
from graph.facts.selecting import select
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.rules import Profile, Rules
from graph.rules.categories import Categories, joined
from graph.selectors import Selector

T = TypeVar("T")


class Facts(Keeper):
    """The facts of a network on its date, under the profiles in force.

    Attributes:
        network: The network, asked about everything.
        in_force: The profiles in force; which packs are asked changes no fact.
        select: By selector, which things of the date it selects.
        reach: By kind of tie, the places that things are or were tied to.
        scopes: What holds of a reach on the date.
        base: By what is counted (homes, households, residents), how much of it each place has.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> facts = facts_of(Network(Tables({}), date(2024, 11, 1)), load_rules())
        >>> facts.homes.rows.size, facts.ledger.speaking
        (0, ())
    """

    def __init__(self, network: Network, in_force: Mapping[str, Profile]) -> None:
        """Keep both; ``facts_of`` returns those that were made before."""
        super().__init__()
        self.network, self.in_force = network.within(None), in_force
        self.select: Each[Selector, Bools] = Each(lambda selector: select(self.network, selector))
        self.reach: Each[str, Reach] = Each(lambda tie: reach_of(self.profiles, tie))
        self.scopes: Each[str, Pairs] = Each(lambda tie: self.reach(tie).today)
        self.base: Each[str, Base] = Each(lambda what: base_of(self.network, self.homes, what))
        self._beside: Each[Callable[[Facts], object], object] = Each(lambda make: make(self))

    @fact
    def profiles(self) -> Profiles:
        """Which profile each place follows."""
        return profiles_of(self.network, self.in_force)

    @fact
    def ledger(self) -> Ledger:
        """Where absence means something."""
        return Ledger(self.profiles, self.select)

    @fact
    def holds(self) -> Holds:
        """Who holds and held which post."""
        return Holds(self.network)

    @fact
    def seats(self) -> Seats:
        """What is known of each post, and who is in charge there."""
        return seats_of(self.network, self.holds, self.ledger, self.scopes(ANSWERS_FOR))

    @fact
    def homes(self) -> Homes:
        """The homes, and who lives in them."""
        return Homes(self.network, self.profiles, self.ledger)

    def take_homes(self, homes: Homes) -> None:
        """Use homes counted elsewhere instead of those recorded here; to be called before anything reads them."""
        self.__dict__["homes"] = homes

    def take_ledger(self, ledger: Ledger) -> None:
        """Use a ledger that knows more than what is recorded here; to be called before anything reads it."""
        self.__dict__["ledger"] = ledger

    def take_seats(self, seats: Seats) -> None:
        """Use seats that were computed before, unless they were already computed here."""
        self.__dict__.setdefault("seats", seats)

    @property
    def laid_out(self) -> bool:
        """Whether the seats were computed already: they are most of what walks share."""
        return "seats" in self.__dict__

    @fact
    def categories(self) -> Categories:
        """The one tree of categories, with what every profile adds to it."""
        return joined(one.own_categories for one in self.in_force.values())

    @fact
    def demands(self) -> pl.DataFrame:
        """What is wanted and not met yet, and where."""
        return demands_of(self.network)

    @fact
    def responsible(self) -> Ints:
        """By place, the organisation that answers for the nearest enclosing place that has one."""
        return responsible_for(self.network)

    @fact
    def answering(self) -> Ints:
        """By row of anything, the unit that answers for a place itself: the thing, or what a post is in; else -1."""
        return answering_itself(self.network)

    def beside(self, make: Callable[[Facts], T]) -> T:
        """Return what a higher layer computes from these facts; computed once, and kept as long as they are.

        Args:
            make: A class or function that takes the facts; it is also the key under which the result is kept.
        """
        return self._beside(make)  # type: ignore[return-value]  # what make(self) returned


def facts_of(network: Network, rules: Rules) -> Facts:
    """Return the facts of a network's date, the same for every *within* and whichever packs are asked."""
    return network.daily((Facts, id(rules.profiles)), rules.profiles, lambda: Facts(network, rules.profiles))
