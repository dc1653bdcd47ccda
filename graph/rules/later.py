"""A mapping that is read when somebody first looks into it: norms, which few commands ask, take longest to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import TypeVar

T = TypeVar("T")


class Later(Mapping[str, T]):
    """What reading returns, once it is asked for; several threads may ask.

    Example:
        >>> norms = Later(lambda: {"national": ("one norm",)})
        >>> norms["national"], "local" in norms, len(norms)
        (('one norm',), False, 1)
    """

    def __init__(self, read: Callable[[], Mapping[str, T]]) -> None:
        """Take what reads it, which may be called twice where two ask at once."""
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
