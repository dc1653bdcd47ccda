"""The sample longhailu: ten grids over 37 courtyards of several buildings each, and a smaller community beside them.

Homes are recorded in two courtyards; in the others households and residents stand on the buildings. Together they are
the 10,870 residents that are published.
"""

from __future__ import annotations

from loaders.samples.book import Book, begin, fill, table_of
from loaders.samples.lives import add_lives
from loaders.samples.longhailu.party import add_party
from loaders.samples.longhailu.rhythms import add_rhythms
from loaders.samples.longhailu.yards import add_places
from loaders.samples.names import Cast


def build() -> Book:
    """Return the rows of the sample, the same ones each time."""
    book = begin("longhailu")
    add_party(book, Cast("longhailu"), add_places(book))
    fill(book, table_of("longhailu", "units"))
    fill(book, table_of("longhailu", "matching"))
    add_rhythms(book)
    add_lives(book, "longhailu")
    return book
