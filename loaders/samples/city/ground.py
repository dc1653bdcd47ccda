"""The places of one part of a district: whole streets with everything in them, down to the homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from loaders.samples.city.chance import Chance, Numbers
from loaders.samples.city.districts import District, plan

#: The level of the place that a district is.
ROOT = "county"
_FIRST = "和安康宁福瑞祥泰锦翠云松竹兰梅枫"
_SECOND = "顺平乐景华庭苑馨悦美润泽清雅秀川"
_A_FLOOR = 4  # homes on a floor


@dataclass(frozen=True)
class Level:
    """The places of one level in a part.

    Attributes:
        numbers: Their numbers in the district, in a run.
        keys: Their keys.
        names: What they are called within their parent.
        parent: Where each one's parent is among the places of the level above, in the part.
    """

    numbers: Numbers
    keys: pl.Series
    names: pl.Series
    parent: Numbers


@dataclass
class Part:
    """One part: its ground, and the frames that are made of it.

    Attributes:
        district: Which it is of.
        chance: What happens in it.
        levels: Its places by level, widest first.
        root: The key of the district.
        rows: By kind, the frames made so far.
        resident: By home of the part, whether somebody who lives there is named.
    """

    district: District
    chance: Chance
    levels: Mapping[str, Level]
    root: str
    rows: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    resident: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def add(self, kind: str, **columns: object) -> None:
        """Add rows of a kind; a column that is one value is the same in all of them."""
        key = columns["key"]
        height = key.len() if isinstance(key, pl.Series) else 1
        whole = {name: one if isinstance(one, pl.Series) else pl.lit(one).alias(name) for name, one in columns.items()}
        series = {name: one.alias(name) for name, one in whole.items() if isinstance(one, pl.Series)}
        frame = pl.DataFrame(list(series.values())) if series else pl.DataFrame({"key": [key]})
        frame = frame.with_columns(one for name, one in whole.items() if name not in frame.columns)
        if height:
            self.rows.setdefault(kind, []).append(frame)

    def tie(self, kind: str, label: str, numbers: Numbers, source: object, target: object, **more: object) -> None:
        """Add ties of a kind, numbered as what they are of."""
        self.add(kind, key=self.chance.keys(kind, label, numbers), source=source, target=target, **more)

    def above(self, level: str, upper: str) -> Numbers:
        """Return for each place of a level where the one around it is among those of a wider level."""
        levels = list(self.levels)
        at = np.arange(self.levels[level].numbers.size)
        for one in reversed(levels[levels.index(upper) + 1 : levels.index(level) + 1]):
            at = self.levels[one].parent[at]
        return at

    def planted(self, defect: str, label: str, numbers: Numbers) -> np.ndarray:
        """Return which of some numbered things have a defect, in the rate of ``districts.yaml``."""
        return self.chance.planted(f"{defect}/{label}", numbers, plan().defects[defect])


def part_of(district: District, chance: Chance, homes: int, streets: range) -> Part:
    """Return the places of some streets of a district that has so many homes in all."""
    counts = district.counts(homes)
    root = str(chance.keys("place", ROOT, np.zeros(1, dtype=np.int64))[0])
    first, last = streets.start, streets.stop
    levels: dict[str, Level] = {}
    for level, each in district.levels.items():
        if levels:
            first, last = first * each, min(last * each, counts[level])
            upper = next(reversed(levels.values()))
            numbers = np.arange(first, last)
            around, within, base = numbers // each, numbers % each, upper.numbers[0]
        else:
            numbers = within = np.arange(first, last)
            around, base = np.zeros_like(numbers), np.int64(0)
        keys = chance.keys("place", level, numbers)
        levels[level] = Level(numbers, keys, _names(level, chance, around, within), around - base)
    made = Part(district, chance, levels, root, resident=np.zeros(levels["home"].numbers.size, dtype=np.bool_))
    if streets.start == 0:
        made.add("place", key=root, name=district.name, level=ROOT, profile=district.profile)
    _add_places(made)
    return made


def _names(level: str, chance: Chance, around: Numbers, within: Numbers) -> pl.Series:
    """Return what places are called, each otherwise than those beside it."""
    if level == "home":
        return pl.Series((within // _A_FLOOR + 1) * 100 + within % _A_FLOOR + 1).cast(pl.String) + "室"
    before, slot, after = plan().called[level].partition("{two}")
    if slot:
        pick = (chance.below(f"name/{level}", around, 256) + within) % 256
        middle = pl.Series(list(_FIRST)).gather(pick % 16) + pl.Series(list(_SECOND)).gather(pick // 16)
    else:
        before, _, after = plan().called[level].partition("{n}")
        middle = pl.Series(within + 1).cast(pl.String)
    return before + middle + after


def _add_places(made: Part) -> None:
    above = pl.Series([made.root])
    for level, one in made.levels.items():
        if level != "home":
            made.add("place", key=one.keys, name=one.names, level=level)
        made.tie("part_of", level, one.numbers, one.keys, above.gather(one.parent))
        above = one.keys
    _add_homes(made, made.levels["home"])


def _add_homes(made: Part, homes: Level) -> None:
    """Add the homes: some empty, some of unknown households, the others with one household or two."""
    chance, numbers = made.chance, homes.numbers
    around = list(made.levels)[2]  # what lies below a community
    uncounted = made.planted("uncounted", around, made.levels[around].numbers)[made.above("home", around)]
    empty = made.planted("empty", "home", numbers)
    households = np.where(empty, 0, 1 + (chance.below("two_households", numbers, 50) == 0))
    residents = np.where(empty, 0, households + chance.below("residents", numbers, 4))
    elders = np.minimum(residents, chance.below("elders", numbers, 3))
    young = np.minimum(residents - elders, chance.below("young", numbers, 2))
    known = pl.Series(~uncounted)

    def counted(values: Numbers) -> pl.Series:
        return pl.select(pl.when(known).then(pl.Series(values))).to_series()

    occupancy = pl.select(
        pl.when(known).then(pl.when(pl.Series(empty)).then(pl.lit("vacant")).otherwise(pl.lit("occupied")))
    ).to_series()
    made.add(
        "place",
        key=homes.keys,
        name=homes.names,
        level="home",
        occupancy=occupancy,
        households=counted(households),
        residents=counted(residents),
        residents_60=counted(elders),
        residents_14=counted(young),
    )
