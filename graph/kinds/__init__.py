"""What can exist and how it can be tied: one file a family.

Adding a kind is adding a class here; no other Python file changes. Every module of this folder is
imported, so a new family needs no list either.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from graph.errors import NotFound
from graph.kinds.base import Field, Kind, Sensitivity, Thing, Tie, registry

__all__ = [
    "Field",
    "Kind",
    "Sensitivity",
    "Thing",
    "Tie",
    "all_kinds",
    "column_of",
    "field_of",
    "kind_of",
    "things",
    "tie_of",
    "tie_to_place",
    "ties",
    "ties_at",
    "word_of",
]

for _module in sorted(iter_modules(__path__), key=lambda module: module.name):
    import_module(f"{__name__}.{_module.name}")


def all_kinds() -> tuple[type[Kind], ...]:
    """Return every kind, things before ties, each family in its order.

    Example:
        >>> [kind.kind for kind in all_kinds()][:2]
        ['place', 'organisation']
    """
    return (*things(), *ties())


def things() -> tuple[type[Thing], ...]:
    """Return the kinds of things, in display order."""
    return _things(tuple(registry().values()))


def ties() -> tuple[type[Tie], ...]:
    """Return the kinds of ties, in display order."""
    return _ties(tuple(registry().values()))


@cache  # every network asks for them dozens of times, and a kind may be added at any time
def _things(known: tuple[type[Kind], ...]) -> tuple[type[Thing], ...]:
    found = [kind for kind in known if issubclass(kind, Thing)]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.kind)))


@cache
def _ties(known: tuple[type[Kind], ...]) -> tuple[type[Tie], ...]:
    found = [kind for kind in known if issubclass(kind, Tie)]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.kind)))


def ties_at(kind: str) -> tuple[type[Tie], ...]:
    """Return the kinds of ties that may start or end at a thing of a kind, in display order."""
    return tuple(one for one in ties() if kind in (*one.source, *one.target))


def kind_of(name: str) -> type[Kind]:
    """Return a kind by its name.

    Raises:
        NotFound: No kind has that name.
    """
    try:
        return registry()[name]
    except KeyError:
        raise NotFound("no_such_kind", ref=name, candidates=", ".join(sorted(registry()))) from None


def tie_of(name: str) -> type[Tie]:
    """Return a kind of tie by its name.

    Raises:
        NotFound: No tie has that name.
    """
    found = kind_of(name)
    if not issubclass(found, Tie):
        raise NotFound("no_such_kind", ref=name, candidates=", ".join(one.kind for one in ties()))
    return found


@cache
def field_of(kind: str, name: str) -> Field:
    """Return one field of a kind.

    Raises:
        NotFound: The kind has no such field.
    """
    for one in kind_of(kind).fields:
        if one.name == name:
            return one
    raise NotFound("no_such_field", ref=name, kind=kind)


def column_of(kind: str, selects: str) -> str | None:
    """Return the field of a kind that answers a field of a selector, or None.

    Example:
        >>> column_of("team", "theme"), column_of("post", "role"), column_of("post", "theme")
        ('themes', 'role', None)
    """
    return _column_of(kind_of(kind), selects)


@cache
def _column_of(kind: type[Kind], selects: str) -> str | None:
    return next((one.name for one in kind.fields if one.selects == selects), None)


def tie_to_place(kind: str) -> str:
    """Return by which tie things of a kind are at a place where nobody says by which; empty = by none.

    Example:
        >>> tie_to_place("post"), tie_to_place("team"), tie_to_place("person")
        ('answers_for', 'serves', '')
    """
    return next((tie.kind for tie in ties() if kind in tie.at_place), "")


def word_of(kind: str) -> str:
    """Return the field whose word says what a thing of a kind is; empty where none does.

    Example:
        >>> word_of("place"), word_of("organisation"), word_of("post"), word_of("person")
        ('level', 'form', 'role', '')
    """
    model = kind_of(kind)
    return model.word if issubclass(model, Thing) else ""
