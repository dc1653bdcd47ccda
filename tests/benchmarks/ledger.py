"""The bench network: 350,000 homes with yanshan's ties, about a million things, made in memory.

Seven streets of 25 communities, each of five courtyards of ten buildings of forty homes. Every home has a
volunteer's post, nine of ten of them held by somebody who lives there; buildings have heads, courtyards
branches, communities and streets committees. One in fifty of each is missing, vacant or unknown, and the
first street has no secretary; one head in ten is also the volunteer of a home of hers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from graph.changes import ChangeSet, apply
from graph.tables import Tables

ON = date(2024, 11, 1)
_SIZES = (("street", 7), ("community", 25), ("courtyard", 5), ("building", 10), ("home", 40))


@dataclass
class _Made:
    frames: dict[str, list[pl.DataFrame]]

    def add(self, kind: str, **columns: object) -> None:
        self.frames.setdefault(kind, []).append(pl.DataFrame(columns))


def bench_tables(homes: int = 350_000, *, seed: int = 135) -> Tables:
    """Return the tables of a bench network of about so many homes."""
    random = np.random.default_rng(seed)
    made = _Made({})
    made.add("place", key=["place-root"], name=["演示区"], level=["county"], profile=["yanshan"])
    scale = homes / float(np.prod([size for _, size in _SIZES]))
    parents = np.array(["place-root"])
    by_level: dict[str, np.ndarray] = {}
    for level, size in _SIZES:
        count = max(1, round(size * scale)) if level == "street" else size
        keys = np.array([f"place-{level}{number:07d}" for number in range(parents.size * count)])
        above = np.repeat(parents, count)
        names = [f"演示{level}{number}" for number in range(keys.size)]
        made.add("place", key=keys, name=names, level=[level] * keys.size, profile=[None] * keys.size)
        made.add("part_of", key=_tie("part_of", keys), source=keys, target=above)
        by_level[level] = keys
        parents = keys
    _organisations(made, by_level, random)
    _heads(made, by_level, random)
    _volunteers(made, by_level["home"], random)
    _members(made, by_level)
    _venues(made, by_level["courtyard"])
    made.add(
        "listing",
        key=["listing-posts", "listing-homes", "listing-organisations"],
        selector=["kind=post role=building_head", "kind=place level=home", "kind=organisation"],
        within=["place-root"] * 3,
        as_of=[ON] * 3,
    )
    frames = {kind: pl.concat(parts, how="diagonal_relaxed") for kind, parts in made.frames.items()}
    return apply(Tables({}), ChangeSet(frames))


def _tie(kind: str, keys: np.ndarray) -> list[str]:
    return [f"{kind}-{key}" for key in keys]


def _organisations(made: _Made, by_level: dict[str, np.ndarray], random: np.random.Generator) -> None:
    above: np.ndarray | None = None
    for level, form in (("street", "party_work_committee"), ("community", "party_committee"), ("courtyard", "branch")):
        places = by_level[level]
        units = np.array([f"organisation-{level}{number:07d}" for number in range(places.size)])
        there = random.random(places.size) > (0.02 if level == "courtyard" else 0)
        units_here, places_here = units[there], places[there]
        count = units_here.size
        made.add("organisation", key=units_here, name=[f"演示{form}"] * count, form=[form] * count)
        made.add("answers_for", key=_tie("answers_for", units_here), source=units_here, target=places_here)
        posts = np.array([unit.replace("organisation", "post-secretary") for unit in units_here])
        vacant = random.random(count) < 0.02
        vacant[0] |= level == "street"  # so that a seventh of all paths ends below the top
        made.add("post", key=posts, role=["secretary"] * count, vacant=vacant.tolist())
        made.add("post_in", key=_tie("post_in", posts), source=posts, target=units_here)
        held = ~np.array(made.frames["post"][-1]["vacant"].to_list())
        _hold(made, posts[held], "secretary")
        if above is not None:
            parent = np.repeat(above, places.size // above.size)[there]
            made.add(
                "reports_to",
                key=_tie("reports_to", units_here),
                source=units_here,
                target=parent,
                chain=["party"] * count,
                relation=["leads"] * count,
            )
        above = units


def _heads(made: _Made, by_level: dict[str, np.ndarray], random: np.random.Generator) -> None:
    buildings = by_level["building"]
    there = random.random(buildings.size) > 0.02
    places = buildings[there]
    posts = np.array([place.replace("place-", "post-head-") for place in places])
    made.add("post", key=posts, role=["building_head"] * posts.size, vacant=(random.random(posts.size) < 0.02).tolist())
    made.add("answers_for", key=_tie("answers_for", posts), source=posts, target=places)
    vacant = np.array(made.frames["post"][-1]["vacant"].to_list())
    both = ~vacant & (random.random(posts.size) < 0.1)
    _hold(made, posts[~vacant & ~both], "head")
    homes = by_level["home"].reshape(buildings.size, -1)[there][:, 0]  # the head is a volunteer of her first home
    persons = np.array([home.replace("place-home", "person-volunteer") for home in homes[both]])
    made.add("holds", key=_tie("holds", posts[both]), source=persons, target=posts[both])


def _volunteers(made: _Made, homes: np.ndarray, random: np.random.Generator) -> None:
    posts = np.array([home.replace("place-home", "post-volunteer") for home in homes])
    made.add("post", key=posts, role=["volunteer_household"] * posts.size, vacant=[None] * posts.size)
    made.add("post_in", key=_tie("post_in", posts), source=posts, target=homes)
    held = random.random(homes.size) < 0.9
    held[::40] = True  # the homes whose volunteer may be the head
    persons = np.array([home.replace("place-home", "person-volunteer") for home in homes[held]])
    made.add("person", key=persons, name=[f"演示{number}" for number in range(persons.size)])
    made.add("holds", key=_tie("holds", posts[held]), source=persons, target=posts[held])
    made.add("lives_in", key=_tie("lives_in", persons), source=persons, target=homes[held])


def _members(made: _Made, by_level: dict[str, np.ndarray]) -> None:
    """Make every tenth volunteer a member of the branch of their courtyard, nine of ten of them full members."""
    homes = by_level["home"][::10]
    there = set(pl.concat(made.frames["lives_in"])["target"].to_list())
    units = {key for frame in made.frames["organisation"] for key in frame["key"]}
    of = np.repeat(
        [key.replace("place-", "organisation-") for key in by_level["courtyard"]],
        homes.size // by_level["courtyard"].size,
    )
    chosen = np.array([home in there and unit in units for home, unit in zip(homes, of, strict=True)])
    persons = np.array([home.replace("place-home", "person-volunteer") for home in homes[chosen]])
    stages = np.where(np.arange(persons.size) % 10 == 0, "probationary", "full")
    made.add(
        "member_of",
        key=_tie("member_of", persons),
        source=persons,
        target=of[chosen],
        stage=stages,
        relation=["formal"] * persons.size,
    )


def _venues(made: _Made, courtyards: np.ndarray) -> None:
    venues = np.array([key.replace("place-", "venue-") for key in courtyards])
    count = venues.size
    names, areas = [f"演示阵地{number}" for number in range(count)], (60.0 + np.arange(count) % 50).tolist()
    made.add("venue", key=venues, name=names, status=["open"] * count, area=areas)
    made.add("located_at", key=_tie("located_at", venues), source=venues, target=courtyards)


def _hold(made: _Made, posts: np.ndarray, prefix: str) -> None:
    persons = np.array([f"person-{prefix}-{post}" for post in posts])
    made.add("person", key=persons, name=[f"演示{prefix}{number}" for number in range(posts.size)])
    made.add("holds", key=_tie("holds", posts), source=persons, target=posts)
