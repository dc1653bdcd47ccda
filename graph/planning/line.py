"""A line of a plan: one piece of weekly work with its day and its reason, as somebody wrote it (SEMANTICS K40)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.adjusting.register import ADJUSTMENTS
from graph.errors import LinliError

#: The parts of a line that are its own, and not of the piece of work.
ORDER, DAY, WORK, REASON = "order", "day", "work", "reason"


@dataclass(frozen=True)
class Wrong:
    """Why a line cannot be done.

    Attributes:
        part: What of the line it is about; empty = the line.
        error: What it is.
    """

    part: str
    error: LinliError


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        number: Its place in the order, by which it is called.
        work: The piece of work, by its name in the register; empty where it could not be read.
        day: The day of the change; None = that of the line before.
        said: What is said with it, by part, things still as they were written.
        reason: Why, in words.
        cells: By part, where it is written, such as ``D5``; the empty part is the line itself.
        wrong: Why it could not be read; None = it could.

    Example:
        >>> line = Line(1, "vacate", date(2024, 11, 8), {"seat": "甲社区//书记"}, cells={"": "第 5 行", "seat": "D5"})
        >>> line.cell("seat"), line.cell("reason")
        ('D5', '第 5 行')
    """

    number: int
    work: str
    day: date | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: Wrong | None = None

    def cell(self, part: str) -> str:
        """Return where a part of it is written, else where the line is."""
        return self.cells.get(part) or self.cells.get("", "")


def first_part(work: str) -> str:
    """Return the part that says what a piece of work is done to: its first in the register.

    Example:
        >>> first_part("appoint"), first_part("merge")
        ('seat', 'thing')
    """
    return ADJUSTMENTS[work].options[0].name
