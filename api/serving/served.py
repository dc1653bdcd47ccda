"""One revision as a service has it: its network, its names, and the answers that it gave last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

from api.naming import names_of
from api.serving.weighed import Weighed
from graph.answers import Answer
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.stores import Revision

T = TypeVar("T")
_DATES = 3  # by which names are kept; nearly everybody asks of today
#: Bytes that answers of one revision may take together; each next page is a slice of one, and a question is a pure
#: function, so an answer stays right.
_ANSWERS = 64 * 2**20
#: An answer holds, beside its tables, what they were made of: about as much again, and this at least.
_BESIDE, _LEAST = 2, 2**14


class Served:
    """A revision; a request keeps the one it started with, whatever is committed meanwhile.

    Attributes:
        revision: The revision.
        rules: The rules in force.
        mark: Names the revision, and tells it from one of the same number in another store.
    """

    def __init__(self, network: Network, revision: Revision, rules: Rules) -> None:
        self._network = network
        self.revision, self.rules = revision, rules
        self.mark = mark_of(revision)
        self._names: Recent[Names] = Recent(_DATES)
        self._answers: Weighed[Answer] = Weighed(_ANSWERS, weight_of)

    def network(self, on: date) -> Network:
        """Return the network seen on a date."""
        return self._network.on(on)

    def names(self, network: Network) -> Names:
        """Return the names on the date of one of its networks."""
        return self._names.get(network.date, lambda: names_of(network, self.rules))

    def answer(self, asked: Hashable, ask: Callable[[], Answer]) -> Answer:
        """Return the answer to a question; those asked last are kept, so that the next page is a slice of one."""

        def made() -> Answer:
            answer = ask()
            len(answer.frames)  # here, so that one thread makes them for all who ask
            return answer

        return self._answers.get(asked, made)


class Recent(Generic[T]):
    """The last few things that were asked for, by key; of several threads that ask for one, one makes it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, _Slot[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it."""
        with self._lock:
            slot = self._found.setdefault(key, _Slot())
            self._found.move_to_end(key)
            if len(self._found) > self._most:
                self._found.popitem(last=False)
        return slot.get(make)


class _Slot(Generic[T]):
    """Room for one thing; who asks while it is made waits, and where it could not be made tries again."""

    def __init__(self) -> None:
        self._made: list[T] = []
        self._lock = Lock()

    def get(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self._made:
                self._made.append(make())
            return self._made[0]


def weight_of(answer: Answer) -> int:
    """Return about how many bytes an answer takes."""
    return _LEAST + _BESIDE * sum(int(frame.estimated_size()) for frame in answer.frames.values())


def mark_of(revision: Revision) -> str:
    """Return what names a revision: its number, and a digest of when, by whom and from what it was made."""
    told = f"{revision.at.isoformat()}\x1f{revision.by}\x1f{revision.source}"
    return f"{revision.number}-{sha256(told.encode()).hexdigest()[:8]}"
