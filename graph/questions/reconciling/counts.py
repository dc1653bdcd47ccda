"""A count of the ledger: a band, the ids counted, and what makes it uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor, fsum

from graph.answers import UNBOUNDED
from graph.facts.bands import Band
from graph.network.columns import Ints

Why = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Count:
    """A count of the ledger.

    Attributes:
        low: At least so many.
        high: At most so many; ``UNBOUNDED`` where no listing covers it.
        evidence: Rows counted.
        why: What makes it uncertain: code and row, -1 for none.
    """

    low: int
    high: int
    evidence: Ints
    why: Why = field(default=())


def total(band: Band) -> tuple[int, int]:
    """Return what the things of a band add up to; decimals are rounded once, half up (SEMANTICS R12)."""
    high = UNBOUNDED if (band.high >= UNBOUNDED).any() else _whole(band.high.tolist())
    return _whole(band.low.tolist()), high


def _whole(numbers: Sequence[float]) -> int:
    return floor(fsum(numbers) + 0.5)  # fsum is the same in whatever order
