"""Where would every home's problem end? The walk of escalation for all homes at once.

One row a chain, cause, first slot not reached and place; with it the load on each seat: how many
homes would come to it, each once over all chains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED, Answer
from graph.network import Network
from graph.network.rows import Ints, Longs
from graph.questions.bands import Band
from graph.questions.fold import ABOVE, DEAD_END, TOP, UNKNOWN, Fold, fold
from graph.questions.homes import homes_of
from graph.questions.profiles import profile_rows
from graph.questions.seats import seats_of
from graph.questions.shown import Shown
from graph.questions.issues import network_issues
from graph.rows import AUDIT, AUDIT_LOAD
from graph.rules import Profile, Rules

_CAUSES = {DEAD_END: "dead_end", UNKNOWN: "unknown"}


@dataclass(frozen=True)
class _Walked:
    """The walks of the homes under one profile, a fold a chain, with what each start stands for."""

    profile: Profile
    folds: Mapping[str, Fold]
    homes: Band
    households: Band


def audit(network: Network, rules: Rules) -> Answer:
    """Return where the path of every home ends, and how many homes come to each seat.

    A place without homes recorded below it stands for an unknown number of them: {0, ∞}.

    Args:
        network: Asked about the homes in its *within*, on its date.
        rules: The profiles; each home follows the one of its nearest place that names one.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> audit(Network(Tables({}), date(2024, 11, 1)), load_rules()).rows.height
        0
    """
    walked = [_walk(network, rules, profile, starts) for profile, starts in _starts(network, rules)]
    return Answer(
        question="audit",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": _rows(network, walked), "load": _load(network, walked)},
        totals=_totals(walked),
        issues=network_issues(network, [one.profile for one in walked]),
    )


def _starts(network: Network, rules: Rules) -> list[tuple[Profile, Ints]]:
    view = network.view
    start = view.valid[: view.places].copy()
    for forest in view.forests:
        start[forest.parent[(forest.parent >= 0) & view.valid[: view.places]]] = False
    if network.within_row is not None:
        start &= view.inside(network.within_row)
    names, at = profile_rows(network)
    found = []
    for position, name in enumerate(names):
        rows = np.flatnonzero(start & (at == position)).astype(np.int32)
        if name in rules.profiles and rows.size:
            found.append((rules.profiles[name], rows))
    return found


def _walk(network: Network, rules: Rules, profile: Profile, starts: Ints) -> _Walked:
    homes = homes_of(network, rules)
    home = homes.count[starts] == 1
    count = Band(home.astype(np.int64), np.where(home, 1, UNBOUNDED))
    households = Band(homes.households.low[starts], np.where(home, homes.households.high[starts], UNBOUNDED))
    return _Walked(profile, {chain: fold(network, profile, chain, starts) for chain in profile.chains}, count, households)


def _totals(walked: list[_Walked]) -> dict[str, object]:
    chains: dict[str, dict[str, int]] = {}
    for one in walked:
        for chain, walks in one.folds.items():
            counts = np.bincount(walks.end, minlength=4)
            mine = chains.setdefault(chain, {"top": 0, "dead_end": 0, "unknown": 0})
            for name, end in (("top", TOP), ("dead_end", DEAD_END), ("unknown", UNKNOWN)):
                mine[name] += int(counts[end])
    return {"chains": chains}


def _rows(network: Network, walked: list[_Walked]) -> pl.DataFrame:
    frames = [
        _chain_rows(network, one, chain, walks, chain_order)
        for one in walked
        for chain_order, (chain, walks) in enumerate(one.folds.items())
    ]
    if not frames:
        return pl.DataFrame(schema=AUDIT)
    rows = pl.concat(frames).sort("profile", "order", "cause_order", "slot_order", "position", maintain_order=True)
    shown = Shown(network)
    return rows.with_columns(
        shown.places(rows["place_row"]).alias("place"),
        pl.Series("example", [shown.key(row) for row in rows["example_row"]], dtype=pl.String),
    ).select(list(AUDIT))


def _chain_rows(network: Network, one: _Walked, chain: str, walks: Fold, order: int) -> pl.DataFrame:
    """Group the starts that stop early by cause, slot and place."""
    short = np.flatnonzero((walks.end == DEAD_END) | (walks.end == UNKNOWN))
    slot, starts = walks.missing[short], walks.starts[short]
    place = _places_at(network, one.profile, chain, slot, starts)
    slots = one.profile.chains[chain].slots
    group = _group(walks.end[short], slot, place)
    first, inverse = group
    homes = _sum(one.homes.take(short), inverse, first.size)
    households = _sum(one.households.take(short), inverse, first.size)
    example = np.full(first.size, np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(example, inverse, starts)
    cause = walks.end[short][first]
    return pl.DataFrame(
        {
            "profile": [one.profile.key] * first.size,
            "order": [order] * first.size,
            "cause_order": cause,
            "slot_order": slot[first],
            "position": np.where(place[first] >= 0, network.view.territory.low[np.maximum(place[first], 0)], -1),
            "chain": [chain] * first.size,
            "cause": [_CAUSES[int(each)] for each in cause],
            "slot": [slots[int(each)].key for each in slot[first]],
            "place_row": place[first],
            "homes": homes.structs(),
            "households": households.structs(),
            "example_row": example,
        },
        schema_overrides={
            "profile": pl.String,
            "chain": pl.String,
            "cause": pl.String,
            "slot": pl.String,
            "order": pl.Int64,
        },
    )


def _places_at(network: Network, profile: Profile, chain: str, slot: Ints, starts: Ints) -> Ints:
    """Return each start's place at the level of the slot not reached, else the nearest above it."""
    levels, names = network.rows.codes("place", "level")
    found = np.full(starts.size, -1, dtype=np.int32)
    for position in np.unique(slot).tolist():
        wanted = profile.chains[chain].slots[position].level
        widest = min(profile.level_rank[level] for level in wanted)
        at = slot == position
        of_level = np.isin(levels, [names.index(level) for level in wanted if level in names])
        wider_names = [names.index(level) for level, rank in profile.level_rank.items() if rank < widest and level in names]
        here = network.view.nearest(of_level, starts[at])
        above = network.view.nearest(np.isin(levels, wider_names), starts[at])
        found[at] = np.where(here >= 0, here, above)
    return found


def _group(end: Ints, slot: Ints, place: Ints) -> tuple[Longs, Longs]:
    width = np.int64(place.max(initial=0) + 2)
    code = (end.astype(np.int64) * 64 + slot) * width + (place + 1)
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return first, inverse


def _sum(band: Band, group: Longs, size: int) -> Band:
    unknown = band.high >= UNBOUNDED
    low = np.zeros(size, dtype=np.int64)
    high = np.zeros(size, dtype=np.int64)
    np.add.at(low, group, band.low)
    np.add.at(high, group, np.where(unknown, 0, band.high))
    high[np.unique(group[unknown])] = UNBOUNDED
    return Band(low, high)


def _load(network: Network, walked: list[_Walked]) -> pl.DataFrame:
    """Add up the homes that come to each seat: a home once a seat, over all chains."""
    size = network.rows.size
    homes = [np.zeros(size, dtype=np.int64) for _ in range(4)]
    open_ended = np.zeros(size, dtype=bool)
    unit = np.full(size, -1, dtype=np.int32)
    for one in walked:
        seen: list[Ints] = []
        for walks in one.folds.values():
            for seats, units in zip(walks.seats, walks.units, strict=True):
                counted = (seats >= 0) & (walks.end != ABOVE)
                for column in seen:
                    counted &= column != seats
                at = np.flatnonzero(counted)
                seat = seats[at]
                unit[seat] = units[at]
                unknown = one.homes.high[at] >= UNBOUNDED
                open_ended[seat[unknown]] = True
                for total, band in zip(homes, (*one.homes, *one.households), strict=True):
                    total += np.bincount(seat, np.where(unknown, 0, band[at]), minlength=size).astype(np.int64)
            seen += walks.seats
    seat = np.flatnonzero(unit >= 0).astype(np.int32)
    load = Band(homes[0][seat], np.where(open_ended[seat], UNBOUNDED, homes[1][seat]))
    households = Band(homes[2][seat], np.where(open_ended[seat], UNBOUNDED, homes[3][seat]))
    order = np.lexsort((seat, -load.low))
    seat, load, households = seat[order], load.take(order), households.take(order)
    first, last = network.rows.block["post"]
    shown = Shown(network)
    return pl.DataFrame(
        {
            "unit": shown.things(shown_unit(network, unit[seat])),
            "post": shown.posts(np.where((seat >= first) & (seat < last), seat, -1)),
            "holder": shown.things(_first_person(network, seat)),
            "homes": load.structs(),
            "households": households.structs(),
        },
        schema=AUDIT_LOAD,
    )


def _first_person(network: Network, seat: Ints) -> Ints:
    """Return who sits in each seat: the holder, else whoever acts; -1 for unknown."""
    seats = seats_of(network)
    first = seats.start[seat]
    some = (first < seats.start[seat + 1]) & (seat >= network.rows.block["post"][0])
    at = np.where(some, first, 0)
    own = some & (seats.seat[at] == seat) if seats.seat.size else some
    return np.where(own, seats.person[at] if seats.person.size else -1, -1).astype(np.int32)


def shown_unit(network: Network, carrier: Ints) -> Ints:
    """Return what a carrier is shown as the unit of: itself, or for a post what it is in, -1 for nothing."""
    first, last = network.rows.block["post"]
    is_post = (carrier >= first) & (carrier < last)
    return np.where(is_post, network.view.out("post_in").first()[carrier], carrier).astype(np.int32)
