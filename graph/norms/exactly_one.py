"""*Exactly one*: one place of a level encloses the subject on territory, and no second (SEMANTICS C24)."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.cells import THING, ListOf
from graph.answers.frames import dtype_of
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.shown import Shown
from graph.network.columns import Ints, Longs
from graph.norms.base import NormType
from graph.norms.counting import Counted, each_once
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.norms.lists_by_line import lists_by_line
from graph.rules import Norm
from graph.rules.bodies import ExactlyOne


class _ExactlyOne(NormType):
    def find(self, facts: Facts, norm: Norm, subjects: Ints) -> Finding:
        """Return the places around each subject, and around the parts of one that is split."""
        body = cast("ExactlyOne", norm.body)
        split, part = _parts(facts, subjects)
        starts = np.concatenate([subjects, part])
        lines = np.concatenate([np.arange(subjects.size), split])
        marked = facts.select(body.wanted)[: facts.network.view.places]
        at, place = facts.network.view.territory.marked_above(starts, marked)
        around = each_once(facts, lines[at], place)
        many = np.bincount(around.subject, minlength=subjects.size).astype(np.int64)
        covered = facts.ledger.covers(body.wanted).covered[subjects]
        open_ = (many == 0) & ~covered
        has = Band(many, np.where(open_, UNBOUNDED, many))
        state = np.where(many == 1, MET, np.where(open_, UNKNOWN, GAP))
        finding = Finding(
            norm, subjects, state, has, self.needs(facts, norm, subjects), around, around, np.flatnonzero(open_)
        )
        finding.closing = "put_in_one"
        several = many > 1
        named = several[around.subject]
        finding.because("several_places", around.subject[named], around.thing[named])
        finding.step("keep_one", np.flatnonzero(several), many[several] - 1)
        finding.flag("split", np.unique(split))
        finding.own = {"parts": _shown(facts, split, part, subjects.size)}
        return finding


TYPE = _ExactlyOne()


def _parts(facts: Facts, subjects: Ints) -> tuple[Longs, Ints]:
    """Return the parts of the subjects that are split: the line, and the row of the part, in order."""
    parts = facts.network.view.parts
    position = np.full(facts.network.view.places, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    line, part = position[parts["place"].to_numpy()], parts["part"].to_numpy()
    found: Counted = each_once(facts, line[line >= 0], part[line >= 0])
    return found.subject, found.thing


def _shown(facts: Facts, line: Longs, part: Ints, size: int) -> pl.Series:
    """Return the parts of each line."""
    parts = pl.DataFrame({"line": line, "part": Shown(facts.network).things(part)}, schema_overrides={"line": pl.Int64})
    grouped = parts.group_by("line", maintain_order=True).agg("part")
    return lists_by_line(grouped, "part", size).cast(dtype_of(ListOf(THING)))
