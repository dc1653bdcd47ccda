"""The organisations of a part, who leads them, and the posts of those who head them."""

from __future__ import annotations

import numpy as np
import polars as pl

from loaders.samples.city.districts import Body
from loaders.samples.city.ground import Level, Part
from loaders.samples.city.held import fill_seats


def add_bodies(made: Part) -> dict[str, pl.Series]:
    """Add the organisations; return by ``level/form`` their keys, null where one was never set up."""
    found: dict[str, pl.Series] = {}
    above: dict[str, Body] = {}
    for body in made.district.bodies:
        label, level = f"{body.level}/{body.form}", made.levels[body.level]
        keys = made.chance.keys("organisation", label, level.numbers)
        there = np.ones(level.numbers.size, dtype=np.bool_)
        if body.level not in ("street", "community"):
            there = ~made.planted("body_missing", label, level.numbers)
        found[label] = pl.select(pl.when(pl.Series(there)).then(keys)).to_series()
        _add(made, body, level, keys, there)
        if body.chain is not None:
            if body.chain in above:
                _lead(made, body, found, above[body.chain])
            above[body.chain] = body
    return found


def _add(made: Part, body: Body, level: Level, keys: pl.Series, there: np.ndarray) -> None:
    label, numbers = f"{body.level}/{body.form}", level.numbers[there]
    keys, places = keys.filter(pl.Series(there)), level.keys.filter(pl.Series(there))
    names = level.names.filter(pl.Series(there)) + body.name
    made.add("organisation", key=keys, name=names, form=body.form)
    made.tie("answers_for", label, numbers, keys, places)
    if body.head is None:
        return
    seats = made.chance.keys("post", f"{label}/{body.head}", numbers)
    made.tie("post_in", f"{label}/{body.head}", numbers, seats, keys)
    fill_seats(made, f"{label}/{body.head}", body.head, numbers, seats, rank="chief")


def _lead(made: Part, body: Body, found: dict[str, pl.Series], upper: Body) -> None:
    """Add who leads: the organisation above on the same chain, where both are there."""
    label = f"{body.level}/{body.form}"
    own = found[label]
    leading = found[f"{upper.level}/{upper.form}"].gather(made.above(body.level, upper.level))
    both = own.is_not_null() & leading.is_not_null()
    numbers = made.levels[body.level].numbers[both.to_numpy()]
    more = {"chain": body.chain, "relation": "leads"}
    made.tie("reports_to", label, numbers, own.filter(both), leading.filter(both), **more)
