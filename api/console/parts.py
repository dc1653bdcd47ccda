"""The rows of a page: fifty of however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.console.asked import PAGE

T = TypeVar("T")
_DIGITS = 9


@dataclass(frozen=True)
class Part(Generic[T]):
    """Some rows of many.

    Attributes:
        rows: Those of this page.
        count: How many there are in all.
        page: Which page this is, from 1.
        pages: How many there are.
    """

    rows: Sequence[T]
    count: int
    page: int
    pages: int


def part_of(rows: Sequence[T], said: str | None, most: int = PAGE) -> Part[T]:
    """Return the page of some rows that an address says; one that there is not, is the nearest that there is.

    Example:
        >>> part_of(range(120), "3").rows, part_of("ab", "9").page, part_of("ab", "x").page
        (range(100, 120), 1, 1)
    """
    pages = max(1, -(-len(rows) // most))
    number = int(said) if said is not None and said.isascii() and said.isdigit() and len(said) <= _DIGITS else 1
    page = min(max(number, 1), pages)
    return Part(rows[(page - 1) * most : page * most], len(rows), page, pages)
