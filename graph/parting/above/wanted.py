"""What parts have to hand over so that places above them can be asked: things by selector, and sums on some days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import BadSelector
from graph.facts import facts_of
from graph.facts.homes import HOME
from graph.network import Network
from graph.norms.asking import subjects_of
from graph.questions.reconciling.measures import of_homes
from graph.questions.reconciling.ties import of_things
from graph.rules import Rules
from graph.selectors import Measure, Selector, parse_measure

#: A type of norm that looks at each home by itself, wherever it stands.
_BY_HOME = ("reach",)


@dataclass(frozen=True)
class Wanted:
    """What is wanted of every part.

    Attributes:
        selectors: What is counted one by one, as text.
        days: The days on which homes and who lives in them are summed, and things looked at.
        left_out: Norms and figures that are not answered above the streets: they look at single homes.
    """

    selectors: tuple[str, ...]
    days: tuple[date, ...]
    left_out: tuple[str, ...]


def wanted_by(network: Network, rules: Rules, question: str) -> Wanted | None:
    """Return what a question wants of the parts; None = nothing is asked above, or all of it is in the parts.

    Args:
        network: What lies above all streets, asked about its own places.
        rules: The rules in force.
        question: The question.
    """
    if question == "coverage":
        return _of_norms(network, rules)
    return _of_figures(network) if question == "reconcile" else None


def _of_norms(network: Network, rules: Rules) -> Wanted | None:
    facts, asked = facts_of(network, rules), network.asked
    norms = [one for one in rules.norms if one.holds_on(network.date)]
    norms = [one for one in norms if subjects_of(facts, rules, one, asked).size]
    if not norms:
        return None
    of_places = [one for one in norms if "place" in one.subject.get("kind")]
    counted = {one.id: [*one.body.listed, *(one.when.listed if one.when else ())] for one in of_places}
    left = {one.id for one in of_places if one.body.type in _BY_HOME or any(map(_takes_homes, counted[one.id]))}
    selectors = {str(of_things(one).restricted(None)) for norm in counted if norm not in left for one in counted[norm]}
    return Wanted(tuple(sorted(selectors)), (network.date,), tuple(sorted(left)))


def _takes_homes(selector: Selector) -> bool:
    """Return whether a selector selects homes one by one; what is summed over them is another matter."""
    if selector == HOME:
        return False
    return "place" in selector.get("kind") and ("home" in selector.get("level") or not selector.get("level"))


def _of_figures(network: Network) -> Wanted | None:
    first, last = network.rows.block["figure"]
    asked, anchor = network.asked, network.view.anchor
    assert asked is not None  # a part is asked about its own  # noqa: S101
    rows = [row for row in range(first, last) if network.view.valid[row]]
    rows = [row for row in rows if anchor[row] >= 0 and asked[anchor[row]]]
    if not rows:
        return None
    frame = network.rows.frame("figure")[np.array(rows) - first]
    days = {network.date, *(day for day in frame["as_of"].to_list() if day is not None)}
    selectors, left = set[str](), list[str]()
    for key, subject, text in frame.select("key", "subject", "measure").iter_rows():
        for one in _measures(text) if str(subject).startswith("place-") else ():
            if of_homes(one) and one.verb == "sum":
                continue
            if _takes_homes(one.of) or one.of == HOME:
                left.append(key)
            else:
                selectors.add(str(of_things(one.of).restricted(None)))
    return Wanted(tuple(sorted(selectors)), tuple(sorted(days)), tuple(left))


def _measures(text: str) -> Iterable[Measure]:
    try:
        found = parse_measure(text)
    except BadSelector:
        return ()
    return found.parts or (found,)
