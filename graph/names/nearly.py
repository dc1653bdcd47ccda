"""What a reference that names nothing may have meant: names nearly like it, each such that it is not refused again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from graph.keys import is_of
from graph.names.folding import fold
from graph.names.quoting import parted, quoted

if TYPE_CHECKING:
    from graph.names import Names

_LISTED, _CUTOFF, _SUGGESTED = 5, 50, 3


def nearly(names: Names, ref: str, kinds: Collection[str] | None = None) -> list[str]:
    """Return how things are called that a reference may have meant; never a person.

    Args:
        names: Everything by name.
        ref: What somebody wrote.
        kinds: Only things of these kinds; None = of any.

    Example:
        >>> from graph.names import Names
        >>> from graph.tables import Tables
        >>> names = Names(Tables({}))
        >>> names.add_place("place-a", ["甲社区"])
        >>> nearly(names, "甲小区")
        ['甲社区']
    """
    *before, said = parted(ref.strip(), "at")
    if before:
        place = "//".join(before)
        above = names.matches(place) if place else []
        if not above:
            return nearly(names, place, kinds)
        found = [f"{place}//{quoted(name)}" for name in _nearest(said, names.things.at_names(above))]
    else:
        found = names.paths.near(ref.strip()) if kinds is None or "place" in kinds else []
        known = (one for one in names.things.known.values() if is_of(one.key, kinds))
        called = (said for one in known for said in (one.name, one.number) if said)
        found += [quoted(name) for name in _nearest(ref, called)]
    sure = (one for name in found[:_LISTED] for one in _each(names, name, kinds))
    return [one for one in dict.fromkeys(sure) if one != ref.strip()][:_SUGGESTED]


def _each(names: Names, name: str, kinds: Collection[str] | None) -> list[str]:
    """Return a name that means one thing, or the paths of those it means: what is suggested is never refused."""
    keys = names.matches(name, kinds)
    if len(keys) == 1:
        return [name]
    paths = [names.path_of(key) for key in keys[:_LISTED] if not key.startswith("person-")]
    return [path for path in paths if len(names.matches(path, kinds)) == 1]


def _nearest(said: str, names: Iterable[str]) -> list[str]:
    known = {fold(name): name for name in names}
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - few look for what nothing is called

    best = process.extract(fold(said), list(known), scorer=fuzz.ratio, score_cutoff=_CUTOFF, limit=_SUGGESTED)
    return [known[name] for name, _, _ in best]
