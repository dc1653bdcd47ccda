"""A number of what is counted, added up: the area of the venues of a street (SEMANTICS C25)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.network.columns import Ints, Longs
from graph.norms.counting import Counted
from graph.rules.bodies.base import Counting

_THOUSANDTHS = 1000


@dataclass(frozen=True)
class Sums:
    """What some numbers come to, by line.

    Attributes:
        has: At least and at most, in whole units, rounded down.
        things: What has a number.
        without: What counts and has none.
        uncovered: Lines where no listing covers what is counted.
        loose: What may belong to a line, since nobody said where it does.
    """

    has: Band
    things: Counted
    without: Counted
    uncovered: Longs
    loose: Counted


def sums(facts: Facts, body: Counting, field: str, things: Counted, subjects: Ints) -> Sums:
    """Return what a number of some things comes to at each subject."""
    number = _numbers(facts, body.kind, field)
    known = number[things.thing] >= 0
    counted, without = things.where(known), things.where(~known)
    low = np.bincount(counted.subject, number[counted.thing], minlength=subjects.size).astype(np.int64)
    cover = facts.ledger.covers(body.of, body.tie)
    covered, extra = cover.covered[subjects], cover.extra[subjects]
    lines = np.flatnonzero(covered & (extra > 0)).tolist()  # few: what nobody said where it belongs
    pairs = [(at, row) for at in lines for row in facts.ledger.spoilers(body.of, int(subjects[at]), body.tie)]
    loose = Counted(
        np.array([at for at, _ in pairs], dtype=np.int64), np.array([row for _, row in pairs], dtype=np.int32)
    )
    more = number[loose.thing]
    high = low + np.bincount(loose.subject, np.maximum(more, 0), minlength=subjects.size).astype(np.int64)
    open_ = ~covered
    open_[without.subject] = open_[loose.subject[more < 0]] = True
    has = Band(low // _THOUSANDTHS, np.where(open_, UNBOUNDED, high // _THOUSANDTHS))
    return Sums(has, counted, without, np.flatnonzero(~covered), loose)


def _numbers(facts: Facts, kind: str, field: str) -> Longs:
    """Return, by row, a number in thousandths; -1 where none is written."""
    rows = facts.network.rows
    found = np.full(rows.size, -1, dtype=np.int64)
    column = rows.frame(kind)[field].cast(pl.Float64)
    whole = np.rint(column.fill_null(-1).to_numpy() * _THOUSANDTHS).astype(np.int64)
    found[slice(*rows.block[kind])] = np.where(column.is_null().to_numpy(), -1, whole)
    return found
