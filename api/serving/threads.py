"""So few threads answer at once: more would only take the processor from each other, and all would be late.

What Python works out holds its one lock, so forty threads answer no more than two and keep every reader waiting for
all of them. A piece of work that goes on for long, such as a plan or an import, is no reason for others to wait: while
it does, one more may begin.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter

if TYPE_CHECKING:
    from anyio import CapacityLimiter

#: After so many seconds in its thread a piece of work is long.
LONG = 1.0
#: How often to look for those, in seconds.
_LOOK = 0.25
#: Threads at most, however many of them are at long work.
MOST = 40


class Threads:
    """How many threads answer.

    Attributes:
        few: So many at once, besides those that are at long work.
    """

    def __init__(self, few: int) -> None:
        self.few = few
        self._since: dict[object, float] = {}

    async def keep(self) -> None:
        """Hold the service to it until this is cancelled; to be run in its event loop."""
        limiter = current_default_thread_limiter()
        limiter.total_tokens = self.few
        while True:
            await asyncio.sleep(_LOOK)
            self.look(limiter, monotonic())

    def look(self, limiter: CapacityLimiter, now: float) -> None:
        """Let one more begin for each piece of work that has gone on for long.

        Args:
            limiter: Hands out the threads.
            now: The time, by any clock that goes on.
        """
        self._since = {one: self._since.get(one, now) for one in limiter.statistics().borrowers}
        long = sum(now - since > LONG for since in self._since.values())
        limiter.total_tokens = min(self.few + long, MOST)
