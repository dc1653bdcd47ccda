"""Limits how many threads answer at once: more would only take the processor from each other, and all would be late.

Python code holds one global lock, so forty threads answer no more than two and keep every reader waiting for all of
them. A piece of work that goes on for long, such as a plan, is no reason for others to wait: while it does, one
more may begin. An import is long from its first moment: it waits for the process that reads its file, and two of them
would else keep everybody waiting for a second before they are found to be long.

Whoever watches the service waits for none of that: ``aside`` has threads of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import current_default_thread_limiter, run_sync

from api.serving.slots import Slots

T = TypeVar("T")

#: After so many seconds in its thread a piece of work is long.
LONG = 1.0
#: How often to look for those, in seconds.
_LOOK = 0.25
#: Threads at most, however many of them are at long work.
MOST = 40
#: Threads of ``aside``: to see the part of a ledger that somebody is bound to may take one a moment.
_FEW_ASIDE = 4
_ASIDE: RunVar[CapacityLimiter] = RunVar("linli-aside")


class Threads:
    """How many threads answer.

    Attributes:
        few: So many at once, besides those that are at long work.
        slots: Held by imports; None = there are none.
    """

    def __init__(self, few: int, slots: Slots | None = None) -> None:
        self.few, self.slots = few, slots
        self._since: dict[object, float] = {}

    async def keep(self) -> None:
        """Hold the service to it until this is cancelled; to be run in its event loop."""
        limiter = current_default_thread_limiter()
        limiter.total_tokens = self.few
        if self.slots is not None:
            self.slots.changed = self._looking(limiter)
        while True:
            await asyncio.sleep(_LOOK)
            self.look(limiter, monotonic())

    def _looking(self, limiter: CapacityLimiter) -> Callable[[], None]:
        """Return what has the event loop look at once, whichever thread calls it."""
        loop = asyncio.get_running_loop()

        def look() -> None:
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                loop.call_soon_threadsafe(lambda: self.look(limiter, monotonic()))

        return look

    def look(self, limiter: CapacityLimiter, now: float) -> None:
        """Let one more begin for each import, and for each other piece of work that has gone on for long.

        Args:
            limiter: Hands out the threads.
            now: The time, by any clock that goes on.
        """
        self._since = {one: self._since.get(one, now) for one in limiter.statistics().borrowers}
        long = sum(now - since > LONG for since in self._since.values())
        imports = [] if self.slots is None else [now - since > LONG for since in list(self.slots.taken_since)]
        # an import that goes on for long is one of both; its thread may be found to be so a look later
        limiter.total_tokens = min(self.few + len(imports) + max(long - imports.count(True), 0), MOST)


async def aside(work: Callable[[], T]) -> T:
    """Return what a short piece of work returns, done in a thread that is none of the few: it waits for nobody else.

    Args:
        work: The work.
    """
    try:
        limiter = _ASIDE.get()
    except LookupError:  # the first time in this event loop
        limiter = CapacityLimiter(_FEW_ASIDE)
        _ASIDE.set(limiter)
    return await run_sync(work, limiter=limiter)
