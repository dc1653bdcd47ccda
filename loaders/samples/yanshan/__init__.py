"""The sample yanshan: courtyards with a branch each, buildings with a head, homes with volunteers.

Six courtyards in two communities, thirty buildings and 600 homes; small enough to read through.
"""

from __future__ import annotations

from loaders.samples.book import Book, begin, fill, table_of
from loaders.samples.lives import add_lives
from loaders.samples.names import Cast
from loaders.samples.yanshan.courtyards import add_places
from loaders.samples.yanshan.posts import add_posts
from loaders.samples.yanshan.venues import add_venues


def build() -> Book:
    """Return the rows of the sample, the same ones each time."""
    book, cast = begin("yanshan"), Cast("yanshan")
    add_posts(book, cast, add_places(book))
    fill(book, table_of("yanshan", "matching"))
    add_venues(book, cast)
    add_lives(book, "yanshan")
    return book
