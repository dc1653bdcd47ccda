"""A norm asked of its subjects: whom it is asked of, whom it does not apply to, and what its type finds."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.matching import kept
from graph.network.rows import Bools, Ints
from graph.norms import type_of
from graph.norms.counting import Counted
from graph.norms.finding import EXEMPT, NOT_APPLICABLE, UNKNOWN, Finding, none
from graph.rules import Norm, Rules

_LAST = 2**31 - 1


def ask(facts: Facts, rules: Rules, norm: Norm, within: int | None) -> Finding:
    """Return what a norm finds.

    Args:
        facts: The facts of the network.
        rules: The packs that are asked.
        norm: The norm.
        within: Row of the place asked about; None = everywhere.
    """
    subjects = _subjects(facts, rules, norm, within)
    if all(kept(selector) for selector in norm.body.listed):
        finding = type_of(norm).find(facts, norm, subjects)
    else:
        finding = _not_kept(facts, norm, subjects)
    _waive(facts, finding)
    return finding


def _subjects(facts: Facts, rules: Rules, norm: Norm, within: int | None) -> Ints:
    """Return the rows that a norm is asked of, in territory preorder of their anchors (SEMANTICS C1)."""
    network, view = facts.network, facts.network.view
    chosen = np.flatnonzero(facts.select(norm.subject))
    chosen = chosen[view.anchor[chosen] >= 0]
    if within is not None:
        chosen = chosen[view.inside(within)[view.anchor[chosen]]]
    asked = np.array([norm.pack in rules.packs_of(name) for name in (*facts.profiles.names, None)])
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


def _not_kept(facts: Facts, norm: Norm, subjects: Ints) -> Finding:
    """Return the finding of a norm over a kind that is not kept: unknown everywhere."""
    size = subjects.size
    has = Band(np.zeros(size, dtype=np.int64), np.full(size, UNBOUNDED, dtype=np.int64))
    nothing = Counted(none(), none().astype(np.int32))
    state = np.full(size, UNKNOWN, dtype=np.int64)
    needs = type_of(norm).needs(facts, norm, subjects)
    finding = Finding(norm, subjects, state, has, needs, nothing, nothing, none(), base=type_of(norm).base(facts, norm))
    finding.because("kind_not_kept", np.arange(size, dtype=np.int64))
    return finding


def _waive(facts: Facts, finding: Finding) -> None:
    """Drop what was found where the norm does not apply, or is waived by an exception (SEMANTICS C2)."""
    excluded = _of_type(facts, finding.norm)[finding.subjects]
    exempt = _exempt(facts, finding.norm)[facts.network.view.anchor[finding.subjects]]
    waived = excluded | (exempt >= 0)
    if not waived.any():
        return
    keep = ~waived
    finding.state = np.where(excluded, NOT_APPLICABLE, np.where(exempt >= 0, EXEMPT, finding.state))
    finding.why = [(code, lines[keep[lines]], rows[keep[lines]]) for code, lines, rows in finding.why]
    finding.uncovered = finding.uncovered[keep[finding.uncovered]]
    finding.evidence = finding.evidence.where(keep[finding.evidence.subject])
    finding.because("not_applicable", np.flatnonzero(excluded))
    because = np.flatnonzero(~excluded & (exempt >= 0))
    finding.because("exempt", because, exempt[because])


def _of_type(facts: Facts, norm: Norm) -> Bools:
    """Return, by row, what is of a type that the norm does not apply to."""
    found = np.zeros(facts.network.rows.size, dtype=bool)
    codes, names = facts.network.rows.codes("place", "type")
    found[: codes.size] = np.isin(codes, [names.index(name) for name in norm.except_type if name in names])
    return found


def _exempt(facts: Facts, norm: Norm) -> Ints:
    """Return, by place, the exception in force that waives a norm there: the nearest, then the lowest key; or -1."""
    network, view = facts.network, facts.network.view
    at = np.full(view.places, -1, dtype=np.int32)
    first, _ = network.rows.block["exception"]
    places = view.reference("exception", "place")
    for position, name in reversed(list(enumerate(network.rows.frame("exception")["norm"].to_list()))):
        row = first + position
        if name == norm.id and view.valid[row] and places[row] >= 0:
            at[places[row]] = row
    nearest = view.nearest(at >= 0, np.arange(view.places, dtype=np.int32))
    return np.where(nearest >= 0, at[nearest], np.int32(-1))
