"""Fifty of many things on a page, with which page of how many it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.console.asked import PAGE, Asked

#: No page has a number with more digits than this.
_DIGITS = 9


@dataclass(frozen=True)
class Part:
    """What stands on one page of many.

    Attributes:
        items: The things on it.
        first: The position of the first of them.
        count: How many there are in all.
        page: Which page this is, from 1.
        pages: How many there are.
    """

    items: Sequence[Any]
    first: int
    count: int
    page: int
    pages: int


def part_of(asked: Asked, items: Sequence[Any]) -> Part:
    """Return the page that the address names; a page that there is not is the nearest one."""
    page, pages = page_of(asked, len(items))
    first = (page - 1) * PAGE
    return Part(items[first : first + PAGE], first, len(items), page, pages)


def page_of(asked: Asked, count: int) -> tuple[int, int]:
    """Return the page of so many rows that the address names, or the nearest one, and how many there are."""
    pages = max(1, -(-count // PAGE))
    said = asked.said("page") or ""
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= _DIGITS else 1
    return min(max(number, 1), pages), pages
