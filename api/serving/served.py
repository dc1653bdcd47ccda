"""One revision as a service has it: its network, its names, and the answers that it gave last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

from api.naming import names_again, names_of, words_of
from api.serving.documents import Documents
from api.serving.tellable import tellable
from api.serving.weighed import Weighed
from graph.answers import Answer
from graph.changes import ChangeSet
from graph.errors import LinliError
from graph.finding.searching import Beside
from graph.names import Names
from graph.names.indexed import meant
from graph.names.named import unnamed
from graph.names.since import names_since
from graph.network import Network
from graph.network.touching import Touched
from graph.norms.deciding import by_names
from graph.rules import Rules
from graph.stores import Revision
from graph.tables import Tables
from graph.viewing import People

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_DATES = 3  # by which names are kept; nearly everybody asks of today
#: Bytes that answers of one revision may take together; each next page is a slice of one, and a question is a pure
#: function, so an answer stays right.
_ANSWERS = 64 * 2**20
#: At most this many of the questions asked last are asked of the next revision in advance.
_AGAIN = 16
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
        documents: What was written of it.
        warmed: Whether what was asked of the one before was asked of it, or holds of it.
    """

    def __init__(self, network: Network, revision: Revision, rules: Rules, at_rest: Beside | None = None) -> None:
        self._network, self._at_rest = network, at_rest
        self.revision, self.rules = revision, rules
        self.mark, self.warmed = mark_of(revision), False
        self.documents = Documents()
        self._names: Recent[date, Names] = Recent(_DATES)
        self._answers: Weighed[_Held] = Weighed(_ANSWERS, lambda held: weight_of(held.answer))
        self._again: OrderedDict[Hashable, tuple[Callable[[Served], Answer], frozenset[str], int]] = OrderedDict()
        self._lock = Lock()
        self._parts: Weighed[tuple[str, ...]] = Weighed(_PARTS, lambda pieces: _WIDE * sum(map(len, pieces)))

    def warm(self, before: Served, seconds: float) -> None:
        """Answer in advance what was asked of the previous revision, most often asked first, for so long at most.

        Args:
            before: The revision before.
            seconds: When they are over nothing more is begun: a revision is not held back for long.
        """
        self.warmed = True
        end = monotonic() + seconds
        for on in before._names.known():
            if monotonic() < end:
                self.names(on)
        with before._lock:
            again = sorted(before._again.items(), key=lambda one: -one[1][2])
        for asked, (ask, aside, _) in again:
            if monotonic() > end:
                return
            with suppress(LinliError):  # the place is gone; who asks again is told
                self.answer(asked, partial(ask, self), aside=aside)

    def after(self, network: Network, revision: Revision, what: Touched, at_rest: Beside | None = None) -> Served:
        """Return a later revision, with what was said of this one and holds of it too.

        Args:
            network: Its network.
            revision: Its revision.
            what: What was touched since.
            at_rest: Where its names lie at rest, if anywhere.
        """
        other = Served(network, revision, self.rules, at_rest)
        with self._lock:  # who asked long ago counts less and less
            other._again = OrderedDict(
                (asked, (ask, aside, often // 2)) for asked, (ask, aside, often) in self._again.items()
            )
        if not what.moved:
            other.warmed = self.warmed
            other._names.take_over(self._names, lambda names: names_again(names, network))
            other._parts.take_over(self._parts, lambda pieces: pieces)
        named = what.called is not None and by_names(network.tables(), self.rules)
        other._answers.take_over(self._answers, lambda held: held.after(what, revision.number))
        other.documents.take_over(self.documents, lambda document: document.holds(what, by_names=named))
        return other

    def moved(self, changes: ChangeSet, revision: Revision, people: People) -> Network:
        """Return the network of a later revision.

        Args:
            changes: What was committed since.
            revision: The later revision.
            people: Where what is kept apart can be read as of it.
        """
        return self._network.moved(changes, revision.number, people)

    def found_after(self, changes: ChangeSet, what: Touched) -> Beside | None:
        """Return where names lie at rest after changes, with those that mean something else then (SEMANTICS Q7)."""
        if self._at_rest is None or what.moved <= unnamed():
            return self._at_rest
        named = ChangeSet({kind: changes.frames[kind] for kind in what.moved})
        return self._at_rest.after(names_since(self.tables(), named, words_of(self._network, self.rules)))

    def tables(self) -> Tables:
        """Return its rows, of every day; nothing in them is kept apart."""
        return self._network.tables()

    def network(self, on: date) -> Network:
        """Return the network seen on a date."""
        return self._network.on(on)

    def names(self, on: date) -> Names:
        """Return the names on a date, as anybody is told them: no need is called by its door (SEMANTICS V8)."""
        return self._names.get(on, lambda: self._named(on))

    def _named(self, on: date) -> Names:
        names, at_rest = names_of(tellable(self.network(on)), self.rules), self._at_rest
        if at_rest is None:
            return names
        return names.found_at_rest(partial(at_rest.keys_of, on, cache(partial(meant, names.known, at_rest.since))))

    def answer(
        self,
        asked: Hashable,
        ask: Callable[[], Answer],
        again: Callable[[Served], Answer] | None = None,
        aside: frozenset[str] = frozenset(),
    ) -> Answer:
        """Return the answer to a question; those asked last are kept, so that the next page is a slice of one.

        Args:
            asked: The question, with all that it is asked with.
            ask: Asks it.
            again: Asks it of another revision: of the next one that is done before somebody waits for it.
            aside: The kinds of rows that change nothing in the answer.
        """

        def made() -> _Held:
            answer = ask()
            len(answer.frames)  # here, so that one thread makes them for all who ask
            return _Held(answer, aside)

        if again is not None:
            with self._lock:
                *_, often = self._again.pop(asked, (again, aside, 0))
                self._again[asked] = again, aside, often + 1
                if len(self._again) > _AGAIN:
                    self._again.popitem(last=False)
        return self._answers.get(asked, made).answer

    def part(self, asked: Hashable, make: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Return a part of a page, in pieces between which names are put in; those asked for last are kept.

        Args:
            asked: All that it depends on besides the revision.
            make: Makes it; no name, telephone or birth year of anybody is in it.
        """
        return self._parts.get(asked, make)

    def has_part(self, asked: Hashable) -> bool:
        """Return whether a part of a page is kept."""
        return self._parts.has(asked)


class _Held(NamedTuple):
    """An answer, and the kinds of rows that change nothing in it."""

    answer: Answer
    aside: frozenset[str]

    def after(self, what: Touched, number: int) -> _Held | None:
        """Return the same of a later revision; None where it may say something else then."""
        return self._replace(answer=of_revision(self.answer, number)) if what.moved <= self.aside else None


class Recent(Generic[K, T]):
    """The last few things that were asked for, by key; of several threads that ask for one, one makes it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[K, _Slot[T]] = OrderedDict()
        self._lock = Lock()

    def known(self) -> list[K]:
        """Return what was asked for last."""
        with self._lock:
            return list(self._found)

    def take_over(self, other: Recent[K, T], again: Callable[[T], T]) -> None:
        """Keep what another kept and has made, as it is here."""
        with other._lock:
            slots = list(other._found.items())
        for key, slot in slots:
            for made in slot.made:
                self.get(key, lambda made=made: again(made))  # type: ignore[misc]  # bound at once

    def get(self, key: K, make: Callable[[], T]) -> T:
        """Return the value of a key, or make it."""
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
    """Return the identity of a revision: its number, and a digest of when, by whom and from what it was made."""
    told = f"{revision.at.isoformat()}\x1f{revision.by}\x1f{revision.source}"
    return f"{revision.number}-{sha256(told.encode()).hexdigest()[:8]}"
