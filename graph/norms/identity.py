"""*Identity*: whoever holds a post of one sort holds one of another sort too (SEMANTICS C33, C34)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.reach import ANSWERS_FOR
from graph.facts.seats import Seat
from graph.network.columns import Bools, Ints, Longs
from graph.norms.base import NormType
from graph.norms.compared import Compared, compared
from graph.norms.counting import Counted, counted, each_once
from graph.norms.eligible import eligible
from graph.norms.finding import GAP, MET, NOT_APPLICABLE, UNKNOWN, Finding
from graph.rules import Norm
from graph.rules.bodies import SamePerson


class _Identity(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return what is not known before both sorts of posts are looked at."""
        del facts, norm
        return Band(np.zeros(subjects.size, dtype=np.int64), np.full(subjects.size, UNBOUNDED))

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return of which seats the holder holds another one too, and of which not."""
        body = cast("SamePerson", norm.body)
        seats, others = (counted(facts, subjects, facts.select(of), ANSWERS_FOR, "either") for of in body.listed)
        known = [_known(facts, subjects, body, position) for position in range(2)]
        found = compared(facts, seats, others, body.where, known[1].sure)
        tally = _tally(found, known[0], subjects.size)
        state = tally.state(some=body.quantifier == "some")
        has, needs = tally.bands(some=body.quantifier == "some")
        asked = state != NOT_APPLICABLE
        finding = Finding(
            norm,
            subjects,
            np.where(state == GAP, MET, state) if body.soft else state,
            has,
            needs,
            _things(facts, found),
            found.seats.where(found.same),
            np.flatnonzero(asked & ~(known[0].covered & known[1].covered)),
        )
        finding.closing = None
        apart = np.minimum(tally.other, 1) if body.quantifier == "some" else tally.other
        gaps = np.flatnonzero(state == GAP)
        finding.step("same_hands", gaps, apart[gaps])
        if body.soft:
            finding.flag("not_same_person", np.flatnonzero(state == GAP))
        _say_why(finding, found, known, state)
        nobody = known[1].sure & (np.bincount(others.subject, minlength=subjects.size) == 0)
        finding.own = {
            "pairs": found.pairs(facts, subjects.size),
            **eligible(facts, subjects, nobody & (body.else_from is not None), body.else_from),
        }
        return finding


TYPE = _Identity()


@dataclass(frozen=True)
class _Listed:
    """What listings say of the posts of one sort, by line: whether they cover it, and who may belong there."""

    covered: Bools
    extra: Longs
    loose: tuple[tuple[int, int], ...]

    @property
    def sure(self) -> Bools:
        """Whether all posts of that sort are known."""
        found: Bools = self.covered & (self.extra == 0)
        return found


def _known(facts: Facts, subjects: Ints, body: SamePerson, position: int) -> _Listed:
    of = body.listed[position]
    cover = facts.ledger.covers(of)
    covered, extra = cover.covered[subjects], cover.extra[subjects]
    some = np.flatnonzero(covered & (extra > 0)).tolist()
    pairs = [(line, row) for line in some for row in facts.ledger.spoilers(of, int(subjects[line]))]
    return _Listed(covered, extra, tuple(pairs))


@dataclass(frozen=True)
class _Tally:
    """How many seats of a line are in the same hands, in others, or either; more may be there unlisted."""

    same: Longs
    other: Longs
    either: Longs
    covered: Bools

    def bands(self, *, some: bool) -> tuple[Band, Band]:
        """Return what matches beside what should: all that can be judged, or one of them."""
        low, judged = self.same + self.other, self.same + self.other + self.either
        has = Band(self.same, self.same + self.either).open_where(~self.covered)
        if some:
            return has, Band(np.minimum(low, 1), np.where(self.covered, np.minimum(judged, 1), 1))
        return has, Band(low, judged).open_where(~self.covered)

    def state(self, *, some: bool) -> Longs:
        """Return the state of each line."""
        settled = self.covered & (self.either == 0)
        nothing = settled & (self.same == 0) & (self.other == 0)
        if some:
            met, gap = self.same > 0, settled & (self.same == 0)
        else:
            met, gap = settled & (self.other == 0), self.other > 0
        return np.where(nothing, NOT_APPLICABLE, np.where(met, MET, np.where(gap, GAP, UNKNOWN))).astype(np.int64)


def _tally(found: Compared, known: _Listed, size: int) -> _Tally:
    def many(chosen: Bools) -> Longs:
        return np.bincount(found.seats.subject[chosen], minlength=size).astype(np.int64)

    return _Tally(many(found.same), many(found.other), many(found.either) + known.extra, known.covered)


def _things(facts: Facts, found: Compared) -> Counted:
    """Return what may be a reason: the seats, and of the others those of which nobody knows who holds them."""
    seats, unsure = found.seats, found.unsure
    return each_once(
        facts, np.concatenate([seats.subject, unsure.subject]), np.concatenate([seats.thing, unsure.thing])
    )


def _say_why(finding: Finding, found: Compared, known: list[_Listed], state: Longs) -> None:
    both = sorted({pair for one in known for pair in one.loose})  # a post may be of both sorts
    loose = [pair for pair in both if state[pair[0]] != NOT_APPLICABLE]
    rows = np.array([row for _, row in loose], dtype=np.int32)
    finding.because("unscoped", np.array([line for line, _ in loose], dtype=np.int64), rows)
    held = np.bincount(found.seats.subject[found.state != Seat.VACANT], minlength=state.size) > 0
    nothing = state == NOT_APPLICABLE
    finding.because("nobody_to_compare", np.flatnonzero(nothing & ~held))
    finding.because("nothing_to_compare", np.flatnonzero(nothing & held))
