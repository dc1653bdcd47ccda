"""A lazy mapping: each value is made when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from graph.network.memo import Memo

T = TypeVar("T")


class Made(Mapping[str, T]):
    """A lazy mapping by name, safe for several threads.

    Example:
        >>> lengths = Made(["ab", "c"], len)
        >>> lengths["ab"], list(lengths), "d" in lengths
        (2, ['ab', 'c'], False)
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        """Take the names, and the function that makes the value of one."""
        self._names, self._make, self._memo = dict.fromkeys(names), make, Memo()

    def __getitem__(self, name: str) -> T:
        """Return the value of a name."""
        if name not in self._names:
            raise KeyError(name)
        return self._memo(name, None, lambda: self._make(name))

    def passing(self, name: str) -> T:
        """Return the value of a name, which is not kept where nobody asked for it before."""
        return self[name] if self._memo.has(name) else self._make(name)

    def __contains__(self, name: object) -> bool:
        """Return whether there is such a name; nothing is made."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Return the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)
