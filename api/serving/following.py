"""The thread that follows a store: it looks often where a look costs next to nothing, else every half second.

SQLite says in 4 µs whether any process committed, so a commit is followed within hundredths of a second. Every half
second it is looked at closely all the same: then a store that was taken away, or put back, is noticed too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Event, Thread
from time import monotonic


class Follower:
    """Looks until it is closed."""

    def __init__(
        self, stamp: Callable[[], Hashable | None], refresh: Callable[[], None], *, look: float, every: float
    ) -> None:
        """Take what is asked and what is done.

        Args:
            stamp: Returns another one after every commit, or None where that is not known; raises nothing.
            refresh: Takes over what was committed; raises nothing.
            look: How often to ask for the stamp, in seconds.
            every: How often to refresh whatever the stamp is, in seconds.
        """
        self._stamp, self._refresh, self._look, self._every = stamp, refresh, look, every
        self._closing = Event()
        self._thread = Thread(target=self._follow, name="linli-watcher", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End, once the look that is being taken is over."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _follow(self) -> None:
        known, last = self._stamp(), monotonic()
        while not self._closing.wait(min(self._look, self._every)):
            stamp = self._stamp()  # before the refresh: who commits meanwhile makes another one
            if stamp != known or monotonic() - last >= self._every:
                self._refresh()
                known, last = stamp, monotonic()
