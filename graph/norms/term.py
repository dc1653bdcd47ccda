"""*Term*: nobody is elected for longer than so many years, and who is over is elected anew (SEMANTICS C65 to C67)."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.reach import ANSWERS_FOR
from graph.facts.seats import Seat
from graph.network.columns import Bools, Ints, Longs
from graph.norms.base import NormType
from graph.norms.counting import Counted
from graph.norms.elected import elected
from graph.norms.finding import GAP, MET, NOT_APPLICABLE, UNKNOWN, Finding
from graph.norms.in_units import in_units, never_in_any
from graph.rules import Norm
from graph.rules.bodies import TermOfOffice


class _Term(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return what is not known before the posts are looked at."""
        del facts, norm
        return Band(np.zeros(subjects.size, dtype=np.int64), np.full(subjects.size, UNBOUNDED))

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return in how many seats of each unit the term of who was elected is in order."""
        body = cast("TermOfOffice", norm.body)
        subjects = subjects[_asked(facts, body, subjects)]
        posts = facts.select(body.of)
        things, loose = in_units(facts, subjects, posts), never_in_any(facts, posts)
        terms = elected(facts, things, body.years, soft=body.soft)
        in_order, wrong, open_ = terms.seats()
        seats = facts.seats.state[things.thing]
        left = things.where((seats == Seat.ENDED) | (seats == Seat.UNKNOWN))
        fine, bad, unsaid = (_many(one, subjects) for one in (in_order, wrong, open_))
        more = unsaid + _many(left, subjects) + loose.size
        covered = facts.ledger.covers(body.of).covered[facts.network.view.anchor[subjects]]
        settled = np.where(fine > 0, MET, NOT_APPLICABLE)
        state = np.where(bad > 0, GAP, np.where(covered & (more == 0), settled, UNKNOWN)).astype(np.int64)

        def band(low: Longs) -> Band:
            return Band(low, low + more).open_where(~covered)

        found = Finding(norm, subjects, state, band(fine), band(fine + bad), left, in_order, np.flatnonzero(~covered))
        found.short, found.closing = band(bad), None
        for code, pairs in terms.wrong.items():
            if body.soft and code == "term_too_long":
                found.flag("term_unusual", np.unique(pairs.subject))
            else:
                found.because(code, pairs.subject, pairs.thing)
        lines = np.flatnonzero(covered & (state != NOT_APPLICABLE))
        found.because("unscoped", np.repeat(lines, loose.size), np.tile(loose, lines.size))
        found.because("nobody_elected", np.flatnonzero(state == NOT_APPLICABLE))
        for code, count in (("elect_anew", bad), ("record_term", unsaid)):
            found.step(code, np.flatnonzero(count), count[count > 0])
        years = pl.Series(np.full(subjects.size, body.years, dtype=np.int64))
        found.own = {"years": years, "first_end": terms.first_end(subjects.size)}
        return found


TYPE = _Term()


def _asked(facts: Facts, body: TermOfOffice, subjects: Ints) -> Bools:
    """Return which units are asked: by whether they answer for a place, where that is said."""
    answers = np.zeros(facts.network.rows.size, dtype=bool)
    answers[facts.network.view.tied(ANSWERS_FOR)[0]] = True
    found: Bools = (answers[subjects] == (body.among == "answering")) | (body.among == "all")
    return found


def _many(posts: Counted, subjects: Ints) -> Longs:
    return np.bincount(posts.subject, minlength=subjects.size).astype(np.int64)
