"""What draws one of some values, kept: to make a strategy takes longer than to draw of it, and a network draws many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

#: Of these, two that are equal and of one type are the same.
_PLAIN = frozenset({str, int, float, bool, date, timedelta, type(None)})


def sampled(values: Sequence[T]) -> st.SearchStrategy[T]:
    """Return what draws one of some values, as ``st.sampled_from`` does.

    Example:
        >>> sampled([None, "a"]) is sampled([None, "a"]), sampled([1]) is sampled([True])
        (True, False)
    """
    types = tuple(map(type, values))
    return _kept(tuple(values), types) if _PLAIN.issuperset(types) else st.sampled_from(values)


@lru_cache(2000)
def _kept(values: tuple[T, ...], _: tuple[type, ...]) -> st.SearchStrategy[T]:
    """Return what draws one of some values, told apart by their types too: 1 and True are equal."""
    return st.sampled_from(values)
