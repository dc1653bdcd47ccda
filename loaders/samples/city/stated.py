"""What a part says of itself: which ledgers are complete, and what was published."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from loaders.samples.city.doing import ON
from loaders.samples.city.ground import Level, Part

_STALE = date(2022, 12, 31)
_DOCUMENT = "演示公报（2024年11月）"


def add_listings(made: Part) -> None:
    """Declare the ledgers of streets and communities complete; a few of these are stale, and a few say nothing."""
    streets, district = made.levels["street"], made.district
    forms = sorted({one.form for one in district.bodies if one.level == "street"})
    if forms:
        _declare(made, "street", streets, f"kind=organisation form={','.join(forms)}", None)
    level = made.levels["community"]
    told = ~made.planted("unlisted", "community", level.numbers)
    bodies = [one for one in district.bodies if one.level != "street"]
    forms = sorted({one.form for one in bodies})
    roles = sorted({one.head for one in bodies if one.head} | {one.role for one in district.posts})
    below = list(made.levels)[2:]
    for selector in (
        f"kind=organisation form={','.join(forms)}",
        f"kind=post role={','.join(roles)}",
        f"kind=place level={','.join(sorted(below))}",
    ):
        _declare(made, "community", level, selector, told)


def _declare(made: Part, label: str, level: Level, selector: str, told: np.ndarray | None) -> None:
    there = pl.Series(np.ones(level.numbers.size, dtype=np.bool_) if told is None else told)
    stale = pl.Series(made.planted("stale", label, level.numbers))
    as_of = pl.select(pl.when(stale).then(pl.lit(_STALE)).otherwise(pl.lit(ON))).to_series()
    keys = made.chance.keys("listing", f"{label}/{selector}", level.numbers)
    within = level.keys.filter(there)
    made.add("listing", key=keys.filter(there), selector=selector, within=within, as_of=as_of.filter(there))


def add_figures(made: Part) -> None:
    """Publish of each community its homes and its posts, as they are; one figure in ten is not what the ledger says."""
    level = made.levels["community"]
    homes = np.bincount(made.above("home", "community"), minlength=level.numbers.size)
    posts = _posts(made)
    for label, name, measure, counted in (
        ("homes", "户室数", "count kind=place level=home", homes),
        ("posts", "居民户岗位数", f"count kind=post role={made.district.posts[-1].role}", posts),
    ):
        wrong = made.planted("wrong_figure", label, level.numbers)
        made.add(
            "figure",
            key=made.chance.keys("figure", label, level.numbers),
            subject=level.keys,
            name=name,
            measure=measure,
            value=pl.Series(counted + np.where(wrong, 3, 0)),
            bound="exact",
            unit="things",
            as_of=ON,
            document=_DOCUMENT,
        )


def _posts(made: Part) -> np.ndarray:
    """Return how many households' posts each community has."""
    level = made.levels["community"]
    seat = made.district.posts[-1]
    ties = pl.concat([one for one in made.rows["post_in"] if one.height])
    homes = pl.DataFrame({"target": made.levels["home"].keys, "at": made.above("home", "community")})
    at = ties.join(homes, on="target")["at"].to_numpy()
    assert seat.level == "home"  # noqa: S101 - the last posts of a district are those of homes
    return np.bincount(at, minlength=level.numbers.size)
