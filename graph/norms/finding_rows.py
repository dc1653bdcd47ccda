"""A finding as rows of coverage: what it says of each line in keys, made only for the lines that are shown.

SEMANTICS C8, C9, C10.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from graph.answers.coverage import ROWS, STATES
from graph.facts import Facts
from graph.facts.bands import Band, shortfall
from graph.facts.bases import BASES
from graph.facts.seats import Seat
from graph.facts.shown import Shown
from graph.network.columns import ALWAYS, Bools, Ints, Longs
from graph.network.numbering import day_of
from graph.norms.asking import Asked
from graph.norms.finding import GAP, MET, UNKNOWN, Finding
from graph.norms.finding_columns import columns_of, no_rows
from graph.norms.gaps_of import responsible_of
from graph.norms.listings_by_line import listings_by_line
from graph.norms.lists_by_line import lists_by_line

#: A long table of entries of a list column: the line, its order there, and the fields of the entry.
_PART = {
    "line": pl.Int64,
    "order": pl.Int64,
    "code": pl.String,
    "count": pl.Int64,
    "id": pl.String,
    "since": pl.Date,
}
_NONE = pl.DataFrame(schema=_PART)


def rows_of(facts: Facts, asked: Asked, states: Iterable[str] | None, cap: int | None) -> pl.DataFrame:
    """Return the rows of a norm in some states, in the order of its subjects; None = all."""
    wanted = list(range(len(STATES)) if states is None else (STATES.index(state) for state in states))
    position = np.zeros(facts.network.rows.size, dtype=np.int64)
    position[asked.subjects] = np.arange(asked.subjects.size)
    frames: list[pl.DataFrame] = []
    where: list[Longs] = []
    for finding in asked.findings:
        chosen = np.flatnonzero(np.isin(finding.state, wanted))
        if chosen.size:
            frames.append(_Rows(facts, finding, chosen, cap).frame())
            where.append(position[finding.subjects[chosen]])
    if not frames:
        return no_rows(asked.norm.body.columns)
    if len(frames) == 1:
        return frames[0]
    return pl.concat(frames, how="diagonal")[np.argsort(np.concatenate(where), kind="stable")]


class _Rows:
    """Builds the columns of the chosen subjects, a list column from one long table each."""

    def __init__(self, facts: Facts, finding: Finding, chosen: Longs, cap: int | None) -> None:
        self.facts, self.network, self.finding, self.chosen, self.cap = facts, facts.network, finding, chosen, cap
        self.shown = Shown(facts.network)
        self.state = finding.state[chosen]
        self.subject = finding.subjects[chosen]
        self.place = facts.network.view.anchor[self.subject]
        self.at = np.full(finding.subjects.size, -1, dtype=np.int64)
        self.at[chosen] = np.arange(chosen.size)
        self.asked = (self.state <= UNKNOWN) & finding.asked
        own = finding.short
        self.short = own.take(chosen) if own else shortfall(finding.has.take(chosen), finding.needs.take(chosen))

    def frame(self) -> pl.DataFrame:
        finding, size = self.finding, self.chosen.size
        norm = finding.norm
        asked = pl.Series(self.asked)
        columns = {
            "norm": pl.Series([norm.id] * size),
            "subject": self.shown.subjects(self.subject),
            "item": self._items(),
            "state": pl.Series([STATES[int(state)] for state in self.state]),
            "has": _only(finding.has.take(self.chosen).structs(), asked),
            "needs": _only(finding.needs.take(self.chosen).structs(), asked),
            "short": _only(self.short.structs(), asked),
            "base": self._base(),
            "how": pl.Series(self._how(), dtype=pl.String),
            "close": self._close(),
            "responsible": self.shown.keys(responsible_of(self.facts, self.subject)),
            "since": pl.Series(self._since(), dtype=pl.Date),
            "households": _only(self._households().structs(), pl.Series(self.subject < self.network.view.places)),
            **self._evidence(),
            "why": self._why(),
            "flags": self._flags(),
            "listings": listings_by_line(self.facts, norm, self.place),
            "cite": pl.Series([self._cite()], dtype=ROWS.schema["cite"]).new_from_index(0, size),
            **{name: column[self.chosen] for name, column in finding.own.items()},
        }
        nothing = pl.Series([None] * size)  # of what was asked for nothing
        return pl.DataFrame(
            {name: columns.get(name, nothing).cast(dtype) for name, dtype in columns_of(norm.body.columns).items()}
        )

    def _items(self) -> pl.Series:
        items = self.finding.items
        return pl.Series([None if items is None else items[at] for at in self.chosen.tolist()], dtype=pl.String)

    def _base(self) -> pl.Series:
        base = self.finding.base
        if base is None:
            return pl.Series([None] * self.chosen.size, dtype=ROWS.schema["base"])
        at = self.place if self.finding.base_at is None else self.finding.base_at[self.chosen]
        band = base.band.take(at).structs().struct.unnest()
        return _only(
            band.with_columns(
                pl.Series("basis", [BASES[one] for one in base.basis[at].tolist()]),
                pl.lit(base.unit).alias("unit"),
                pl.Series("as_of", [base.as_of.get(one) for one in at.tolist()], dtype=pl.Date),
            ).to_struct(),
            pl.Series(self.asked & (base.basis[at] >= 0)),
        )

    def _how(self) -> list[str | None]:
        inherited = np.isin(self.chosen, self.finding.inherited)
        kept = not any(code == "kind_not_kept" for code, _, _ in self.finding.why)
        return [
            ("inherited" if above else "own") if asked and kept else None
            for above, asked in zip(inherited.tolist(), self.asked.tolist(), strict=True)
        ]

    def _posts(self, *states: Seat) -> tuple[Longs, Ints]:
        """Return counted posts in some states at subjects that are not met: position of the row, and the post."""
        things = self.finding.things
        if not things.subject.size:
            return np.array([], dtype=np.int64), things.thing
        first, last = self.network.rows.block["post"]
        seat = self.facts.seats.state
        line = self.at[things.subject]
        chosen = (line >= 0) & (things.thing >= first) & (things.thing < last) & _one_of(seat[things.thing], *states)
        chosen &= _one_of(self.state[line], GAP, UNKNOWN) & self.finding.by_seat
        return line[chosen], things.thing[chosen]

    def _close(self) -> pl.Series:
        vacant_line, vacant = self._posts(Seat.VACANT)
        rest = self.short.low - np.bincount(vacant_line, minlength=self.chosen.size)
        closing = self.finding.closing
        rest_of = np.flatnonzero((rest > 0) & _one_of(self.state, GAP, UNKNOWN) & (closing is not None))
        uncovered = self._at(self.finding.uncovered)
        unsure_line, unsure = self._posts(Seat.ENDED, Seat.UNKNOWN)
        parts = [
            self._part(0, "appoint", vacant_line, vacant),
            self._part(1, closing or "", rest_of, count=rest[rest_of]),
            self._part(2, "declare_listing", uncovered),
            self._part(3, "record_holder", unsure_line, unsure),
        ]
        for code, subjects, rows in self.finding.why:
            if code == "unscoped":
                parts.append(self._part(4, "record_scope", *self._lines(subjects, rows)))
            elif code == "base_uncertain":
                parts.append(self._part(5, "record_base", self._at(subjects)))
        for code, subjects, count in self.finding.steps:
            line = self.at[subjects]
            shown = line >= 0
            shown[shown] = self.state[line[shown]] != MET
            parts.append(self._part(6, code, line[shown], count=count[shown]))
        return self._lists(pl.concat(parts), ("code", "count", "id"), ROWS.schema["close"])

    def _why(self) -> pl.Series:
        parts = [self._part(0, "not_listed", self._at(self.finding.uncovered))]
        for seat, code in ((Seat.VACANT, "vacant"), (Seat.ENDED, "ended"), (Seat.UNKNOWN, "holder_unknown")):
            line, post = self._posts(seat)
            parts.append(self._part(0, code, line, post, since=self.facts.holds.left[post]))
        for code, subjects, rows in self.finding.why:
            parts.append(self._part(0, code, *self._lines(subjects, rows)))
        long = pl.concat(parts)
        if long.height > 1:
            long = long.unique().sort("line", "code", "id", nulls_last=False)
        return self._lists(long, ("code", "id", "since"), ROWS.schema["why"])

    def _flags(self) -> pl.Series:
        parts = []
        for code, flagged in self.finding.flags:
            line = self.at[flagged]
            parts.append(self._part(0, code, line[line >= 0]))
        if not parts:
            return pl.Series([[]], dtype=ROWS.schema["flags"]).new_from_index(0, self.chosen.size)
        grouped = pl.concat(parts).group_by("line").agg(pl.col("code").unique().sort().alias("list"))
        return lists_by_line(grouped, "list", self.chosen.size)

    def _at(self, subjects: Longs) -> Longs:
        """Return the lines of subjects that are shown and not met."""
        line = self.at[subjects]
        line = line[line >= 0]
        shown: Longs = line[self.state[line] != MET]
        return shown

    def _lines(self, subjects: Longs, rows: Ints) -> tuple[Longs, Ints]:
        line = self.at[subjects]
        chosen = line >= 0
        chosen[chosen] = self.state[line[chosen]] != MET
        return line[chosen], rows[chosen]

    def _part(
        self,
        order: int,
        code: str,
        line: Longs,
        rows: Ints | None = None,
        count: Longs | None = None,
        since: Ints | None = None,
    ) -> pl.DataFrame:
        size = line.size
        if not size:
            return _NONE
        return pl.DataFrame(
            {
                "line": line.astype(np.int64),
                "order": [order] * size,
                "code": [code] * size,
                "count": [1] * size if count is None else count,
                "id": [None] * size if rows is None else self.shown.keys(rows),
                "since": [None] * size if since is None else [day_of(day) for day in since.tolist()],
            },
            schema=_PART,
        )

    def _lists(self, long: pl.DataFrame, names: tuple[str, ...], dtype: pl.DataType) -> pl.Series:
        """Return one list a line from a long table of its entries."""
        if not long.height:
            return pl.Series([[]], dtype=dtype).new_from_index(0, self.chosen.size)
        ordered = long.sort("line", "order", "code", "id", nulls_last=False, maintain_order=True)
        grouped = ordered.group_by("line", maintain_order=True).agg(pl.struct(names).alias("list"))
        return lists_by_line(grouped, "list", self.chosen.size).cast(dtype)

    def _evidence(self) -> dict[str, pl.Series]:
        evidence = self.finding.evidence
        line = self.at[evidence.subject]
        shown = line >= 0
        if not shown.any():
            nothing = {"evidence": [], "evidence_count": 0}
            return {
                name: pl.Series(name, [value], dtype=ROWS.schema[name]).new_from_index(0, self.chosen.size)
                for name, value in nothing.items()
            }
        keys = self.shown.keys(evidence.thing[shown])
        long = pl.DataFrame({"line": line[shown], "id": keys}, schema={"line": pl.Int64, "id": pl.String})
        ids = pl.col("id").sort()
        grouped = long.group_by("line").agg((ids if self.cap is None else ids.head(self.cap)).alias("evidence"))
        return {
            "evidence": lists_by_line(grouped, "evidence", self.chosen.size),
            "evidence_count": pl.Series(np.bincount(line[shown], minlength=self.chosen.size).astype(np.int64)),
        }

    def _since(self) -> list[date | None]:
        line, post = self._posts(Seat.VACANT)
        left = self.facts.holds.left[post]
        latest = np.full(self.chosen.size, ALWAYS, dtype=np.int64)
        np.maximum.at(latest, line, left)
        gap = self.state == GAP
        return [day_of(day) if ok else None for day, ok in zip(latest.tolist(), gap.tolist(), strict=True)]

    def _households(self) -> Band:
        homes = self.facts.homes
        return homes.below("households").take(self.place).open_where(~homes.whole("households")[self.place])

    def _cite(self) -> dict[str, Any]:
        norm = self.finding.norm
        other = norm.changed_by and norm.changed_by.cite.model_dump()
        return {"sort": norm.sort, **norm.cite.model_dump(), "changed_by": other}


def _one_of(found: Longs, *wanted: int) -> Bools:
    """Return which are one of a few numbers: ``np.isin`` would sort them first."""
    one_of: Bools = np.logical_or.reduce([found == one for one in wanted])
    return one_of


def _only(column: pl.Series, where: pl.Series) -> pl.Series:
    return column if where.all() else pl.select(pl.when(where).then(column)).to_series()
