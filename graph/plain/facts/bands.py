"""A number that may not be known exactly: between low and high, both in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Band(NamedTuple):
    """From ``low`` to ``high``; None = no upper bound is known.

    Example:
        >>> Band(1, 2) + Band(3, None), Band.exactly(4).one
        (Band(low=4, high=None), True)
    """

    low: int
    high: int | None

    @classmethod
    def exactly(cls, value: int) -> Band:
        """Return the band of one number."""
        return cls(value, value)

    @classmethod
    def total(cls, bands: Iterable[Band]) -> Band:
        """Return the sum of bands, 0 for none."""
        result = cls.exactly(0)
        for band in bands:
            result = result + band
        return result

    @property
    def one(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def __add__(self, other: object) -> Band:
        """Add low to low and high to high; no bound stays no bound."""
        if not isinstance(other, Band):
            return NotImplemented
        high = None if self.high is None or other.high is None else self.high + other.high
        return Band(self.low + other.low, high)

    def lacks(self, needed: Band) -> Band:
        """Return by how much this falls short of what is needed, at least and at most.

        Example:
            >>> Band(1, 1).lacks(Band(1, 2))
            Band(low=0, high=1)
        """
        low = 0 if self.high is None else max(0, needed.low - self.high)
        return Band(low, None if needed.high is None else max(0, needed.high - self.low))

    def shown(self) -> dict[str, int | None]:
        """Return it as a cell of an answer."""
        return {"low": self.low, "high": self.high}


UNBOUNDED = Band(0, None)
