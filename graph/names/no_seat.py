"""A seat that is asked for where there is none: how one is set up is told, not only that it is not found."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.names.quoting import parted
from graph.rules import Vocabulary

if TYPE_CHECKING:
    from graph.names import Names


def no_seat(names: Names, words: Vocabulary, ref: str, kinds: Collection[str] | None) -> NotFound | None:
    """Return the error that a place has no seat of a role; None where a reference asks for nothing of that sort.

    Args:
        names: Everything by name.
        words: What roles are called.
        ref: What somebody wrote: ``3号楼//楼栋长``.
        kinds: Only things of these kinds are meant; None = of any.
    """
    *before, role = parted(ref.strip(), "at")
    place = "//".join(before)
    if not place or (kinds is not None and "post" not in kinds) or not words.knows("role", role):
        return None
    found = names.matches(place, ("place",))
    if len(found) != 1:
        return None
    return NotFound("no_seat", ref=ref, place=names.path_of(found[0]), role=role)
