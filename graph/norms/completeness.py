"""*Completeness*: fields of a thing are filled, or systems of these names are written for it (SEMANTICS C35, C36)."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.answers.cells import OWN
from graph.answers.frames import dtype_of
from graph.facts import Facts
from graph.facts.bands import Band, verdicts
from graph.facts.shown import Shown
from graph.network.columns import Bools, Ints
from graph.norms.base import NormType
from graph.norms.by_item import by_item
from graph.norms.counting import Counted
from graph.norms.finding import Finding, none
from graph.norms.lists_by_line import lists_by_line
from graph.norms.systems import Systems
from graph.rules import Norm
from graph.rules.bodies import FilledIn
from graph.rules.bodies.completeness import NOTHING


class _Completeness(NormType):
    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return which fields are filled, or which systems are there and whose they are."""
        body = cast("FilledIn", norm.body)
        if body.of is not None:
            subjects = subjects[facts.select(body.of)[subjects]]
            found = by_item([self._field(facts, norm, subjects, name) for name in body.fields], body.fields)
            found.closing = "fill_in"
            return found
        systems = Systems(facts)
        every = [self._system(facts, norm, subjects, systems, name) for name in body.systems]
        found = by_item([one for one, _ in every], body.systems)
        found.closing = "write_down"
        found.own = _whose(facts, found, np.stack([whose for _, whose in every], axis=1).reshape(-1))
        return found

    def _field(self, facts: Facts, norm: Norm, subjects: Ints, name: str) -> Finding:
        body = cast("FilledIn", norm.body)
        filled, nothing = _written(facts, subjects, name)
        covered = facts.ledger.covers(body.listed[0]).covered[facts.network.view.anchor[subjects]]
        found = self._found(facts, norm, subjects, filled, covered | nothing)
        found.evidence = Counted(np.flatnonzero(filled), subjects[filled])
        found.uncovered = np.flatnonzero(~covered & ~nothing)
        found.because("written_none", np.flatnonzero(nothing))
        return found

    def _system(self, facts: Facts, norm: Norm, subjects: Ints, systems: Systems, name: str) -> tuple[Finding, Ints]:
        """Return what was found of one system, and by line whose it is; -1 where it is nobody's."""
        body, view = cast("FilledIn", norm.body), facts.network.view
        own = systems.has(name)[subjects]
        above = systems.above(name, subjects) if body.inherit else np.full(subjects.size, -1, dtype=np.int32)
        whose = np.where(own, subjects, above)
        covered = facts.ledger.covers(body.listed[0]).covered
        here = covered[view.anchor[subjects]]
        everywhere = here & systems.known_above(covered, subjects) if body.inherit else here
        found = self._found(facts, norm, subjects, whose >= 0, everywhere)
        found.inherited = np.flatnonzero(~own & (above >= 0))
        found.evidence = systems.of(name, whose)
        found.uncovered = np.flatnonzero(~here)
        found.because("inherited_unknown", np.flatnonzero(here & ~everywhere))
        return found, whose.astype(np.int32)

    def _found(self, facts: Facts, norm: Norm, subjects: Ints, there: Bools, known: Bools) -> Finding:
        has = Band(there.astype(np.int64), (there | ~known).astype(np.int64))
        needs, nothing = self.needs(facts, norm, subjects), Counted(none(), none().astype(np.int32))
        return Finding(norm, subjects, verdicts(has, needs), has, needs, nothing, nothing, none())


TYPE = _Completeness()


def _written(facts: Facts, subjects: Ints, name: str) -> tuple[Bools, Bools]:
    """Return of which subjects a field is filled, and of which somebody wrote that there is nothing."""
    rows = facts.network.rows
    if not subjects.size:
        return np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)
    kind = rows.kind_of(int(subjects[0]))
    column = rows.frame(kind)[name].gather(subjects - rows.block[kind][0])
    if isinstance(column.dtype, pl.List):
        said = column.list.len().fill_null(0) > 0
        nothing = said & (column.list.set_difference(sorted(NOTHING)).list.len().fill_null(0) == 0)
    else:
        said = column.is_not_null()
        nothing = said & column.is_in(sorted(NOTHING)) if column.dtype == pl.String else said & False
    return (said & ~nothing).to_numpy(), nothing.to_numpy()


def _whose(facts: Facts, found: Finding, whose: Ints) -> dict[str, pl.Series]:
    """Return, by line, whom a system is inherited from, and who wrote the system."""
    network = facts.network
    first, _ = network.rows.block["routine"]
    issued = network.rows.frame("routine")["issued_by"].gather(found.evidence.thing - first)
    by = pl.DataFrame({"line": found.evidence.subject, "by": issued}, schema={"line": pl.Int64, "by": pl.String})
    names = by.drop_nulls().group_by("line").agg(pl.col("by").unique().sort())
    above = Shown(network).things(whose[found.inherited])
    from_whom = pl.DataFrame({"line": found.inherited, "whom": above}).group_by("line").agg("whom")
    return {
        name: lists_by_line(column, held, whose.size).cast(dtype)
        for name, column, held, dtype in (
            ("from_whom", from_whom, "whom", dtype_of(OWN["things"])),
            ("issued_by", names, "by", dtype_of(OWN["texts"])),
        )
    }
