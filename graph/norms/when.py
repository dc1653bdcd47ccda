"""Whether a norm applies to a subject by what else that has (SEMANTICS C22)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.facts import Facts
from graph.facts.bands import Band
from graph.network.columns import Bools, Ints
from graph.norms.amounts import Amounts, amounts
from graph.norms.counting import counted
from graph.norms.unlisted import with_unlisted
from graph.rules import Norm
from graph.rules.when import When


@dataclass(frozen=True)
class Applies:
    """Whether a norm applies, by line.

    Attributes:
        fails: Where it does not, by its ``when``.
        open: Where nobody can tell.
        amounts: What was counted to tell that; None where the norm has no ``when``.
    """

    fails: Bools
    open: Bools
    amounts: Amounts | None = None


def applies(facts: Facts, norm: Norm, subjects: Ints) -> Applies:
    """Return whether a norm applies to each of its subjects by its ``when``."""
    never = np.zeros(subjects.size, dtype=bool)
    if norm.when is None:
        return Applies(never, never)
    found = _amounts(facts, norm.when, subjects, next(iter(norm.subject.get("kind"))))
    low, high = found.has
    if norm.when.at_least is not None:
        yes, no = low >= norm.when.at_least, high < norm.when.at_least
    else:
        yes, no = high <= (norm.when.at_most or 0), low > (norm.when.at_most or 0)
    return Applies(no, ~(yes | no), found)


def _amounts(facts: Facts, when: When, subjects: Ints, kind: str) -> Amounts:
    """Count things at a place as presence counts them, and all else as sizes are counted."""
    if kind != "place" or when.lived is not None:
        return amounts(facts, when, subjects)
    body, size = when.counting, subjects.size
    things = counted(facts, subjects, facts.select(body.of), body.tie, "either")
    offices = facts.seats.offices(False)
    own = Band(things.sums(offices.low, size), things.sums(offices.high, size))
    has, uncovered, _ = with_unlisted(facts, body, subjects, own)
    return Amounts(has, things.where(offices.low[things.thing] > 0), uncovered, np.zeros(size, dtype=np.int64))
