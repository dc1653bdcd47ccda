"""Units of counting of which one is so many of another, so that what is counted in either can be taken together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import gcd

#: A unit, by what it is so many of.
SO_MANY_OF: Mapping[str, tuple[str, int]] = {"ten_thousand_yuan": ("yuan", 10_000)}


def many(unit: str | None) -> int:
    """Return how many of the smallest unit of its sort one is; 1 of all that is no multiple.

    Example:
        >>> many("ten_thousand_yuan"), many("yuan"), many(None)
        (10000, 1, 1)
    """
    return SO_MANY_OF.get(unit or "", ("", 1))[1]


def alike(one: str | None, other: str | None) -> bool:
    """Return whether what is counted in two units may be the same sort of thing: one that nobody wrote may be any.

    Example:
        >>> alike("yuan", "ten_thousand_yuan"), alike("yuan", "copies"), alike("yuan", None)
        (True, False, True)
    """
    if one is None or other is None:
        return True
    return SO_MANY_OF.get(one, (one, 1))[0] == SO_MANY_OF.get(other, (other, 1))[0]


def taken(offered: str | None, wanted: str | None) -> int:
    """Return how much of an offer, in the smallest unit of its sort, one unit of a demand takes.

    What nobody wrote the unit of, or what is of another sort, is counted as the offer is.

    Example:
        >>> taken("yuan", "ten_thousand_yuan"), taken("ten_thousand_yuan", "yuan"), taken("ten_thousand_yuan", None)
        (10000, 1, 10000)
    """
    return many(offered) if offered is None or wanted is None or not alike(offered, wanted) else many(wanted)


def grain(offered: str | None, wanted: Collection[str | None]) -> int:
    """Return in how large steps, of the smallest unit, an offer is given to demands of some units.

    Example:
        >>> grain("ten_thousand_yuan", ["yuan"]), grain("ten_thousand_yuan", [None]), grain("yuan", [])
        (1, 10000, 1)
    """
    some = [taken(offered, unit) for unit in wanted if alike(offered, unit)]
    return gcd(*some) or many(offered)


def shared_out(amount: int, size: int) -> int | float:
    """Return an amount in units of some size.

    Example:
        >>> shared_out(95_000, 10_000), shared_out(90_000, 10_000)
        (9.5, 9)
    """
    return amount // size if amount % size == 0 else amount / size


def in_units(amount: int, size: int) -> str:
    """Return an amount in units of some size, as it is written.

    Example:
        >>> in_units(95_000, 10_000), in_units(7, 1)
        ('9.5', '7')
    """
    return str(shared_out(amount, size))
