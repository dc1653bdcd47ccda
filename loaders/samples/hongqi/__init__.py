"""The sample hongqi: estates around a station each, of which it is not said where three of them lie.

Five estates, one of 390 homes; it meets every published number that a ledger can count.
"""

from __future__ import annotations

from loaders.samples.book import Book, begin, fill, table_of
from loaders.samples.hongqi.estates import add_places
from loaders.samples.hongqi.groups import add_groups
from loaders.samples.lives import add_lives
from loaders.samples.names import Cast


def build() -> Book:
    """Return the rows of the sample, the same ones each time."""
    book = begin("hongqi")
    add_places(book)
    add_groups(book, Cast("hongqi"))
    fill(book, table_of("hongqi", "matching"))
    add_lives(book, "hongqi")
    return book
