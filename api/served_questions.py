"""Asks a question for the service: cut from an answer for the whole network where that gives the same, and sooner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from api.serving import Served, tellable
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.network import Network
from graph.questions import function_of
from graph.questions.coverage_cut import coverage_cut
from graph.rules import Rules

#: With more places than this the whole is not computed for the sake of one: it would take seconds.
MOST = 20_000
#: The options that coverage cut from the whole supports.
_CUT = ("states", "evidence_cap")


def asked(name: str, network: Network, rules: Rules, given: Mapping[str, Any]) -> Answer:
    """Return the answer to a question.

    Args:
        name: The question.
        network: What is asked.
        rules: The rules that are asked.
        given: By option, what its function is given.
    """
    found: Answer
    if name == "coverage" and rules.narrowed is None and network.view.places <= MOST and _plain(given):
        found = coverage_cut(network, rules, **{one: given[one] for one in _CUT if one in given})
    else:
        found = function_of(name)(network, rules, **given)
    return found


def kept(served: Served, name: str, on: date, place: str | None, rules: Rules, given: Mapping[str, Any]) -> Answer:
    """Return the answer to a question of a revision as pages show it; the last few are kept, and asked of the next.

    Args:
        served: The revision.
        name: The question.
        on: The day.
        place: Key of the place; None = everything.
        rules: The rules that are asked.
        given: By option, what its function is given.

    Raises:
        NotFound: There is no such place.
    """

    def ask(served: Served) -> Answer:
        return asked(name, tellable(served.network(on)).within(place), rules, given)

    told = tuple((option, str(value)) for option, value in sorted(given.items()))
    return served.answer((name, on, place, rules.narrowed, *told), partial(ask, served), ask)


def _plain(given: Mapping[str, Any]) -> bool:
    """Return whether nothing is asked besides what can be cut."""
    usual = {one.name: one.default for one in QUESTIONS["coverage"].options}
    return all(value == usual[one] for one, value in given.items() if one not in _CUT)
