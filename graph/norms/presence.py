"""*Presence*: at least so many are there — the subject's own, or inherited from a wider level."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.network.rows import Bools, Ints, Longs
from graph.norms.counting import Counted, counted, counted_exactly, each_once
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.rules import Norm, Presence, Ratio
from graph.selectors import Selector


def presence(facts: Facts, norm: Norm, subjects: Ints) -> Finding:
    """Return what a presence norm finds at its subjects."""
    body = norm.body
    assert isinstance(body, Presence)  # noqa: S101 - the caller looked
    things = counted(facts, subjects, facts.select(body.of), body.tie, body.at)
    low, high = facts.seats.offices(body.vacant_ok)
    has, uncovered, why = with_unlisted(
        facts, body, subjects, Band(things.sums(low, subjects.size), things.sums(high, subjects.size))
    )
    need = np.full(subjects.size, body.at_least, dtype=np.int64)
    needs = Band(need, need)
    state = verdicts(has, needs)
    finding = Finding(
        norm, subjects, state, has, needs, things, things.where(low[things.thing] > 0), uncovered, why=why
    )
    if body.inherit is not None:
        _inherit(facts, body, finding, low, high)
    return finding


def with_unlisted(
    facts: Facts, body: Presence | Ratio, subjects: Ints, has: Band
) -> tuple[Band, Longs, list[tuple[str, Longs, Ints]]]:
    """Return what is there with what may be there unlisted; the subjects not covered; and why it may.

    A thing without a scope may belong to any subject of its listing; where no listing covers the selector, any
    number may be missing from the ledger.
    """
    ledger = facts.ledger
    cover = ledger.covers(body.of, body.tie)
    covered, extra = cover.covered[subjects], cover.extra[subjects]
    has = Band(has.low, np.where(covered, has.high + extra, UNBOUNDED))
    loose = np.flatnonzero(covered & (extra > 0))
    pairs = [(at, row) for at in loose.tolist() for row in ledger.spoilers(body.of, int(subjects[at]), body.tie)]
    why = []
    if pairs:
        at, rows = zip(*pairs, strict=True)
        why.append(("unscoped", np.array(at, dtype=np.int64), np.array(rows, dtype=np.int32)))
    return has, np.flatnonzero(~covered), why


def _inherit(facts: Facts, body: Presence, finding: Finding, low: Longs, high: Longs) -> None:
    """Look at enclosing places of the levels that presence may be inherited from."""
    inherit = body.inherit
    assert inherit is not None  # noqa: S101 - the caller looked
    subjects = finding.subjects
    of = _inherited_from(body)
    levels, names = facts.network.rows.codes("place", "level")
    valid = facts.network.view.valid[: facts.network.view.places]
    marked: Bools = valid & np.isin(levels, [names.index(level) for level in inherit.level if level in names])
    subject, place = facts.network.view.up(subjects, marked)
    wider = place != subjects[subject]
    subject, place = subject[wider], place[wider]
    exactly = counted_exactly(facts, place, facts.select(of), body.tie)
    things = each_once(facts, subject[exactly.subject], exactly.thing)
    ledger = facts.ledger
    cover = ledger.covers(of, body.tie)
    unlisted = np.zeros(subjects.size, dtype=bool)
    unlisted[subject[~cover.covered[place]]] = True
    loose: dict[int, set[int]] = {}
    for at in np.flatnonzero(cover.extra[place] > 0).tolist():
        loose.setdefault(int(subject[at]), set()).update(ledger.spoilers(of, int(place[at]), body.tie))
    extra = np.zeros(subjects.size, dtype=np.int64)
    extra[list(loose)] = [len(things) for things in loose.values()]
    band = Band(
        things.sums(low, subjects.size), np.where(unlisted, UNBOUNDED, things.sums(high, subjects.size) + extra)
    )
    state = verdicts(band, finding.needs)
    inherited = (finding.state != MET) & (state == MET)
    finding.inherited = np.flatnonzero(inherited)
    finding.has = Band(np.where(inherited, band.low, finding.has.low), np.where(inherited, band.high, finding.has.high))
    own = finding.evidence
    kept, theirs = own.where(~inherited[own.subject]), things.where(inherited[things.subject] & (low[things.thing] > 0))
    finding.evidence = Counted(
        np.concatenate([kept.subject, theirs.subject]), np.concatenate([kept.thing, theirs.thing])
    )
    doubtful = np.flatnonzero(state == UNKNOWN)
    if doubtful.size:
        finding.why.append(("inherited_unknown", doubtful, np.full(doubtful.size, -1, dtype=np.int32)))
    met = (finding.state == MET) | inherited
    finding.state = np.where(met, MET, np.where((finding.state == GAP) & (state == GAP), GAP, UNKNOWN))


def _inherited_from(body: Presence) -> Selector:
    """Return the selector of what may be inherited: the forms or roles named, else those of the norm itself."""
    inherit = body.inherit
    fields = dict(body.of.fields)
    if inherit is not None:
        for name, values in (("form", inherit.form), ("role", inherit.role)):
            if values:
                fields[name] = frozenset(values)
    return Selector(fields)
