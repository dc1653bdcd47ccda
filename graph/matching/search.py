"""What is wanted and what is there on a day, and the search for who could meet what."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from graph.facts import Facts, facts_of
from graph.matching.blocking import block
from graph.matching.meetings import Meetings, meetings_of
from graph.matching.notice import with_notice
from graph.matching.passing import Passed, passing
from graph.matching.scores import history_of, scored
from graph.matching.supply import Supply, given_to, lots_of, supply_of
from graph.matching.wanted import HORIZON, wanted
from graph.network import Network
from graph.rules import Rules


@dataclass(frozen=True)
class Search:
    """Demands and offers on a day.

    Attributes:
        network: What is asked; ``facts`` are kept by day and rules, whatever the place asked about.
        demands: All within the place asked about (``wanted``).
        supply: The offers, where they serve, and of which categories they are.
        lots: What these have, a line a calendar period (``lots_of``).
        history: What givers were asked and did (``history_of``).
        horizon: The last day that is looked at.
    """

    network: Network
    facts: Facts
    rules: Rules
    meetings: Meetings
    demands: pl.DataFrame
    supply: Supply
    lots: pl.DataFrame
    history: pl.DataFrame
    horizon: int

    def passed(self, demands: pl.DataFrame) -> Passed:
        """Return the pairs of some demands and an offer that pass every filter."""
        blocked = block(self.network, self.rules.categories, demands, self.supply)
        return passing(self.facts, self.meetings, demands, self.supply.offers, self.lots, blocked)

    def of(self, giver: int) -> Search:
        """Return the same of what one giver offers."""
        supply = self.supply.of(giver)
        return replace(self, supply=supply, lots=lots_of(self.network, supply.offers, self.meetings, self.horizon))

    def scored(self, demands: pl.DataFrame, pairs: pl.DataFrame, most: pl.DataFrame) -> pl.DataFrame:
        """Return pairs of some demands and a lot with their scores; ``most`` is of who could be asked."""
        return scored(self.facts, self.rules, self.history, demands, self.supply.offers, pairs, most, self.horizon)


def with_meetings(search: Search, meetings: Meetings) -> Search:
    """Return a search with other meetings: what is left of demands and lots is counted again."""
    network, offers = search.network, search.supply.offers
    lots = lots_of(network, offers, meetings, search.horizon)
    history = history_of(network, meetings)
    return replace(search, meetings=meetings, demands=wanted(network, meetings), lots=lots, history=history)


def search_of(network: Network, rules: Rules) -> Search:
    """Return what is wanted and there on a network's day."""
    meetings = meetings_of(network, rules)
    demands = wanted(network, meetings)
    horizon = max([network.day + HORIZON, *demands["last"].to_list()])
    supply = given_to(with_notice(network, rules, supply_of(network, horizon)), demands["unit"])
    lots, history = lots_of(network, supply.offers, meetings, horizon), history_of(network, meetings)
    return Search(network, facts_of(network, rules), rules, meetings, demands, supply, lots, history, horizon)
