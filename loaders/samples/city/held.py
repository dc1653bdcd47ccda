"""Who sits in the posts of a part, and the people: holders, those who live there, and members."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from loaders.samples.city.chance import Chance, Numbers
from loaders.samples.city.districts import Seat
from loaders.samples.city.ground import Part
from loaders.samples.names import MARK

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "安宁康平和顺福瑞祥泰松柏竹梅兰菊荷莲枫桐云霞雪雨晨曦明亮清澈文武书画诗礼仁义信智"
OVER, ENDS = date(2023, 12, 31), date(2026, 12, 31)


def fill_seats(made: Part, label: str, role: str, numbers: Numbers, seats: pl.Series, *, rank: str | None) -> None:
    """Add posts, most of them held by somebody of their own; a few are vacant, over or held by who acts."""
    vacant = made.planted("seat_vacant", label, numbers)
    made.add("post", key=seats, role=role, rank=rank, vacant=_only(vacant))
    held = ~vacant
    persons = made.chance.keys("person", f"holder/{label}", numbers[held])
    _people(made, f"holder/{label}", numbers[held], persons)
    _hold(made, label, numbers[held], persons, seats.filter(pl.Series(held)))


def add_seats(made: Part, seat: Seat) -> None:
    """Add the posts of a level that belong to no organisation: heads of buildings, workers of grids, households."""
    level, label = made.levels[seat.level], f"{seat.level}/{seat.role}"
    there = ~made.planted("post_missing", label, level.numbers)
    if seat.one_in is not None:
        there = made.chance.planted(label, level.numbers, seat.one_in)
        there &= ~made.planted("empty", "home", level.numbers)
    numbers, places = level.numbers[there], level.keys.filter(pl.Series(there))
    seats = made.chance.keys("post", label, numbers)
    made.tie("post_in" if seat.one_in else "answers_for", label, numbers, seats, places)
    if seat.one_in is not None:
        made.add("post", key=seats, role=seat.role)
        held = ~made.planted("unheld", label, numbers)
        made.resident[np.flatnonzero(there)[held]] = True
        residents = made.chance.keys("person", "resident", numbers[held])
        made.tie("holds", label, numbers[held], residents, seats.filter(pl.Series(held)))  # households have no terms
    elif seat.level == "building":
        _heads(made, label, seat.role, numbers, seats)
    else:
        fill_seats(made, label, seat.role, numbers, seats, rank=None)


def _heads(made: Part, label: str, role: str, numbers: Numbers, seats: pl.Series) -> None:
    """Add heads of buildings; one in ten is whoever is named of the first home that is lived in."""
    homes = made.levels["home"].numbers
    first = numbers * made.district.levels["home"]
    same = made.planted("same_person", label, numbers) & ~made.planted("empty", "home", first)
    fill_seats(made, label, role, numbers[~same], seats.filter(pl.Series(~same)), rank=None)
    first = first[same]
    made.resident[first - homes[0]] = True
    made.add("post", key=seats.filter(pl.Series(same)), role=role)
    persons = made.chance.keys("person", "resident", first)
    _hold(made, label, numbers[same], persons, seats.filter(pl.Series(same)))


def add_members(made: Part, bodies: dict[str, pl.Series]) -> None:
    """Make one resident in so many a full member of the organisation around, one in ten of these still probationary."""
    members, homes = made.district.members, made.levels["home"]
    form = next(one.form for one in made.district.bodies if one.level == members.level and one.chain == "party")
    unit = bodies[f"{members.level}/{form}"].gather(made.above("home", members.level))
    chosen = made.chance.planted("member", homes.numbers, members.one_in) & unit.is_not_null().to_numpy()
    chosen &= ~made.planted("empty", "home", homes.numbers)
    numbers = homes.numbers[chosen]
    made.resident[chosen] = True
    stage = pl.Series(
        np.where(made.chance.planted("probationary", numbers // members.one_in, 10), "probationary", "full")
    )
    residents = made.chance.keys("person", "resident", numbers)
    more = {"stage": stage, "relation": "formal"}
    made.tie("member_of", "resident", numbers, residents, unit.filter(pl.Series(chosen)), **more)


def add_residents(made: Part) -> None:
    """Add everybody who is named for the home that they live in."""
    homes = made.levels["home"]
    numbers = homes.numbers[made.resident]
    persons = made.chance.keys("person", "resident", numbers)
    _people(made, "resident", numbers, persons)
    made.tie("lives_in", "resident", numbers, persons, homes.keys.filter(pl.Series(made.resident)))


def _hold(made: Part, label: str, numbers: Numbers, persons: pl.Series, seats: pl.Series) -> None:
    over = made.planted("term_over", label, numbers)
    ends = pl.select(pl.when(pl.Series(over)).then(pl.lit(OVER)).otherwise(pl.lit(ENDS))).to_series()
    acting = _only(made.planted("acting", label, numbers))
    made.tie("holds", label, numbers, persons, seats, acting=acting, term_ends=ends)


def _people(made: Part, label: str, numbers: Numbers, keys: pl.Series) -> None:
    chance: Chance = made.chance
    given, signs = pl.Series(list(_GIVEN)), len(_GIVEN)
    names = (
        MARK
        + pl.Series(list(_SURNAMES)).gather(chance.below(f"{label}/surname", numbers, len(_SURNAMES)))
        + given.gather(chance.below(f"{label}/first", numbers, signs))
        + given.gather(chance.below(f"{label}/second", numbers, signs))
    )
    years = pl.Series(1940 + chance.below(f"{label}/born", numbers, 60))
    known = pl.Series(chance.planted(f"{label}/known", numbers, 4))
    made.add("person", key=keys, name=names, birth_year=pl.select(pl.when(known).then(years)).to_series())


def _only(flags: np.ndarray) -> pl.Series:
    """Return true where a flag is set, else nothing."""
    return pl.select(pl.when(pl.Series(flags)).then(pl.lit(value=True))).to_series()
