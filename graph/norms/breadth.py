"""*Breadth*: of each item something is there; as *provision*, of each that somebody wants (SEMANTICS C30, C31)."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.bases import BASES, Base
from graph.facts.demands import DEMANDS
from graph.kinds import column_of
from graph.network.columns import Bools, Ints
from graph.norms.base import NormType
from graph.norms.by_item import by_item
from graph.norms.finding import Finding
from graph.norms.givers import givers_of
from graph.norms.presence import present
from graph.rules import Norm
from graph.rules.bodies import Breadth
from graph.selectors import Selector


class _Breadth(NormType):
    def needs(self, facts: Facts, norm: Norm, subjects: Ints) -> Band:
        """Return ``at_least`` everywhere; of what may be wanted by nobody, nothing or that."""
        del facts
        body = cast("Breadth", norm.body)
        most = np.full(subjects.size, body.at_least, dtype=np.int64)
        return Band(most * (body.base is None), most)

    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return what carries each item at each subject, and who gives it."""
        body = cast("Breadth", norm.body)
        blank = _blank(facts, body)
        found = []
        for item in body.items:
            values = body.values(item, facts.categories)
            base = _wanted(facts, values) if body.base else None
            needs = self.needs(facts, norm, subjects) if base is None else _needed(base.band.take(subjects), body)
            one = present(facts, norm, body.of_item(values), subjects, needs, blank)
            one.base = base
            found.append(one)
        finding = by_item(found, list(body.items))
        _flag(facts, finding)
        return finding


TYPE = _Breadth()


def _blank(facts: Facts, body: Breadth) -> tuple[Bools, Bools]:
    """Return, by row, what is counted or may be inherited and of which nobody wrote what it carries."""
    rows = facts.network.rows
    column = rows.frame(body.kind)[column_of(body.kind, body.by) or ""]
    empty = column.is_null() if column.dtype != pl.List else column.list.len().fill_null(0) == 0
    found = np.zeros(rows.size, dtype=bool)
    found[slice(*rows.block[body.kind])] = empty.to_numpy()
    wider = body.inherit.instead_of(body.of) if body.inherit else body.of
    return found & facts.select(body.of), found & facts.select(wider)


def _wanted(facts: Facts, values: frozenset[str]) -> Base:
    """Return, by place, how many demands of some categories lie in it; without a category it may be any."""
    places = facts.network.view.places

    def lying(chosen: pl.Expr) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        place = facts.demands.filter(chosen)["place"].to_numpy()
        return facts.network.view.sums(np.bincount(place, minlength=places).astype(np.int64))

    category = pl.col("category")
    low = lying(category.is_in(sorted(values)).fill_null(value=False))
    asked = Selector({"kind": frozenset(DEMANDS), "category": values})
    covered = facts.ledger.covers(asked).covered
    basis = np.where(covered, BASES.index("counted"), BASES.index("at_least")).astype(np.int32)
    return Base(Band(low, low + lying(category.is_null())).open_where(~covered), basis, "cases", {})


def _needed(wanted: Band, body: Breadth) -> Band:
    """Return what is needed where so much is wanted: nothing where it is known that nobody wants it."""
    return Band((wanted.low > 0) * np.int64(body.at_least), (wanted.high > 0) * np.int64(body.at_least))


def _flag(facts: Facts, finding: Finding) -> None:
    """Say of each line who gives what is there: one alone, several, and where nobody asks for it."""
    size = finding.subjects.size
    givers, all_known = givers_of(facts, finding.evidence, size)
    many = np.bincount(givers.subject, minlength=size)
    one_number = (finding.has.low == finding.has.high) & (finding.has.high < UNBOUNDED)
    finding.givers = givers
    finding.own = {"givers": pl.Series(many, dtype=pl.Int64)}
    finding.flag("single", np.flatnonzero(one_number & all_known & (many == 1)))
    finding.flag("duplicate", np.flatnonzero(one_number & (many > 1)))
    if finding.base is not None:
        finding.flag("no_demand", np.flatnonzero(finding.base.band.high == 0))
        finding.because("base_uncertain", np.flatnonzero(finding.base.band.low != finding.base.band.high))
