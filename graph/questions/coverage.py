"""What is not covered? Each norm asked of each of its subjects: met, gap, unknown, not applicable, exempt."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import polars as pl

from graph.answers import EVIDENCE_CAP, UNBOUNDED, Answer
from graph.answers.columns import COVERAGE, COVERAGE_LOAD
from graph.facts import Facts, facts_of
from graph.facts.bands import Band
from graph.facts.matching import kept
from graph.network import Network
from graph.network.rows import Bools, Ints, Longs
from graph.norms.counting import Counted
from graph.norms.finding import EXEMPT, NOT_APPLICABLE, STATES, UNKNOWN, Finding, rows_of
from graph.norms.presence import presence
from graph.norms.ratio import load as load_of
from graph.norms.ratio import ratio
from graph.rules import Norm, Presence, Ratio, Rules


def coverage(
    network: Network,
    rules: Rules,
    *,
    states: Iterable[str] | None = ("gap", "unknown"),
    evidence_cap: int | None = EVIDENCE_CAP,
    load: bool = False,
) -> Answer:
    """Return where each norm is met, where it is not, and where nobody can tell.

    A *gap* is proved: listings show that what is missing is missing. Where they do not, the state is *unknown*.

    Args:
        network: Asked about the places in its *within*, on its date.
        rules: The norms; ``rules.only(pack)`` asks one pack of every place, whatever its profile.
        states: Which rows to show; None = all. Totals always count all.
        evidence_cap: At most so many ids a row; None = all.
        load: Show also, for ratios, how much each holder answers for.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> coverage(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["states"]
        {'met': 0, 'gap': 0, 'unknown': 0, 'not_applicable': 0, 'exempt': 0}
    """
    facts = facts_of(network, rules)
    norms = [norm for norm in rules.norms if norm.holds_on(network.date)]
    findings = [_find(network, facts, rules, norm) for norm in norms]
    shown = None if states is None else tuple(states)

    def make() -> dict[str, pl.DataFrame]:
        rows = [rows_of(facts, finding, shown, evidence_cap) for finding in findings]
        frames = {"rows": pl.concat([pl.DataFrame(schema=COVERAGE), *rows])}
        if load:
            loads = [load_of(facts, finding) for finding in findings if finding.subjects.size]
            frames["load"] = pl.concat([pl.DataFrame(schema=COVERAGE_LOAD), *loads])
        return frames

    by_norm = {
        finding.norm.id: {
            state: count
            for state, count in zip(STATES, np.bincount(finding.state, minlength=len(STATES)).tolist(), strict=True)
            if count
        }
        for finding in findings
        if finding.subjects.size
    }
    return Answer(
        question="coverage",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=make,
        options={
            "states": None if shown is None else list(shown),
            "evidence_cap": evidence_cap,
            "load": load,
            "packs": None if rules.chosen is None else list(rules.chosen),
        },
        totals={
            "states": {state: sum(counts.get(state, 0) for counts in by_norm.values()) for state in STATES},
            "norms": by_norm,
        },
    )


def _find(network: Network, facts: Facts, rules: Rules, norm: Norm) -> Finding:
    """Return what a norm finds: what it does not apply to first, then the question itself."""
    subjects = _subjects(network, facts, rules, norm)
    excluded = _of_type(network, norm)[subjects]
    exempt = _exempt(network, norm)[subjects]
    if not kept(norm.body.of):
        finding = _not_kept(facts, norm, subjects)
    elif isinstance(norm.body, Presence):
        finding = presence(facts, norm, subjects)
    else:
        finding = ratio(facts, norm, subjects)
    waived = excluded | (exempt >= 0)
    if waived.any():
        finding.state = np.where(excluded, NOT_APPLICABLE, np.where(exempt >= 0, EXEMPT, finding.state))
        _forget(finding, waived)
        finding.why.append(
            ("not_applicable", np.flatnonzero(excluded), np.full(int(excluded.sum()), -1, dtype=np.int32))
        )
        because = np.flatnonzero(~excluded & (exempt >= 0))
        finding.why.append(("exempt", because, exempt[because]))
    return finding


def _forget(finding: Finding, waived: Bools) -> None:
    """Drop what was found at subjects that the norm is not asked of."""
    keep = ~waived
    finding.why = [(code, subjects[keep[subjects]], rows[keep[subjects]]) for code, subjects, rows in finding.why]
    finding.uncovered = finding.uncovered[keep[finding.uncovered]]
    finding.evidence = finding.evidence.where(keep[finding.evidence.subject])


def _subjects(network: Network, facts: Facts, rules: Rules, norm: Norm) -> Ints:
    """Return the places that a norm is asked of, in territory preorder."""
    view = network.view
    chosen = facts.select(norm.subject)[: view.places].copy()
    if network.within_row is not None:
        chosen &= view.inside(network.within_row)
    names, at = facts.profiles.names, facts.profiles.at
    asked = np.array([norm.pack in rules.packs_of(name) for name in (*names, None)])
    chosen &= asked[at]
    rows = np.flatnonzero(chosen).astype(np.int32)
    return rows[np.argsort(view.territory.low[rows], kind="stable")]


def _of_type(network: Network, norm: Norm) -> Bools:
    codes, names = network.rows.codes("place", "type")
    found: Bools = np.isin(codes, [names.index(name) for name in norm.except_type if name in names])
    return found


def _exempt(network: Network, norm: Norm) -> Ints:
    """Return, by place, the exception in force that waives a norm there: the nearest, then the lowest key; or -1."""
    view = network.view
    at = np.full(view.places, -1, dtype=np.int32)
    first, _ = network.rows.block["exception"]
    places = view.reference("exception", "place")
    for position, name in reversed(list(enumerate(network.rows.frame("exception")["norm"].to_list()))):
        row = first + position
        if name == norm.id and view.valid[row] and places[row] >= 0:
            at[places[row]] = row
    nearest = view.nearest(at >= 0, np.arange(view.places, dtype=np.int32))
    return np.where(nearest >= 0, at[nearest], np.int32(-1))


def _not_kept(facts: Facts, norm: Norm, subjects: Ints) -> Finding:
    """Return the finding of a norm over a kind that is not kept: unknown everywhere."""
    size = subjects.size
    zero = np.zeros(size, dtype=np.int64)
    nothing = Counted(np.array([], dtype=np.int64), np.array([], dtype=np.int32))
    body = norm.body
    need: Longs = np.full(size, body.at_least if isinstance(body, Presence) else 0, dtype=np.int64)
    return Finding(
        norm,
        subjects,
        np.full(size, UNKNOWN, dtype=np.int64),
        Band(zero, np.full(size, UNBOUNDED, dtype=np.int64)),
        Band(need, need if isinstance(body, Presence) else np.full(size, UNBOUNDED, dtype=np.int64)),
        nothing,
        nothing,
        np.array([], dtype=np.int64),
        base=facts.base(body.base) if isinstance(body, Ratio) else None,
        why=[("kind_not_kept", np.arange(size, dtype=np.int64), np.full(size, -1, dtype=np.int32))],
    )
