"""On which day something can be delivered: days of the week as bits, hours of the day, and the first day that fits."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.network.columns import Bools, Ints
from graph.values.hours import DAYS, minutes

_WEEK = 7
_EVERY = 2**_WEEK - 1
_THURSDAY = 3  # the first day of 1970
_NONE = 10**6


def mask_of(weekdays: pl.Series) -> pl.Series:
    """Return days of the week as bits, Monday the lowest; every day where nothing is said.

    Example:
        >>> mask_of(pl.Series(["MO,SU", None])).to_list()
        [65, 127]
    """
    known = {said: sum(1 << DAYS.index(day) for day in said.split(",")) for said in weekdays.drop_nulls().unique()}
    return pl.Series(weekdays.name, [_EVERY if one is None else known[one] for one in weekdays], dtype=pl.Int64)


def _ahead() -> Ints:
    """Return how many days after a day of the week the next of a mask is, by mask and day."""
    found = np.full((_EVERY + 1, _WEEK), _NONE, dtype=np.int32)
    for mask in range(1, _EVERY + 1):
        for day in range(_WEEK):
            found[mask, day] = next(ahead for ahead in range(_WEEK) if mask >> ((day + ahead) % _WEEK) & 1)
    return found


_AHEAD = _ahead()


def first_day(start: Ints, mask: Ints) -> Ints:
    """Return the first day at or after a start that is one of the days of a mask; far off where the mask is empty.

    Example:
        >>> first_day(np.array([0, 0]), np.array([8, 1])).tolist()  # a Thursday; the next Monday
        [0, 4]
    """
    found: Ints = start + _AHEAD[mask, (start + _THURSDAY) % _WEEK]
    return found


def overlapping(one: pl.Series, other: pl.Series) -> Bools:
    """Return, line by line, whether hours of the day overlap; each different two are looked at once."""
    if not (one != "").any() or not (other != "").any():
        return np.ones(one.len(), dtype=bool)
    pairs = pl.DataFrame({"one": one, "other": other})
    different = pairs.unique()
    meet = [_meet(mine, theirs) for mine, theirs in different.iter_rows()]
    found = pairs.join(
        different.with_columns(meet=pl.Series(meet)), on=["one", "other"], how="left", maintain_order="left"
    )
    return found["meet"].to_numpy()


def _meet(one: str, other: str) -> bool:
    return any(
        first < their_last and theirs < last for first, last in minutes(one) for theirs, their_last in minutes(other)
    )
