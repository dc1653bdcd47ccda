"""What happens in a part: venues, teams, partners with what they give, and needs with their steps."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from loaders.samples.city.chance import Numbers
from loaders.samples.city.districts import plan
from loaders.samples.city.ground import Part

ON = date(2024, 11, 1)
_PARTNERS = ("enterprise", "institution", "social_organisation")
_SIDE = ("host", "partner")


def add_venues(made: Part, bodies: dict[str, pl.Series]) -> None:
    """Add a venue to each place of a level, run by the organisation there; a few have closed, or are only planned."""
    house = made.district.venue
    level = made.levels[house.level]
    keys = made.chance.keys("venue", house.form, level.numbers)
    status = np.where(made.planted("planned", "venue", level.numbers), "planned", "open")
    status = np.where(made.planted("closed", "venue", level.numbers), "closed", status)
    area = pl.Series(60.0 + made.chance.below("area", level.numbers, 60))
    names = level.names + house.name
    made.add("venue", key=keys, name=names, form=house.form, status=pl.Series(status), area=area)
    made.tie("located_at", house.form, level.numbers, keys, level.keys)
    units = bodies[_at(made, house.level)]
    there = units.is_not_null()
    more = {"as": "leads"}
    numbers = level.numbers[there.to_numpy()]
    made.tie("runs", house.form, numbers, units.filter(there), keys.filter(there), **more)


def add_teams(made: Part) -> None:
    """Add a team to each community, for one theme of the profile; a few have paused."""
    level, themes = made.levels["community"], made.district.themes
    keys = made.chance.keys("team", "community", level.numbers)
    picked = pl.Series(list(themes)).gather(level.numbers % len(themes))
    status = pl.Series(np.where(made.planted("paused", "team", level.numbers), "paused", "active"))
    listed = picked.to_frame("theme").select(pl.concat_list("theme"))["theme"]
    made.add("team", key=keys, name=level.names + "志愿服务队", themes=listed, status=status)
    made.tie("serves", "team", level.numbers, keys, level.keys)


def add_offers(made: Part, bodies: dict[str, pl.Series]) -> None:
    """Add to each community a partner, the agreement with it, and what it gives each month."""
    level, chance, numbers = made.levels["community"], made.chance, made.levels["community"].numbers
    units, papers = chance.keys("organisation", "partner", numbers), chance.keys("agreement", "partner", numbers)
    forms = pl.Series(list(_PARTNERS)).gather(numbers % len(_PARTNERS))
    names = level.names.str.replace("演示社区", "") + "演示共建单位"
    made.add("organisation", key=units, name=names, form=forms)
    made.tie("located_at", "partner", numbers, units, level.keys)
    signed = {"signed_on": date(2024, 3, 5), "since": date(2024, 3, 5)}
    number = f"GJ-{made.district.profile}-" + pl.Series(numbers + 1).cast(pl.String)
    made.add("agreement", key=papers, number=number, place=level.keys, status="active", **signed)
    hosts = bodies[_at(made, "community")]
    for side, parties in zip(_SIDE, (hosts, units), strict=True):
        made.tie("party_to", side, numbers, parties, papers, side=side)
    given, keys = given_by(made, numbers), chance.keys("offer", "partner", numbers)
    late = pl.Series(made.planted("unconfirmed", "offer", numbers))
    confirm = pl.select(pl.when(late).then(pl.lit(date(2023, 12, 31))).otherwise(pl.lit(date(2025, 12, 31))))
    made.add(
        "offer",
        key=keys,
        **{name: given[name] for name in ("name", "sort", "capacity", "unit")},
        categories=given.select(pl.concat_list("category")).to_series(),
        period="month",
        status="active",
        price=0.0,
        confirm_by=confirm.to_series(),
    )
    made.tie("gives", "partner", numbers, units, keys)
    made.tie("serves", "offer", numbers, keys, level.keys)


def given_by(made: Part, communities: Numbers) -> pl.DataFrame:
    """Return what the partner of each community gives."""
    return gifts()[made.chance.below("gift", communities, len(plan().offers))]


def gifts() -> pl.DataFrame:
    """Return what partners may give, a row each."""
    return pl.DataFrame([one.model_dump() for one in plan().offers])


def _at(made: Part, level: str) -> str:
    """Return the label of the first organisation of a level."""
    return next(f"{one.level}/{one.form}" for one in made.district.bodies if one.level == level)
