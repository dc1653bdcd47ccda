"""A mapping read at first use: norms, which few commands need, take longest to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeVar

T = TypeVar("T")


class Later(Mapping[str, T]):
    """A mapping read at first use, safe for several threads.

    Example:
        >>> norms = Later(lambda: {"national": ("one norm",)})
        >>> norms["national"], "local" in norms, len(norms)
        (('one norm',), False, 1)
    """

    def __init__(self, read: Callable[[], Mapping[str, T]]) -> None:
        """Take the function that reads it; two threads at once may both call it."""
        self._read = cache(read)

    def __getitem__(self, name: str) -> T:
        """Return the value of a name."""
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        """Return the names."""
        return iter(self._read())

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._read())
