"""The sample suzhoulu: a five-level party chain over two estates, 149 buildings and 2,424 households.

It meets every published number that a ledger can count and carries the others as figures only.
"""

from __future__ import annotations

from loaders.samples.book import Book, begin
from loaders.samples.lives import add_lives
from loaders.samples.names import Cast
from loaders.samples.suzhoulu.estates import add_places
from loaders.samples.suzhoulu.governance import add_governance
from loaders.samples.suzhoulu.matching import add_matching
from loaders.samples.suzhoulu.party import add_party
from loaders.samples.suzhoulu.units import add_units
from loaders.samples.suzhoulu.year import add_year
from loaders.samples.suzhoulu.zone import add_zone


def build() -> Book:
    """Return the rows of the sample, the same ones each time."""
    book, cast = begin("suzhoulu"), Cast("suzhoulu")
    town = add_places(book)
    add_governance(book, cast, town)
    add_party(book, cast, town)
    add_zone(book)
    add_units(book, cast)
    add_matching(book)
    add_lives(book, "suzhoulu")
    add_year(book)
    return book
