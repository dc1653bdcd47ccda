"""What one norm found, as columns: a line a subject, or a subject and item (SEMANTICS C7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from graph.answers.coverage import STATES
from graph.facts.bands import Band
from graph.facts.bases import Base
from graph.network.columns import Ints, Longs
from graph.norms.counting import Counted
from graph.rules import Norm

MET, GAP, UNKNOWN, NOT_APPLICABLE, EXEMPT = range(len(STATES))


def none() -> Longs:
    """Return no lines."""
    return np.array([], dtype=np.int64)


@dataclass
class Finding:
    """What one norm found.

    Attributes:
        norm: The norm.
        subjects: By line, row of the thing asked about.
        state: By line, position in ``STATES``.
        has: What is there.
        needs: What should be there.
        things: What was counted, by line; vacant posts too.
        evidence: What counts in ``has.low``, by line.
        uncovered: Lines where no listing covers what is counted.
        by_seat: Whether posts count by who sits in them, so that a vacant one is a reason.
        items: By line, what of the subject is asked; None = the subject itself.
        inherited: Lines that are met by what they inherit.
        base: What it is a ratio of, by place; or how a size is known.
        base_at: By line, where in ``base`` it stands; None = at the place of its subject.
        givers: Who gives what counts, by line; None = that is not asked.
        why: Further reasons: code, lines, and a row for each of them (-1 for none).
        flags: What a reader should know of a line whatever its state: code and lines.
        short: By how much it falls short, where that is not what ``needs`` is above ``has``.
        closing: The code (``close.CODE``) of what closes the rest of a shortfall; None = nothing that can be set up.
        steps: What else would close it: code, lines, and how much of it at each.
        asked: Whether the type of the norm was asked; else nothing was counted.
        own: By name, the columns that the type has for itself.
    """

    norm: Norm
    subjects: Ints
    state: Longs
    has: Band
    needs: Band
    things: Counted
    evidence: Counted
    uncovered: Longs
    by_seat: bool = True
    items: Sequence[str | None] | None = None
    inherited: Longs = field(default_factory=none)
    base: Base | None = None
    base_at: Longs | None = None
    givers: Counted | None = None
    why: list[tuple[str, Longs, Ints]] = field(default_factory=list)
    flags: list[tuple[str, Longs]] = field(default_factory=list)
    short: Band | None = None
    closing: str | None = "establish"
    steps: list[tuple[str, Longs, Longs]] = field(default_factory=list)
    asked: bool = True
    own: Mapping[str, pl.Series] = field(default_factory=dict)

    def because(self, code: str, lines: Longs, rows: Ints | None = None) -> None:
        """Add a reason of some lines, each with the row that it is about, if any."""
        if lines.size:
            self.why.append((code, lines, np.full(lines.size, -1, dtype=np.int32) if rows is None else rows))

    def flag(self, code: str, lines: Longs) -> None:
        """Add a note to some lines, which is no reason and is also shown where they are met."""
        if lines.size:
            self.flags.append((code, lines))

    def step(self, code: str, lines: Longs, count: Longs) -> None:
        """Add what would close some lines that are not met, after all else, and how much of it each takes."""
        if lines.size:
            self.steps.append((code, lines, count))
