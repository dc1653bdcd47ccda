"""*Size*: so many and no more are there: the members of a unit, the households of a grid (SEMANTICS C20)."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.bases import Base
from graph.network.columns import Ints
from graph.norms.amounts import amounts
from graph.norms.base import NormType
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.rules import Norm
from graph.rules.bodies import Size


class _Size(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return the lower end everywhere."""
        del facts
        need = np.full(subjects.size, cast("Size", norm.body).between[0], dtype=np.int64)
        return Band(need, need)

    def base(self, facts: Facts, norm: Norm) -> Base | None:
        """Return who lives there, where that is what is sized."""
        lived = cast("Size", norm.body).lived
        return None if lived is None else facts.base(lived)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return how many each subject has, and by how much that is too few or too many."""
        body, needs = cast("Size", norm.body), self.needs(facts, norm, subjects)
        found = amounts(facts, body, subjects)
        most = UNBOUNDED if body.between[1] is None else body.between[1]
        few, many = found.has.high < needs.low, found.has.low > most
        met = (found.has.low >= needs.low) & ((found.has.high <= most) | (most == UNBOUNDED))
        state = np.where(met, MET, np.where(few | many, MET if body.soft else GAP, UNKNOWN))
        over = _over(found.has, most)
        finding = Finding(norm, subjects, state, found.has, needs, found.things, found.things, found.uncovered)
        finding.base, finding.base_at = found.base, found.base_at
        found.tell(finding, np.arange(subjects.size))
        finding.closing = body.closing
        if body.soft:
            finding.flag("under_usual", np.flatnonzero(few))
            finding.flag("over_usual", np.flatnonzero(many))
        finding.because("too_few", np.flatnonzero(few))
        finding.because("too_many", np.flatnonzero(many))
        finding.step("give_away", np.flatnonzero(many), over.low[many])
        finding.own = {
            "most": pl.Series([body.between[1]] * subjects.size, dtype=pl.Int64),
            "over": over.structs(),
            "measure": pl.Series([body.measure] * subjects.size, dtype=pl.String),
        }
        return finding


TYPE = _Size()


def _over(has: Band, most: int) -> Band:
    """Return by how much it is more than the upper end."""
    if most == UNBOUNDED:
        nothing = np.zeros(has.low.size, dtype=np.int64)
        return Band(nothing, nothing)
    high = np.where(has.high >= UNBOUNDED, UNBOUNDED, np.maximum(0, has.high - most))
    return Band(np.maximum(0, has.low - most), high)
