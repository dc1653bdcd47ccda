"""How many of something each subject has: things tied to it, each once, or who lives there (SEMANTICS C21, C23)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.bases import BASES, Base
from graph.network.columns import Bools, Ints, Longs
from graph.norms.counting import Counted, each_once
from graph.norms.finding import Finding, none
from graph.rules.bodies.amounts import Amount


@dataclass(frozen=True)
class Amounts:
    """How many there are, by line.

    Attributes:
        has: So many.
        things: What counts in ``has.low``.
        uncovered: Lines where no listing covers what is counted, and nothing else says how many there are.
        unsure: By line, how many may count or not, for want of a word on their tie.
        empty: The word that is wanting, and of which lines.
        base: What was counted otherwise than by things, and how that is known.
        base_at: By line, where in that base it stands; None = at the place of the subject.
    """

    has: Band
    things: Counted
    uncovered: Longs
    unsure: Longs
    empty: list[tuple[str, Longs]] = field(default_factory=list)
    base: Base | None = None
    base_at: Longs | None = None

    def tell(self, finding: Finding, at: Longs) -> None:
        """Add to a finding what is not known, and what would make it known.

        Args:
            finding: What was found.
            at: By line of these amounts, its line in the finding; -1 for those of which nothing is to be said there.
        """
        finding.uncovered = _told(at, self.uncovered)
        for name, lines in self.empty:
            finding.because(f"{name}_empty", _told(at, lines))
        lines = np.flatnonzero((self.unsure > 0) & (at >= 0))
        finding.step("record_membership", at[lines], self.unsure[lines])
        if self.base is not None and self.base_at is None:  # a stated number is exact
            finding.because("base_uncertain", _told(at, np.flatnonzero(self.has.low != self.has.high)))


def _told(at: Longs, lines: Longs) -> Longs:
    return at[lines][at[lines] >= 0]


def amounts(facts: Facts, asked: Amount, subjects: Ints) -> Amounts:
    """Return how many each subject has of what is asked."""
    if asked.lived is not None:
        base = facts.base(asked.lived)
        nothing = Counted(none(), none().astype(np.int32))
        return Amounts(base.band.take(subjects), nothing, none(), np.zeros(subjects.size, dtype=np.int64), base=base)
    sure, unsure, empty = _tied(facts, asked, subjects)
    size = subjects.size
    low = np.bincount(sure.subject, minlength=size).astype(np.int64)
    more = np.bincount(unsure.subject, minlength=size).astype(np.int64)
    covered = facts.ledger.covers(asked.listed[0]).covered[facts.network.view.anchor[subjects]]
    if asked.mere:
        return _stated(facts, subjects, Band(low, np.where(covered, low, UNBOUNDED)), sure, covered)
    has = Band(low, np.where(covered, low + more, UNBOUNDED))
    return Amounts(has, sure, np.flatnonzero(~covered), more, empty)


def _tied(facts: Facts, asked: Amount, subjects: Ints) -> tuple[Counted, Counted, list[tuple[str, Longs]]]:
    """Return what is tied to each subject, what may be, and the words that are wanting on ties of the latter."""
    rows, view = facts.network.rows, facts.network.view
    tie = rows.ties[asked.tie]
    ours, theirs = (tie.source, tie.target) if asked.belonging else (tie.target, tie.source)
    position = np.full(rows.size, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    chosen = view.holding(asked.tie) & facts.select(asked.things)[theirs] & (position[ours] >= 0)
    at = np.flatnonzero(chosen)
    words = facts.beside(_Said)
    said = {name: words.of(asked.tie, name, values) for name, values in asked.of_tie.fields.items()}
    fits, may = np.ones(at.size, dtype=bool), np.ones(at.size, dtype=bool)
    for right, null in said.values():
        fits, may = fits & right[at], may & (right | null)[at]
    line, thing = position[ours[at]], theirs[at]
    sure = each_once(facts, line[fits], thing[fits])
    may &= ~fits  # and of the others what another tie does not make sure: few, and often none
    left = np.flatnonzero(may)
    many = np.int64(rows.size + 1)
    may[left] = ~np.isin(line[left] * many + thing[left], sure.subject * many + sure.thing) if left.size else False
    empty = [(name, np.unique(line[may & null[at]])) for name, (_, null) in said.items()]
    return sure, each_once(facts, line[may], thing[may]), empty


class _Said:
    """Words on ties, looked up once for all norms: by tie, whether a field has one of some words, or is empty."""

    def __init__(self, facts: Facts) -> None:
        self._ties = facts.network.rows.ties
        self._known: dict[tuple[str, str, frozenset[str]], tuple[Bools, Bools]] = {}

    def of(self, tie: str, name: str, values: frozenset[str]) -> tuple[Bools, Bools]:
        """Return where a field has one of these words, and where it is empty."""
        key = (tie, name, values)
        if key not in self._known:
            column = self._ties[tie].frame[name]
            right = column.is_in(sorted(values)).fill_null(value=False).to_numpy()
            self._known[key] = right, column.is_null().to_numpy()
        return self._known[key]


def _stated(facts: Facts, subjects: Ints, has: Band, things: Counted, covered: Bools) -> Amounts:
    """Return members counted; where no listing covers them, as many as the unit states, if that is not too few."""
    rows = facts.network.rows
    first, last = rows.block["organisation"]
    of_units = (subjects >= first) & (subjects < last)
    written = np.full(subjects.size, -1, dtype=np.int64)
    written[of_units] = rows.filled("organisation", "members", -1)[subjects[of_units] - first]
    stated = ~covered & (written >= has.low)
    band = Band(np.where(stated, written, has.low), np.where(stated, written, has.high))
    basis = np.where(stated, BASES.index("stated"), -1).astype(np.int32)
    base = Base(band, basis, "people", {})
    certain = np.zeros(subjects.size, dtype=np.int64)
    return Amounts(
        band, things, np.flatnonzero(~covered & ~stated), certain, base=base, base_at=np.arange(subjects.size)
    )
