"""A cache from key to value: each is computed once, whichever thread asks first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, RLock
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memo:
    """Keeps the value computed for each key, for as long as it lives itself.

    A hit takes no lock. Of several threads that miss the same key at once, one computes the value and the others wait
    for that key alone: a computation may ask for other keys, and never for its own.

    Example:
        >>> memo = Memo()
        >>> memo("twice two", None, lambda: 2 * 2), memo("twice two", None, lambda: 0)
        (4, 4)
    """

    def __init__(self) -> None:
        self._found: dict[Any, tuple[Any, Any, frozenset[str]]] = {}
        self._making: dict[Any, RLock] = {}
        self._lock = Lock()

    def taken_over(self, wanted: Callable[[Any], bool]) -> Memo:
        """Return a new cache with the values of some keys, for a network in which they still hold."""
        other = Memo()
        other._found = {key: found for key, found in list(self._found.items()) if wanted(key)}
        return other

    def has(self, key: Any) -> bool:
        """Return whether something was made for a key."""
        return key in self._found

    def __len__(self) -> int:
        """Return how much was made."""
        return len(self._found)

    def lasting(self, kinds: frozenset[str]) -> Memo:
        """Return a new cache with the values that do not depend on the kinds that changed."""
        other = Memo()
        other._found = {key: found for key, found in list(self._found.items()) if kinds <= found[2]}
        return other

    def __call__(self, key: Any, keep: Any, make: Callable[[], T], aside: frozenset[str] = frozenset()) -> T:
        """Return what ``make`` made for a key before, or make it.

        Args:
            key: Names what is made; may hold ``id(keep)``.
            keep: Kept alive as long as the result, so that its id stays its own.
            make: Makes it from nothing that changes.
            aside: The kinds of rows that change nothing in it; it then holds no row but of places, and no network.
        """
        found = self._found.get(key)
        if found is None:
            found = self._made(key, keep, make, aside)
        return cast("T", found[1])

    def _made(
        self, key: Any, keep: Any, make: Callable[[], object], aside: frozenset[str]
    ) -> tuple[Any, Any, frozenset[str]]:
        with self._lock:
            making = self._making.setdefault(key, RLock())
        with making:
            found = self._found.get(key)
            if found is None:
                found = self._found[key] = (keep, make(), aside)
        with self._lock:
            self._making.pop(key, None)
        return found
