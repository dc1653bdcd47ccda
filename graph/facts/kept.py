"""Facts made once, whichever thread asks first: a property of an object, or a family of them by key."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, Self, TypeVar, overload

from graph.network.memo import Memo

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Keeper:
    """Base class of whatever has facts; it may be asked from several threads."""

    def __init__(self) -> None:
        """Begin with nothing made."""
        self._memo = Memo()


class fact(Generic[T]):  # noqa: N801 - read as a decorator, like property
    """A property that is made when it is first asked for, and then kept with its object.

    ``functools.cached_property`` would hold one lock for all objects, until Python 3.12, and none after.

    Example:
        >>> class Square(Keeper):
        ...     @fact
        ...     def area(self) -> int:
        ...         print("measured")
        ...         return 4
        >>> square = Square()
        >>> square.area + square.area
        measured
        8
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Take the method that makes it."""
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Keeper, owner: type) -> T: ...

    def __get__(self, instance: Keeper | None, owner: type) -> Self | T:
        """Return the fact; once made it lies in the object, and this is not called again."""
        if instance is None:
            return self
        made = instance._memo(self._name, None, lambda: self._make(instance))  # noqa: SLF001 - keeper and fact are one
        instance.__dict__[self._name] = made
        return made


class Each(Generic[K, T]):
    """Facts of one sort by key, each made when it is first asked for.

    Example:
        >>> squares: Each[int, int] = Each(lambda side: side * side)
        >>> squares(3), squares(3)
        (9, 9)
    """

    def __init__(self, make: Callable[[K], T]) -> None:
        """Take what makes one of them."""
        self._make, self._memo = make, Memo()

    def __call__(self, key: K) -> T:
        """Return the fact of a key."""
        return self._memo(key, None, lambda: self._make(key))

    def put(self, key: K, value: T) -> None:
        """Take what was made elsewhere; where somebody asked for it before, that stays."""
        self._memo(key, None, lambda: value)
