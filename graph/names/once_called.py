"""A reference by a former name: asked where nothing is called so now, for what is exactly so wins (SEMANTICS K24)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from graph.keys import is_of
from graph.names.quoting import parted, unquoted

if TYPE_CHECKING:
    from graph.names import Names


def once_called(names: Names, ref: str, kinds: Collection[str] | None = None) -> list[str]:
    """Return the keys of what a reference names by a name that it, or what it lies in, had before.

    Example:
        >>> import polars as pl
        >>> from graph.names import Names
        >>> from graph.tables import Tables
        >>> row = {"key": ["former_name-a"], "subject": ["place-b"], "name": ["3号楼"], "since": [None]}
        >>> names = Names(Tables({"former_name": pl.DataFrame(row).with_columns(until=None)}))
        >>> names.add_place("place-a", ["甲社区"])
        >>> names.add_place("place-b", ["幸福楼"], ["place-a"])
        >>> once_called(names, "甲社区/3号楼")
        ['place-b']
    """
    said, mark = ref.strip(), "//"
    if len(parts := parted(said, "at")) == 1:
        parts, mark = parted(said, "below"), "/"
    name, before = parts[-1], mark.join(parts[:-1])
    once = [key for key in names.former.called(unquoted(name), names.knows) if is_of(key, kinds)]
    if not before:
        return once
    around = names.matches(before) or once_called(names, before)
    within = [key for one in around for key in names.matches(f"{names.path_of(one)}{mark}{name}", kinds)]
    return within or [key for key in once if not _around(names, key).isdisjoint(around)]


def _around(names: Names, key: str) -> set[str]:
    """Return what a thing may be named below: the places that a place lies in, else what it is found at."""
    number = names.paths.ids.get(key)
    if number is None:
        return set(names.things.targets.get(key, ()))
    return {names.paths.keys[one] for one in names.paths.enclosing(number)}
