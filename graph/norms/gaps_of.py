"""Counts the gaps that some units are responsible for, norm by norm: all that a list of what waits shows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from graph.facts import Facts
from graph.network.columns import Ints
from graph.norms.asking import ask
from graph.norms.finding import GAP
from graph.rules import Norm, Rules


class Gaps(NamedTuple):
    """What of one norm is missing in the care of some units: how often, and the row of the first subject."""

    norm: Norm
    many: int
    first: int


def gaps_of(facts: Facts, rules: Rules, units: Collection[int]) -> Iterator[Gaps]:
    """Yield the gaps that some units are responsible for, in the order of the norms; within is not looked at.

    The same as counting rows of coverage by their unit. To make those rows, with evidence, reasons and citations, takes
    longer than to find the gaps.
    """
    mine = np.fromiter(units, dtype=np.int32)
    for norm in rules.norms:
        if not norm.holds_on(facts.network.date):
            continue
        asked = ask(facts, rules, norm, None)
        missed = np.concatenate([one.subjects[one.state == GAP] for one in asked.findings])
        missed = missed[np.isin(responsible_of(facts, missed), mine)]
        if missed.size:
            first = asked.subjects[np.isin(asked.subjects, missed)][0]
            yield Gaps(norm, int(missed.size), int(first))


def responsible_of(facts: Facts, subjects: Ints) -> Ints:
    """Return the unit that is responsible for each subject, -1 where there is none (SEMANTICS C10)."""
    own = facts.answering[subjects]
    found: Ints = np.where(own >= 0, own, facts.responsible[facts.network.view.anchor[subjects]])
    return found
