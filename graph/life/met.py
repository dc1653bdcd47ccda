"""The ties of a need as a step leaves them, and a tie that such a step ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graph.steps.asked import Informed, Note

Row = dict[str, Any]


@dataclass(frozen=True)
class Met:
    """The rows written for the ties of a need, and the notes to show.

    Attributes:
        rows: By kind, the rows as they are afterwards.
        left: What of the need nobody has claimed or done afterwards.
        quantity: How much was claimed; None = nothing was.
        informed: Who has to be told that it is no longer asked of them.
        notes: What makes it less sure, and what follows.
    """

    rows: Mapping[str, list[Row]]
    left: int
    quantity: int | None
    informed: tuple[Informed, ...]
    notes: tuple[Note, ...]


def ended_on(day: date, tie: Row, why: str) -> Row:
    """Return a tie that ends on a day; one that begins on it ends the day after, as none ends before it begins."""
    until = day if tie["since"] is None or tie["since"] < day else tie["since"] + timedelta(days=1)
    state = "released" if tie["state"] == "claimed" else tie["state"]  # so it holds nothing on that one day
    return tie | {"state": state, "until": until, "reason": why}
