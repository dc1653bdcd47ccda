"""One count as a share of another, in per cent (SEMANTICS R13)."""

from __future__ import annotations

import numpy as np

from graph.answers import UNBOUNDED
from graph.questions.reconciling.counts import Count
from graph.selectors import Measure

_ALL = 100


def share_of(measure: Measure, one: Count, other: Count) -> Count:
    """Return one count in hundredths of another, rounded half up."""
    why = {*one.why, *other.why}
    evidence = np.union1d(one.evidence, other.evidence).astype(np.int32)
    if other.high == 0:
        return Count(0, UNBOUNDED, evidence, (*sorted(why), ("nothing_to_share", -1)))
    low = 0 if other.high >= UNBOUNDED else _per_cent(one.low, other.high)
    high = UNBOUNDED if one.high >= UNBOUNDED or other.low == 0 else _per_cent(one.high, other.low)
    if _is_part(measure):
        high = min(high, _ALL)
    return Count(low, high, evidence, tuple(sorted(why)))


def _per_cent(part: int, whole: int) -> int:
    return (2 * _ALL * part + whole) // (2 * whole)


def _is_part(measure: Measure) -> bool:
    """Return whether what is divided is counted among what it is divided by."""
    one, other = measure.parts
    alike = (one.verb, one.what, one.through) == (other.verb, other.what, other.through)
    return alike and one.of.within == other.of.within and other.of.contains(one.of)
