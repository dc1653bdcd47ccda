"""The sample tianhe: two chains over sixteen communities, 984 buildings and 970 building heads.

The number of households is not published: most buildings state theirs, of some nobody wrote it down.
"""

from __future__ import annotations

from loaders.samples.book import Book, begin, fill, table_of
from loaders.samples.lives import add_lives
from loaders.samples.names import Cast
from loaders.samples.tianhe.assessed import add_assessments
from loaders.samples.tianhe.chains import add_governance, add_party
from loaders.samples.tianhe.communities import add_places
from loaders.samples.tianhe.happenings import add_happenings
from loaders.samples.tianhe.houses import add_venues_and_teams
from loaders.samples.tianhe.placed import add_placed
from loaders.samples.tianhe.problems import add_problems
from loaders.samples.tianhe.units import add_units


def build() -> Book:
    """Return the rows of the sample, the same ones each time."""
    book, cast = begin("tianhe"), Cast("tianhe")
    town = add_places(book)
    add_party(book, cast, town)
    add_governance(book, cast, town)
    add_placed(book, cast, town)
    add_venues_and_teams(book, cast, town)
    add_units(book, town)
    fill(book, table_of("tianhe", "matching"))
    add_lives(book, "tianhe")
    add_assessments(book, town)
    add_problems(book, town)
    add_happenings(book, town)
    return book
