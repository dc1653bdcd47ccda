"""A norm asked of its subjects: whom it is asked of, whom it does not apply to, and what its type finds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.answers import UNBOUNDED
from graph.answers.coverage import STATES
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.selecting import kept
from graph.network.columns import Bools, Ints, Longs
from graph.norms import type_of
from graph.norms.counting import Counted
from graph.norms.finding import EXEMPT, NOT_APPLICABLE, UNKNOWN, Finding, none
from graph.norms.overriding import by_place
from graph.norms.when import applies
from graph.rules import Norm, Rules

_LAST = 2**31 - 1


@dataclass(frozen=True)
class Asked:
    """A norm, its subjects in order, and the findings for those it was asked of and for the others.

    The others are those it does not apply to, those exempt, and those of which nobody can tell whether it applies.
    ``elsewhere`` has the findings of each override of it.
    """

    norm: Norm
    subjects: Ints
    found: Finding
    waived: Finding
    elsewhere: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (self.found, *self.elsewhere, self.waived)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines there are of each state, of those that there are."""
        counts = np.bincount(np.concatenate([one.state for one in self.findings]), minlength=len(STATES))
        return {state: count for state, count in zip(STATES, counts.tolist(), strict=True) if count}


def ask(facts: Facts, rules: Rules, norm: Norm, within: int | Bools | None) -> Asked:
    """Ask a norm of its subjects.

    Args:
        facts: The facts of the network.
        rules: The packs that are asked.
        norm: The norm.
        within: Row of the place asked about, or by place whether it is one of those; None = everywhere.
    """
    subjects = subjects_of(facts, rules, norm, within)
    if not subjects.size:  # most norms of a small ledger
        nothing = _empty(norm, subjects, subjects)
        return Asked(norm, subjects, nothing, nothing)
    excluded = _of_type(facts, norm, subjects)
    exempt = _exempt(facts, norm, facts.network.view.anchor[subjects])
    when = applies(facts, norm, subjects)
    fails = when.fails & ~excluded
    waived = excluded | fails | (exempt >= 0)
    left = waived | when.open
    state = np.where(excluded | fails, NOT_APPLICABLE, np.where(waived, EXEMPT, UNKNOWN))
    others = _empty(norm, subjects[left], state[left])
    others.asked = False
    others.because("not_applicable", np.flatnonzero(excluded[left]))
    others.because("when_not", np.flatnonzero(fails[left]))
    because = np.flatnonzero((~excluded & ~fails & (exempt >= 0))[left])
    others.because("exempt", because, exempt[left][because])
    if when.amounts is not None:
        others.because("when_unknown", np.flatnonzero(~waived[left]))
        when.amounts.tell(others, np.where(left & ~waived, np.cumsum(left) - 1, -1))
    here, elsewhere = by_place(facts, norm, subjects[~left])
    found = [_found(facts, changed, rows) for changed, rows in elsewhere]
    return Asked(norm, subjects, _found(facts, norm, here), others, tuple(found))


def _found(facts: Facts, norm: Norm, subjects: Ints) -> Finding:
    """Return what the type of a norm finds; over a kind that is not kept nothing is known anywhere (SEMANTICS C2)."""
    home = type_of(norm)
    if all(kept(selector) for selector in norm.body.listed):
        return home.find(facts, norm, subjects)
    found = _empty(norm, subjects, np.full(subjects.size, UNKNOWN))
    found.has.high[:] = UNBOUNDED
    found.needs, found.base = home.needs(facts, norm, subjects), home.base(facts, norm)
    found.because("kind_not_kept", np.arange(subjects.size, dtype=np.int64))
    return found


def _empty(norm: Norm, subjects: Ints, state: Ints | Longs) -> Finding:
    """Return a finding in which nothing was counted."""
    nothing = Counted(none(), none().astype(np.int32))
    has, needs = (Band(*(np.zeros(subjects.size, dtype=np.int64) for _ in range(2))) for _ in range(2))
    return Finding(norm, subjects, state.astype(np.int64), has, needs, nothing, nothing, none())


def subjects_of(facts: Facts, rules: Rules, norm: Norm, within: int | Bools | None) -> Ints:
    """Return the rows that a norm is asked of, in territory preorder of their anchors (SEMANTICS C1)."""
    network, view = facts.network, facts.network.view
    asked = np.array([rules.asks(norm, name, network.date) for name in (*facts.profiles.names, None)])
    if not asked.any():  # most norms: they are of packs that nobody here follows
        return none().astype(np.int32)
    chosen = np.flatnonzero(facts.select(norm.subject))
    chosen = chosen[(view.anchor[chosen] >= 0) & ~np.isin(chosen, network.rows.outside)]
    if within is not None:
        inside = view.inside(within) if isinstance(within, int) else within
        chosen = chosen[inside[view.anchor[chosen]]]
    rows: Ints = chosen[asked[facts.profiles.at[view.anchor[chosen]]]].astype(np.int32)
    position = view.territory.low[view.anchor[rows]]
    if rows.size and rows[-1] < view.places:  # places are alone at their anchor
        in_preorder: Ints = rows[np.argsort(position, kind="stable")]
        return in_preorder
    (kind,) = norm.subject.get("kind")
    frame, first = network.rows.frame(kind), network.rows.block[kind][0]
    display = np.full(frame.height, _LAST)
    if "display_order" in frame.columns:
        display = frame["display_order"].fill_null(_LAST).to_numpy()
    ordered: Ints = rows[np.lexsort((rows, display[rows - first], position))]
    return ordered


def _of_type(facts: Facts, norm: Norm, subjects: Ints) -> Bools:
    """Return which subjects are places of a type that the norm does not apply to (SEMANTICS C2)."""
    found = np.zeros(subjects.size, dtype=bool)
    codes, names = facts.network.rows.codes("place", "type")
    excluded = [names.index(name) for name in norm.except_type if name in names]
    if excluded:
        places = subjects < codes.size
        found[places] = np.isin(codes[subjects[places]], excluded)
    return found


def _exempt(facts: Facts, norm: Norm, anchors: Ints) -> Ints:
    """Return the exception in force that waives a norm at each anchor: the nearest, then the lowest key; or -1."""
    network, view = facts.network, facts.network.view
    first, _ = network.rows.block["exception"]
    named = [first + at for at, name in enumerate(network.rows.frame("exception")["norm"].to_list()) if name == norm.id]
    rows = [row for row in named if view.valid[row]]
    if not rows:
        return np.full(anchors.size, -1, dtype=np.int32)
    places, at = view.reference("exception", "place"), np.full(view.places, -1, dtype=np.int32)
    for row in reversed(rows):
        if places[row] >= 0:
            at[places[row]] = row
    nearest = view.nearest(at >= 0, anchors)
    return np.where(nearest >= 0, at[nearest], np.int32(-1))
