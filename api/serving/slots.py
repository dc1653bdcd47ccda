"""Limits how many imports run at once; one too many is refused at once and told to come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic

from api.errors import Busy


def _nobody() -> None:
    """Nobody wants to know."""


class Slots:
    """So many at once.

    Attributes:
        limit: So many.
        taken_since: Since when each place is taken that is, as ``monotonic`` counts.
        changed: Called, from the thread of the import, when a place was taken or given back.

    Example:
        >>> slots = Slots(1)
        >>> with slots.taken():
        ...     slots.full
        True
        >>> slots.full
        False
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken_since: list[float] = []
        self.changed: Callable[[], None] = _nobody
        self._free = BoundedSemaphore(limit)

    @property
    def full(self) -> bool:
        """Whether there is no room now: told before a body is read that would be read for nothing."""
        if not self._free.acquire(blocking=False):
            return True
        self._free.release()
        return False

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a place for as long as the block runs.

        Raises:
            Busy: There is none.
        """
        if not self._free.acquire(blocking=False):
            raise Busy(limit=self.limit)
        since = monotonic()
        self.taken_since.append(since)
        try:
            self.changed()
            yield
        finally:
            self.taken_since.remove(since)
            self._free.release()
            self.changed()
