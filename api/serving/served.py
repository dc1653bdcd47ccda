"""One revision as a service has it: its network, its names, and the answers that it gave last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

from api.naming import names_again, names_of
from api.serving.weighed import Weighed
from graph.answers import Answer
from graph.changes import ChangeSet
from graph.names import Names
from graph.network import Network
from graph.rules import Rules
from graph.stores import Revision
from graph.viewing import People

T = TypeVar("T")
_DATES = 3  # by which names are kept; nearly everybody asks of today
#: Bytes that answers of one revision may take together; each next page is a slice of one, and a question is a pure
#: function, so an answer stays right.
_ANSWERS = 64 * 2**20
#: Bytes that parts of pages may take together, and bytes a letter.
_PARTS, _WIDE = 16 * 2**20, 2
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
        self._parts: Weighed[tuple[str, ...]] = Weighed(_PARTS, lambda pieces: _WIDE * sum(map(len, pieces)))

    def after(self, network: Network, revision: Revision, what: Collection[str]) -> Served:
        """Return a later revision, with those answers of this one that hold of it too.

        Args:
            network: Its network.
            revision: Its revision.
            what: The kinds that moved since (``graph.network.remarks.moved``).
        """
        other = Served(network, revision, self.rules)
        if not what:
            other._names.take_over(self._names, lambda names: names_again(names, network))
            other._parts.take_over(self._parts, lambda pieces: pieces)
            other._answers.take_over(self._answers, lambda answer: of_revision(answer, revision.number))
        return other

    def remarked(self, changes: ChangeSet, revision: Revision, people: People) -> Network:
        """Return the network of a later revision that changed remarks alone."""
        return self._network.remarked(changes, revision.number, people)

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

    def part(self, asked: Hashable, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Return a part of a page, in pieces between which names are put in; those asked for last are kept.

        Args:
            asked: All that it depends on besides the revision.
            make: Makes it; no name, telephone or birth year of anybody is in it.
        """
        return self._parts.get(asked, make)


class Recent(Generic[T]):
    """The last few things that were asked for, by key; of several threads that ask for one, one makes it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, _Slot[T]] = OrderedDict()
        self._lock = Lock()

    def take_over(self, other: Recent[T], again: Callable[[T], T]) -> None:
        """Keep what another kept and has made, as it is here."""
        with other._lock:
            slots = list(other._found.items())
        for key, slot in slots:
            for made in slot.made:
                self.get(key, lambda made=made: again(made))  # type: ignore[misc]  # bound at once

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
        self.made: list[T] = []
        self._lock = Lock()

    def get(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self.made:
                self.made.append(make())
            return self.made[0]


def of_revision(answer: Answer, number: int) -> Answer:
    """Return an answer as it is given of another revision, in which it is the same."""
    frames = answer.frames
    return replace(answer, revision=number, make=lambda: frames)


def weight_of(answer: Answer) -> int:
    """Return about how many bytes an answer takes."""
    return _LEAST + _BESIDE * sum(int(frame.estimated_size()) for frame in answer.frames.values())


def mark_of(revision: Revision) -> str:
    """Return what names a revision: its number, and a digest of when, by whom and from what it was made."""
    told = f"{revision.at.isoformat()}\x1f{revision.by}\x1f{revision.source}"
    return f"{revision.number}-{sha256(told.encode()).hexdigest()[:8]}"
