"""What an index at rest is made of: each folded name, and what `Names.find` finds by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.names.folding import fold
from graph.names.known import Known


def every_name(known: Known) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each name but those of people, folded, shorter ones first, with the keys that ``find`` finds by it.

    Those are in two lists, between which ``find`` puts the people of that name.
    """
    for name in sorted(_folded(known), key=lambda name: (len(name), name)):
        yield name, *_meant(known, name)


def meant(known: Known, names: Collection[str]) -> dict[str, tuple[list[str], list[str]] | None]:
    """Return of some folded names what ``every_name`` says; None of what is the name of nothing but people."""
    there = _folded(known) if names else set()
    return {name: _meant(known, name) if name in there else None for name in names}


def elsewhen(known: Known) -> list[str]:
    """Return the folded names by which something is called on other days alone."""
    return sorted(_folded(known.ever) - _folded(known))


def _folded(known: Known) -> set[str]:
    return {fold(name) for name in known.all_names()} - {""}


def _meant(known: Known, name: str) -> tuple[list[str], list[str]]:
    keys = [known.paths.keys[one] for one in known.paths.find(name)]
    first = list(dict.fromkeys((*keys, *known.things.named(name))))
    rest = dict.fromkeys((*known.nameless.get(name, ()), *known.former.called(name, known.knows)))
    return first, [key for key in rest if key not in first]
