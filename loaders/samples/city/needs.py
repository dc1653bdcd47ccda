"""The needs of a part, one to a hundred homes, and how far each has come."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from loaders.samples.city.chance import Numbers
from loaders.samples.city.districts import plan
from loaders.samples.city.doing import ON, gifts
from loaders.samples.city.ground import Part

A_NEED = 100  # homes
#: How far a need may come: each step with the state that it leads to.
STEPS = (("raise", "open"), ("dispatch", "dispatched"), ("take", "taken"), ("finish", "finished"), ("rate", "rated"))
_OPEN = 3  # so many steps and no more: something is still due
_ASKED = ("asked", "claimed", "done", "done")


def add_needs(made: Part, bodies: dict[str, pl.Series]) -> None:
    """Add needs, where they lie, their steps, and which offer meets them; a few are late."""
    homes, level = made.levels["home"], made.district.dispatches
    chosen = made.chance.planted("need", homes.numbers, A_NEED)
    numbers, at = homes.numbers[chosen], np.flatnonzero(chosen)
    form = next(one.form for one in made.district.bodies if one.level == level)
    units = bodies[f"{level}/{form}"].gather(made.above("home", level)[at])
    steps = np.where(units.is_null().to_numpy(), 1, 1 + made.chance.below("steps", numbers, len(STEPS)))
    around = made.levels["community"].numbers[made.above("home", "community")[at]]
    given = made.chance.below("gift", around, len(plan().offers))  # what is on its way to be met is what is given there
    said = gifts()[np.where(steps > 1, given, made.chance.below("wanted", numbers, len(plan().offers)))]
    back = made.chance.below("raised", numbers, 60)
    late = made.planted("overdue", "need", numbers // A_NEED) & (steps <= _OPEN)
    raised = _days(np.where(late, 40 + back, back))
    due = (raised.to_frame("on").select(pl.col("on") + timedelta(days=30))).to_series()
    keys = made.chance.keys("need", "home", numbers)
    made.add(
        "need",
        key=keys,
        number=f"XQ-{made.district.profile}-" + pl.Series(numbers // A_NEED + 1).cast(pl.String),
        name=said["need"],
        category=said["category"],
        unit=said["unit"],
        quantity=1,
        raised_on=raised,
        due=due,
    )
    buildings = made.levels["building"].keys.gather(made.above("home", "building")[at])
    made.tie("located_at", "need", numbers, keys, buildings)
    _add_steps(made, numbers, keys, raised, due, units, steps, around)


def _add_steps(
    made: Part,
    numbers: Numbers,
    keys: pl.Series,
    raised: pl.Series,
    due: pl.Series,
    units: pl.Series,
    steps: Numbers,
    around: Numbers,
) -> None:
    offers = made.chance.keys("offer", "partner", around)
    # At the end of the day on which it is due, in Asia/Shanghai.
    until = due.dt.strftime("%Y-%m-%dT16:00:00Z")
    for position, (sort, state) in enumerate(STEPS):
        there = pl.Series(steps > position)
        mine = numbers[there.to_numpy()]
        more: dict[str, object] = {}
        if sort != "raise":
            more["by"] = units.filter(there)
        if sort == "dispatch":
            more["to"] = offers.filter(there)
        if sort == "rate":
            more["outcome"] = "satisfied"
        if position < _OPEN:
            more["due"] = until.filter(there)
        made.add(
            "step",
            key=made.chance.keys("step", sort, mine),
            need=keys.filter(there),
            number=position + 1,
            sort=sort,
            at=raised.filter(there).dt.strftime(f"%Y-%m-%dT0{position + 1}:00:00Z"),
            state=state,
            **more,
        )
    asked = pl.Series(steps > 1)
    met = pl.Series(list(_ASKED)).gather(np.maximum(steps - 2, 0)).filter(asked)
    on = raised.filter(asked)
    chosen = numbers[asked.to_numpy()]
    made.tie("meets", "need", chosen, offers.filter(asked), keys.filter(asked), quantity=1, state=met, asked_on=on)


def _days(back: Numbers) -> pl.Series:
    """Return the days so long before the day of the city."""
    since = date(1970, 1, 1)
    return pl.Series((ON - since).days - back).cast(pl.Int32).cast(pl.Date)
