"""What would be otherwise: more of a lot, or arcs that are not there (SEMANTICS M30)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from graph.solvers.problem import Arcs, Longs


def _none() -> Longs:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Change:
    """What would be otherwise; one that is tried for several demands is best made once, as it is planned once.

    A lot that is not there now, of a paused offer for example, is best in the problem from the start with nothing left,
    so that a change can give it units.

    Attributes:
        lots: Lots that would have more.
        more: By how many units each.
        arcs: Arcs that would be there as well; None for none.
    """

    lots: Longs = field(default_factory=_none)
    more: Longs = field(default_factory=_none)
    arcs: Arcs | None = None
