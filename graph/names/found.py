"""A search by name: which keys it finds, and what is shown of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graph.names.persons import Persons
from graph.names.search import Search

if TYPE_CHECKING:
    from graph.names import Names


class Found(NamedTuple):
    """One result of a search."""

    key: str
    kind: str
    name: str
    path: str
    formerly: tuple[tuple[str, date | None], ...] = ()


def found_by(names: Names, people: Persons, text: str, limit: int) -> list[str]:
    """Return the keys of what has a name that the text may mean, the best names first, ``limit`` at most."""
    found: dict[str, None] = {}
    for name in names.known.search.best(text, limit, Search(people.names)):
        places = (names.paths.keys[one] for one in names.paths.find(name))
        things = (*names.things.named(name), *people.named(name), *names.known.nameless.get(name, ()))
        for key in (*places, *things, *names.former.called(name, names.knows)):
            found[key] = None
            if len(found) == limit:
                return list(found)
    return list(found)


def as_found(names: Names, key: str) -> Found:
    """Return a thing as a search shows it; a person without a name.

    Raises:
        NotFound: There is no such thing.
    """
    kind = key.rpartition("-")[0]
    if kind == "person":
        return Found(key, kind, "", "")
    number, path, once = names.paths.ids.get(key), names.path_of(key), tuple(names.former.of(key))
    if number is not None:
        return Found(key, kind, names.paths.names[number], path, once)
    return Found(key, kind, names.things.label(key) if key in names.things.known else key, path, once)
