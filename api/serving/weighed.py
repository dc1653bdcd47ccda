"""A cache of the values made last, bounded by their total size."""

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
        """Take the limit of the total weight, and the function that weighs one value."""
        self._most, self._weigh = most, weigh
        self._found: OrderedDict[Hashable, _Slot[T]] = OrderedDict()
        self._weight = 0  # of all that are made and kept
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of a key, or make it."""
        with self._lock:
            slot = self._found.setdefault(key, _Slot())
            self._found.move_to_end(key)
        known = slot.done
        try:
            return slot.get(make, self._weigh)
        finally:
            if not known:
                self._settle(key, slot)

    def found(self, key: Hashable) -> T | None:
        """Return the value of a key without making it; None where it was not made, or was dropped."""
        slot = self._found.get(key)
        if slot is None or not slot.done:
            return None
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
        return slot.held

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
                    if self._found.setdefault(key, made) is made:
                        self._count(made)

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._found)

    def _settle(self, key: Hashable, slot: _Slot[T]) -> None:
        """Count what was made, and let go of what is too much; of what could not be made nothing stays."""
        with self._lock:
            if self._found.get(key) is not slot:
                return
            if not slot.done:
                del self._found[key]
                return
            self._count(slot)
            while self._weight > self._most and len(self._found) > 1:
                _, gone = self._found.popitem(last=False)
                self._weight -= gone.weight if gone.counted else 0

    def _count(self, slot: _Slot[T]) -> None:
        if not slot.counted:
            slot.counted = True
            self._weight += slot.weight


class _Slot(Generic[T]):
    """Room for one thing; who asks while it is made waits, and where it could not be made tries again."""

    def __init__(self) -> None:
        self.weight, self.counted = 0, False
        self._made: list[T] = []
        self._lock = Lock()

    @property
    def done(self) -> bool:
        """Whether it was made."""
        return bool(self._made)

    @property
    def held(self) -> T:
        """What was made."""
        return self._made[0]

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
        if self._made:  # without waiting for whoever asks the same
            return self._made[0]
        with self._lock:
            if not self._made:
                made = make()
                self.weight = weigh(made)
                self._made.append(made)
            return self._made[0]
