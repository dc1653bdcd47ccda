"""What is wrong with a reference that names nothing, or several things, and what may have been meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from graph.errors import Ambiguous, NotFound
from graph.kinds import kind_of, things
from graph.names.nearly import nearly
from graph.names.no_seat import no_seat
from graph.names.on_another_day import on_another_day
from graph.names.once_called import once_called
from graph.values.mask import mask
from graph.words.listed import Listed
from graph.words.typed import Typed

if TYPE_CHECKING:
    from graph.names import Names
    from graph.names.persons import Persons

_LISTED = 5


def not_one(
    names: Names,
    ref: str,
    kinds: Collection[str] | None,
    found: Sequence[str],
    *,
    suggest: bool = True,
    typed: bool = False,
) -> NotFound:
    """Return the error that a reference means not one thing.

    Args:
        names: What is called how.
        ref: The reference.
        kinds: Only things of these kinds were asked for; None = of any.
        found: Keys of what it means: none or several.
        suggest: Whether to look for what is called nearly so, which takes long.
        typed: Whether somebody typed it: they are told where it is a thing of another kind.
    """
    if found:
        return ambiguous(names, ref, found)
    if another := _another_day(names, ref, kinds):
        return another
    if len(once := once_called(names, ref, kinds)) == 1:
        return NotFound("renamed", ref=ref, now=names.path_of(once[0]))
    if typed and (other := _other_kind(names, ref, kinds)):
        return other
    shown = mask(ref) if kinds is not None and set(kinds) == {"person"} else ref
    near = nearly(names, ref, kinds) if suggest else []
    nowhere = None if near or not suggest else no_seat(names, names.known.words, ref, kinds)
    return nowhere or NotFound(ref=shown, candidates=Listed(near))


def ambiguous(names: Names, ref: str, keys: Sequence[str]) -> Ambiguous:
    """Return the error that a reference means several things, and names them; people are masked."""
    shown = mask(ref) if any(key.startswith("person-") for key in keys) else ref
    people = names.everybody()
    called = [_listed(names, key, people) for key in keys[:_LISTED]]
    if len(set(called)) < len(called):  # one path for several: what tells them apart is their number or key
        called = [f"{one}（{names.number_of(key)}）" for one, key in zip(called, keys, strict=False)]
    return Ambiguous(ref=shown, candidates=Listed(called))


def _another_day(names: Names, ref: str, kinds: Collection[str] | None) -> NotFound | None:
    """Return the error that what a reference names is not there on the day, and when it is; None if it never is."""
    found = [] if names.known.on is None else names.ever.matches(ref, kinds)
    return on_another_day(names.known, found[0]) if len(found) == 1 and not found[0].startswith("person-") else None


def _other_kind(names: Names, ref: str, kinds: Collection[str] | None) -> NotFound | None:
    """Return the error that a reference means one thing, of another kind than is asked for; people are none."""
    if kinds is None:
        return None
    found = names.matches(ref, {one.kind for one in things()} - {"person", *kinds})
    if len(found) != 1:
        return None
    is_of, expected = (Typed({one: kind_of(one).zh for one in some}) for some in ([found[0].rpartition("-")[0]], kinds))
    return NotFound("other_kind", ref=ref, found=is_of, expected=expected)


def _listed(names: Names, key: str, people: Persons) -> str:
    if key.startswith("person-"):
        return f"{mask(people.called(key))}（{key}）"
    return names.path_of(key)
