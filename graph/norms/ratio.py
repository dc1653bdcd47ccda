"""*Ratio*: so many for so much of a base, rounded up; its other reading is the load on each holder."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.facts.bands import Band, ceiling, verdicts
from graph.facts.bases import Base
from graph.facts.seats import Seat
from graph.network.columns import Ints
from graph.norms.base import NormType
from graph.norms.counting import Counted, counted, holders
from graph.norms.finding import Finding
from graph.norms.load import load_rows
from graph.norms.sums import Sums, sums
from graph.norms.unlisted import with_unlisted
from graph.rules import Norm, Ratio


class _Ratio(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return what the base of each subject takes, rounded up."""
        body = cast("Ratio", norm.body)
        return ceiling(self.base(facts, norm).band.take(subjects), body.count, body.per)

    def base(self, facts: Facts, norm: Norm) -> Base:
        """Return the homes, households or residents of every place, or those residents who are 60 and over."""
        return facts.base(cast("Ratio", norm.body).base)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return the holders, or the offices, at each subject beside its base (SEMANTICS C5, C6)."""
        body = cast("Ratio", norm.body)
        things = counted(facts, subjects, facts.select(body.of), body.tie, "either")
        if body.sum:
            return self._of_sum(facts, norm, subjects, sums(facts, body, body.sum, things, subjects))
        own, evidence = _own(facts, body, things, subjects.size)
        has, uncovered, loose = with_unlisted(facts, body, subjects, own)
        needs, base = self.needs(facts, norm, subjects), self.base(facts, norm)
        finding = Finding(norm, subjects, verdicts(has, needs), has, needs, things, evidence, uncovered, base=base)
        finding.by_seat = body.held
        finding.because("unscoped", *loose)
        band = base.band.take(subjects)
        finding.because("base_uncertain", np.flatnonzero(band.low != band.high))
        return finding

    def _of_sum(self, facts: Facts, norm: Norm, subjects: Ints, found: Sums) -> Finding:
        """Return what a number of the things comes to at each subject, beside its base (SEMANTICS C25)."""
        needs, base = self.needs(facts, norm, subjects), self.base(facts, norm)
        state = verdicts(found.has, needs)
        finding = Finding(
            norm, subjects, state, found.has, needs, found.things, found.things, found.uncovered, base=base
        )
        finding.closing = "add_up"
        finding.because("unscoped", found.loose.subject, found.loose.thing)
        finding.because("no_number", found.without.subject, found.without.thing)
        many = np.bincount(found.without.subject, minlength=subjects.size)
        finding.step("record_number", np.flatnonzero(many), many[many > 0])
        band = base.band.take(subjects)
        finding.because("base_uncertain", np.flatnonzero(band.low != band.high))
        return finding

    def load(self, facts: Facts, finding: Finding) -> pl.DataFrame | None:
        """Return how much each holder answers for; nothing where offices are counted, not people."""
        body = cast("Ratio", finding.norm.body)
        return load_rows(facts, finding, body) if body.held else None


TYPE = _Ratio()


def _own(facts: Facts, body: Ratio, things: Counted, size: int) -> tuple[Band, Counted]:
    """Return how many there are by line, and who or what they are: distinct holders of posts, else the things."""
    offices = facts.seats.offices(not body.held)
    if not (body.held and body.kind == "post"):
        low, high = things.sums(offices.low, size), things.sums(offices.high, size)
        return Band(low, high), things.where(offices.low[things.thing] > 0)
    people = holders(facts, things)
    known = np.bincount(people.subject, minlength=size).astype(np.int64)
    unsure = np.isin(facts.seats.state[things.thing], [Seat.ENDED, Seat.UNKNOWN])
    return Band(known, known + np.bincount(things.subject[unsure], minlength=size)), people
