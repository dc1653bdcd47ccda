"""The property company: by contract, told as what it answers for or as a tie to a unit that answers there."""

from __future__ import annotations

import numpy as np

from graph.facts import Facts
from graph.facts.reach import Pairs, Reach
from graph.network.columns import Bools
from graph.network.numbering import day_of
from graph.rules.sideways import PropertyCompany
from graph.selectors import Selector
from graph.walking.filling import own_reach
from graph.walking.sideways.around import Around, Found, Search, worded

_FORM = "property_company"
_COMPANIES = Selector({"kind": frozenset(["organisation"]), "form": frozenset([_FORM])})


def ask(around: Around, said: PropertyCompany) -> Found:
    """Ask the company under contract at the nearest place."""
    return around.partner(said, search(around))


def search(around: Around) -> Search:
    """Return who is under contract; or that the contract ended, nobody is, or nothing is recorded."""
    until = contracts_of(around.facts)
    day = around.facts.network.day
    found = around.nearest(_pairs([pair for pair, end in until.items() if end > day]))
    if found.units:
        return found
    if not around.known(_COMPANIES):
        return Search(lacking=(around.not_recorded(_COMPANIES),))
    gone = around.nearest(_pairs(list(until)))
    over = (around.passed("contract_ended", unit, since=day_of(until[unit, gone.place])) for unit in gone.units)
    return Search(lacking=tuple(over) or (around.passed("none_under_contract"),))


def contracts_of(facts: Facts) -> dict[tuple[int, int], int]:
    """Return the companies and the places of their contracts, now or before, each with the day of its end.

    A contract is a place that a company answers for, or a tie to a unit, for each place that this answers for.
    """
    network, own = facts.network, facts.beside(own_reach)
    rows, tie = network.rows, network.rows.ties["reports_to"]
    company = worded(facts, "organisation", "form", _FORM)
    found = dict(_places(own, company))
    contracts = (tie.frame["relation"] == "contracts").fill_null(value=False).to_numpy()
    for at in np.flatnonzero(network.view.begun("reports_to") & contracts & company[tie.source]).tolist():
        one, other = int(tie.source[at]), int(tie.target[at])
        end = min(int(tie.until[at]), int(rows.until[one]), int(rows.until[other]))
        for (_, place), until in _places(own, np.arange(rows.size) == other):
            found[one, place] = max(min(end, until), found.get((one, place), 0))
    return found


def _places(reach: Reach, chosen: Bools) -> list[tuple[tuple[int, int], int]]:
    """Return some things with the places that they answered for, each with the day of its end."""
    at = np.flatnonzero(chosen[reach.thing])
    pairs = zip(reach.thing[at].tolist(), reach.place[at].tolist(), strict=True)
    return list(zip(pairs, reach.until[at].tolist(), strict=True))


def _pairs(pairs: list[tuple[int, int]]) -> Pairs:
    columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Pairs(columns[:, 0], columns[:, 1])
