"""What nearly every page rests on, worked out before somebody asks: when a service begins, and after each commit.

The first page of a revision pays for what all later ones share: templates, names, and the facts of the questions that
stand on the front page. Here a thread pays, while nobody waits; whoever asks meanwhile waits for the same work, which
is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from threading import Event, Thread

import graph
from api import console
from api.serving import Live
from api.serving.served import Served
from graph.errors import LinliError
from graph.questions import function_of

#: The questions of the front page that ask of a whole place.
_ASKED = ("needs", "coverage")
#: Seconds between two pieces of it, in which requests have the processor.
_TURN = 0.01
_LOG = logging.getLogger("linli.http")


class Beforehand:
    """Follows what is live, and asks beforehand."""

    def __init__(self, live: Live, every: float) -> None:
        """Take what is live, and how often to look for what is new, in seconds."""
        self._live, self._every = live, every
        self._closing = Event()
        self._thread = Thread(target=self._follow, name="linli-beforehand", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End, once what is being worked out is done."""
        self._closing.set()
        self._thread.join()

    def _follow(self) -> None:
        known: Served | None = None
        pages = console.prepared()
        while True:
            newest = None
            try:
                newest = self._live.newest
                if newest is not known and not self._done(asked(newest)):
                    return
                known = newest
            except LinliError:  # whoever asks is told
                known = None
            except Exception as error:  # noqa: BLE001 - nothing was asked for yet; who asks finds it again
                _LOG.error("beforehand: %s", type(error).__name__)
                known = newest
            if not self._done(pages) or self._closing.wait(self._every):
                return

    def _done(self, pieces: Iterable[None]) -> bool:
        """Return whether all pieces of some work are done; after each, whoever asks meanwhile has a turn."""
        return not any(self._closing.wait(_TURN) for _ in pieces)


def asked(served: Served) -> Iterator[None]:
    """Work out what the pages of today share, piece by piece; it hangs on the network, and is found there again."""
    if served.warmed:  # by whoever followed the store (``Live``)
        return
    network = served.network(graph.today())
    for name in _ASKED:
        function_of(name)(network, served.rules)
        yield
    served.names(network).things.targets  # noqa: B018 - made when it is looked at
    yield
