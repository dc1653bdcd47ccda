"""Computes what nearly every page needs before somebody asks: when a service begins, and after each commit.

The first page of a revision pays for what all later ones share: templates, names, and the questions that stand on the
front page. Here it is paid for while nobody waits: as much as a second allows before a service says that it is ready,
the rest in a thread. Whoever asks meanwhile waits for the same work, which is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from threading import Event, Thread
from time import monotonic

import graph
from api import console
from api.asking import asked_with
from api.served_questions import kept
from api.serving import Live, tellable
from api.serving.served import Served
from graph.answers.register import QUESTIONS
from graph.errors import LinliError
from graph.viewing import Showing, owner

#: The questions of the front page that ask of a whole place, in the order of the page.
_ASKED = ("needs", "reconcile", "coverage")
#: Seconds between two pieces of it, in which requests have the processor: a piece holds Python's lock for some 20 ms.
_TURN = 0.2
#: After so many seconds nothing more is begun before a service says that it is ready.
_BEGINNING = 1.0
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
            if known is not None:
                put_away(known)
            if not self._done(pages) or self._closing.wait(self._every):
                return

    def _done(self, pieces: Iterable[None]) -> bool:
        """Return whether all pieces of some work are done; after each, whoever asks meanwhile has a turn."""
        return not any(self._closing.wait(_TURN) for _ in pieces)


def begun(live: Live) -> None:
    """Work out what the front page shows first, before a service says that it is ready; a large ledger's only in part.

    What goes wrong is left to the thread, which tries again, and to whoever asks.
    """
    end = monotonic() + _BEGINNING
    try:
        for _ in chain(console.prepared(front=True), asked(live.newest)):
            if monotonic() > end:
                return
    except Exception as error:  # noqa: BLE001 - a service that can answer all else begins all the same
        _LOG.error("beforehand: %s", type(error).__name__)


def asked(served: Served) -> Iterator[None]:
    """Work out what the pages of today share, piece by piece; the revision keeps it, as whoever asks is told it."""
    if served.warmed:  # by whoever followed the store (``Live``)
        return
    on = graph.today()
    network = tellable(served.network(on))
    showing = Showing(owner("http", ""), network)
    for name in _ASKED:
        rules, given = asked_with(QUESTIONS[name], {}, network, served.rules, showing, _as_said)
        kept(served, name, on, None, rules, given)
        yield
    served.names(on).things.targets  # noqa: B018 - made when it is looked at
    yield


def put_away(served: Served) -> None:
    """Have what somebody worked out of today's ledger written beside the store, after whoever asked has the answer."""
    network = served.network(graph.today())
    if network.shelf is None:  # as after every commit: then nobody is told a network for this alone
        return
    shelf = tellable(network).shelf
    if shelf is not None:
        shelf.put_away()


def _as_said(ref: str, _: object) -> str:
    return ref
