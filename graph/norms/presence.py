"""*Presence*: at least so many are there — the subject's own, or inherited from a wider level."""

from __future__ import annotations

from typing import cast

import numpy as np

from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.network.columns import Bools, Ints
from graph.norms.base import NormType
from graph.norms.counting import Counted, counted, counted_exactly, each_once
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.norms.unlisted import with_unlisted
from graph.rules import Norm, Presence

#: The reason where something is there, and nobody wrote whether it is what is asked.
BLANK = "item_not_written"


class _Presence(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return ``at_least`` everywhere."""
        del facts
        need = np.full(subjects.size, cast("Presence", norm.body).at_least, dtype=np.int64)
        return Band(need, need)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return what is there at each subject, and where that is too little what is inherited (SEMANTICS C4)."""
        return present(facts, norm, cast("Presence", norm.body), subjects, self.needs(facts, norm, subjects))


TYPE = _Presence()


def present(
    facts: Facts, norm: Norm, body: Presence, subjects: Ints, needs: Band, blank: tuple[Bools, Bools] | None = None
) -> Finding:
    """Return what of a body is there at each subject, its own or inherited.

    Args:
        facts: The facts.
        norm: The norm that asks.
        body: What it asks, or what it asks of one item.
        subjects: Rows of the subjects.
        needs: How much it takes at each.
        blank: By row, things that may be what is asked, since nobody wrote what they are; and those it may inherit.
    """
    things = counted(facts, subjects, facts.select(body.of), body.tie, body.at)
    offices = facts.seats.offices(body.vacant_ok)
    own = Band(things.sums(offices.low, subjects.size), things.sums(offices.high, subjects.size))
    maybe = None if blank is None else counted(facts, subjects, blank[0], body.tie, body.at)
    has, uncovered, loose = with_unlisted(facts, body, subjects, _with(own, maybe))
    evidence = things.where(offices.low[things.thing] > 0)
    finding = Finding(norm, subjects, verdicts(has, needs), has, needs, things, evidence, uncovered)
    finding.by_seat = not body.vacant_ok
    finding.because("unscoped", *loose)
    if maybe is not None:
        finding.because(BLANK, maybe.subject, maybe.thing)
    if body.inherit is not None:
        _inherit(facts, body, finding, offices, None if blank is None else blank[1])
    return finding


def _with(has: Band, maybe: Counted | None) -> Band:
    """Return what is there with what may be what is asked."""
    if maybe is None:
        return has
    return Band(has.low, has.high + np.bincount(maybe.subject, minlength=has.high.size))


def _inherit(facts: Facts, body: Presence, finding: Finding, offices: Band, blank: Bools | None) -> None:
    """Look at enclosing places of the levels that presence may be inherited from."""
    subjects, of = finding.subjects, body.inherited
    subject, place = _wider(facts, body, subjects)

    def there(chosen: Bools) -> Counted:
        exactly = counted_exactly(facts, place, chosen, body.tie)
        return each_once(facts, subject[exactly.subject], exactly.thing)

    things = there(facts.select(of))
    cover = facts.ledger.covers(of, body.tie)
    unlisted = np.zeros(subjects.size, dtype=bool)
    unlisted[subject[~cover.covered[place]]] = True
    loose: dict[int, set[int]] = {}
    for at in np.flatnonzero(cover.extra[place] > 0).tolist():
        loose.setdefault(int(subject[at]), set()).update(facts.ledger.spoilers(of, int(place[at]), body.tie))
    extra = np.zeros(subjects.size, dtype=np.int64)
    extra[list(loose)] = [len(things) for things in loose.values()]
    own = Band(things.sums(offices.low, subjects.size), things.sums(offices.high, subjects.size) + extra)
    band = _with(own, None if blank is None else there(blank)).open_where(unlisted)
    _join(finding, things.where(offices.low[things.thing] > 0), band, verdicts(band, finding.needs))


def _wider(facts: Facts, body: Presence, subjects: Ints) -> tuple[Ints, Ints]:
    """Return the places from which each subject may inherit: position of the subject, and row of the place."""
    inherit, view = body.inherit, facts.network.view
    levels, names = facts.network.rows.codes("place", "level")
    allowed = [names.index(level) for level in (inherit.level if inherit else ()) if level in names]
    marked: Bools = view.valid[: view.places] & np.isin(levels, allowed)
    subject, place = view.up(subjects, marked)
    wider = place != subjects[subject]
    return subject[wider], place[wider]


def _join(finding: Finding, evidence: Counted, band: Band, state: Ints) -> None:
    """Let what is inherited meet a subject that does not meet the norm by itself."""
    inherited = (finding.state != MET) & (state == MET)
    finding.inherited = np.flatnonzero(inherited)
    finding.has = Band(np.where(inherited, band.low, finding.has.low), np.where(inherited, band.high, finding.has.high))
    own = finding.evidence.where(~inherited[finding.evidence.subject])
    theirs = evidence.where(inherited[evidence.subject])
    finding.evidence = Counted(np.concatenate([own.subject, theirs.subject]), np.concatenate([own.thing, theirs.thing]))
    finding.because("inherited_unknown", np.flatnonzero(state == UNKNOWN))
    met = (finding.state == MET) | inherited
    finding.state = np.where(met, MET, np.where((finding.state == GAP) & (state == GAP), GAP, UNKNOWN))
