"""A made-up city of any size: five districts, one a profile, made as frames and straight into a store.

The five samples beside this one are small enough to read, and are workbooks. This one is for how it goes at
the size of a city: everything that a district of its profile has, with what is commonly wrong, in the rates
that ``districts.yaml`` states under ``defects``: an organisation that was never set up (1 in 40), a post that
is missing or vacant (1 in 50 each), a term that has run out (1 in 30), an estate whose homes have no number
of households (1 in 20), a community that declares no ledger complete (1 in 20) or did so last in 2022
(1 in 15), a figure that is not the ledger's (1 in 10), and more. In each run of so many there is exactly one.
What a load refuses, such as a second parent of a place, is never written.

The same number of homes and seed make the same rows, and so the same digests, on every machine. A city is
made in parts of whole streets, one revision a part, so that what is in memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from hashlib import sha256

import polars as pl

from graph.changes import ChangeSet, apply
from graph.errors import BadInput
from graph.stores import Store
from graph.tables import Tables
from loaders.samples.city.bodies import add_bodies
from loaders.samples.city.chance import Chance
from loaders.samples.city.districts import District, plan
from loaders.samples.city.doing import ON, add_offers, add_teams, add_venues
from loaders.samples.city.ground import Part, part_of
from loaders.samples.city.held import add_members, add_residents, add_seats
from loaders.samples.city.needs import add_needs
from loaders.samples.city.stated import add_figures, add_listings

__all__ = ["HOMES", "LEAST", "MOST", "ON", "SEED", "city_parts", "city_tables", "digest_of", "write_city"]

LEAST, MOST = 500, 20_000_000
HOMES, SEED = 10_000, 135
_A_PART = 100_000  # homes; the whole streets that hold about so many are made together


def city_parts(homes: int, *, seed: int = SEED, profiles: Collection[str] | None = None) -> Iterator[ChangeSet]:
    """Yield a city of so many homes, part after part, as changes to an empty store.

    Args:
        homes: How many, shared evenly by the districts.
        seed: What chance follows from.
        profiles: Only the districts of these; None = all five.

    Raises:
        BadInput: That is no number of homes that a city can have.

    Example:
        >>> sum(part.frames["place"].filter(pl.col("level") == "home").height for part in city_parts(500))
        500
    """
    if not LEAST <= homes <= MOST:
        raise BadInput("city_homes", found=f"{homes:,}", least=f"{LEAST:,}", most=f"{MOST:,}")
    chosen = [one for one in plan().districts if profiles is None or one.profile in profiles]
    share, rest = divmod(homes, len(chosen))
    for position, district in enumerate(chosen):
        yield from _district(district, share + (position < rest), seed)


def city_tables(homes: int, *, seed: int = SEED, profiles: Collection[str] | None = None) -> Tables:
    """Return the tables of a city, made in memory."""
    parts = [part.frames for part in city_parts(homes, seed=seed, profiles=profiles)]
    kinds = dict.fromkeys(kind for part in parts for kind in part)
    return apply(
        Tables({}), ChangeSet({kind: pl.concat([one[kind] for one in parts if kind in one]) for kind in kinds})
    )


def write_city(store: Store, homes: int, *, seed: int = SEED) -> str:
    """Write a city into a store that is still empty, and return one digest over those of its revisions.

    Raises:
        BadInput: There is something in the store, or no city has so many homes.
        StoreError: As a commit raises it.
    """
    if store.revision().number:
        raise BadInput("city_not_empty", store=store.where)
    for part in city_parts(homes, seed=seed):
        store.commit(part)
    return digest_of(store)


def digest_of(store: Store) -> str:
    """Return one digest over those of all revisions of a store: equal where two cities are."""
    return sha256("".join(one.digest for one in store.revisions()).encode()).hexdigest()


def _district(district: District, homes: int, seed: int) -> Iterator[ChangeSet]:
    chance, counts = Chance(seed, district.profile), district.counts(homes)
    a_street = 1
    for level in list(district.levels)[1:]:
        a_street *= district.levels[level]
    together = max(1, _A_PART // a_street)
    for first in range(0, counts["street"], together):
        made = part_of(district, chance, homes, range(first, min(first + together, counts["street"])))
        yield _changes(made, seed)


def _changes(made: Part, seed: int) -> ChangeSet:
    bodies = add_bodies(made)
    for seat in made.district.posts:
        add_seats(made, seat)
    add_members(made, bodies)
    add_residents(made)
    add_venues(made, bodies)
    add_teams(made)
    add_offers(made, bodies)
    add_needs(made, bodies)
    add_listings(made)
    add_figures(made)
    frames = {kind: pl.concat(parts, how="diagonal_relaxed") for kind, parts in made.rows.items()}
    at = datetime.combine(ON, datetime.min.time(), UTC)  # so that digests are the same whenever it is made
    return ChangeSet(frames, by="linli sample", at=at, source=f"linli sample city --seed {seed}")
