"""What was made last, kept for as long as all of it weighs no more than it may."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighed(Generic[T]):
    """The things that were asked for last, by key; of several threads that ask for one, one makes it.

    One that weighs too much alone is kept all the same, until something else is asked for: its next page comes soon.

    Example:
        >>> kept: Weighed[str] = Weighed(4, len)
        >>> [kept.get(word, lambda word=word: word * 2) for word in ("a", "b", "c", "a")]
        ['aa', 'bb', 'cc', 'aa']
        >>> len(kept)
        2
    """

    def __init__(self, most: int, weigh: Callable[[T], int]) -> None:
        """Take what all of it may weigh, and what says how much one thing does."""
        self._most, self._weigh = most, weigh
        self._found: OrderedDict[Hashable, _Slot[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it."""
        with self._lock:
            slot = self._found.setdefault(key, _Slot())
            self._found.move_to_end(key)
        made = slot.get(make, self._weigh)
        with self._lock:
            self._make_room()
        return made

    def has(self, key: Hashable) -> bool:
        """Return whether something was made for a key, and is kept."""
        slot = self._found.get(key)
        return slot is not None and slot.done

    def take_over(self, other: Weighed[T], still: Callable[[T], T | None]) -> None:
        """Keep what another kept and has made, as far as it still holds.

        Args:
            other: The other one.
            still: Returns a thing as it is kept here, or None where it holds no more.
        """
        with other._lock:
            slots = list(other._found.items())
        for key, slot in slots:
            made = slot.made(still)
            if made is not None:
                with self._lock:
                    self._found.setdefault(key, made)

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._found)

    def _make_room(self) -> None:
        weight = sum(slot.weight for slot in self._found.values())
        while weight > self._most and len(self._found) > 1:
            _, slot = self._found.popitem(last=False)
            weight -= slot.weight


class _Slot(Generic[T]):
    """Room for one thing; who asks while it is made waits, and where it could not be made tries again."""

    def __init__(self) -> None:
        self.weight = 0
        self._made: list[T] = []
        self._lock = Lock()

    @property
    def done(self) -> bool:
        """Whether it was made."""
        return bool(self._made)

    def made(self, still: Callable[[T], T | None]) -> _Slot[T] | None:
        """Return a slot with what was made, as it still holds; None where nothing was, or it holds no more."""
        held = still(self._made[0]) if self._made else None
        if held is None:
            return None
        other: _Slot[T] = _Slot()
        other.weight = self.weight
        other._made.append(held)
        return other

    def get(self, make: Callable[[], T], weigh: Callable[[T], int]) -> T:
        with self._lock:
            if not self._made:
                made = make()
                self.weight = weigh(made)
                self._made.append(made)
            return self._made[0]
