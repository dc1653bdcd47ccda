"""Posts as seats: what is known of each, who is in charge of it today, and who its deputies (SEMANTICS S1, S2, S5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
import polars as pl

from graph.facts.bands import Band
from graph.facts.holds import HOLDS, Holds
from graph.facts.kept import Each
from graph.facts.ledger import Ledger
from graph.facts.reach import Pairs
from graph.network import Network
from graph.network.columns import Bools, Ints
from graph.network.grouping import Lists, starts_of
from graph.selectors import Selector

_LAST = 2**31 - 1


class How(IntEnum):
    """How somebody sits in a seat; the name in lower case is the code of the answer."""

    HOLDER = 0
    ACTING = 1
    DEPUTY = 2
    UNKNOWN = 3
    STANDING_IN = 4


class Seat(IntEnum):
    """What is known of a seat; the name in lower case is the code of the answer."""

    HELD = 0
    VACANT = 1
    ENDED = 2
    UNKNOWN = 3


NOBODY = -1


@dataclass(frozen=True)
class Seats:
    """Every post of the date, by row; at rows of other kinds nothing is meant.

    Attributes:
        state: A ``Seat``.
        deputy: Whether it is of rank deputy.
        absent: Whether whoever holds it is away today, and no other holder is there.
        how: How the one in charge sits there: ``HOLDER``, ``ACTING``, ``STANDING_IN``, ``UNKNOWN`` where somebody
            sits there and nobody wrote down who, ``NOBODY`` where there is nobody to ask.
        person: Row of the one in charge, -1 where ``how`` names nobody.
        tie: Position of the ``holds`` tie by which they are, -1 likewise, and for who stands in.
        absence: Row of the absence by which somebody stands in, -1 elsewhere.
        deputies: By post, the posts of its deputies, in the order in which they are asked.
        offices: How much each thing counts, at least and at most; asked with True, a vacant seat counts too.
    """

    state: Ints
    deputy: Bools
    absent: Bools
    how: Ints
    person: Ints
    tie: Ints
    absence: Ints
    deputies: Lists
    offices: Each[bool, Band]


def seats_of(network: Network, holds: Holds, ledger: Ledger, scopes: Pairs) -> Seats:
    """Return the seats of a network's date.

    Args:
        network: The network.
        holds: Who holds and held which post.
        ledger: Where an empty seat is known to be vacant.
        scopes: Which places posts answer for: deputies of a post that is in no unit are known by them.
    """
    first, last = network.rows.block["post"]
    ranks, names = network.rows.codes("post", "rank")
    deputy = np.zeros(network.rows.size, dtype=bool)
    deputy[first:last] = ranks == (names.index("deputy") if "deputy" in names else _LAST)
    state = _states(network, holds, ledger)
    how, person, tie = _in_charge(network, holds)
    absent = _absent(network, holds, how)
    absence = _stand_in(holds, how, person)
    unknown = (state == Seat.UNKNOWN) & network.view.valid
    unknown[:first] = unknown[last:] = False
    how[unknown & (how == NOBODY)] = How.UNKNOWN
    return Seats(
        state,
        deputy,
        absent,
        how,
        person,
        tie,
        absence,
        _deputies(network, deputy, scopes),
        _each_offices(network, state),
    )


def known_of(seats: Seats) -> Mapping[str, Any]:
    """Return the columns of seats by name, without those that are only counted when asked for."""
    return {one.name: getattr(seats, one.name) for one in fields(Seats) if one.name != "offices"}


def seats_again(network: Network, known: Mapping[str, Any]) -> Seats:
    """Rebuild the seats of a network's date from what ``known_of`` returned."""
    return Seats(**known, offices=_each_offices(network, known["state"]))


def _each_offices(network: Network, state: Ints) -> Each[bool, Band]:
    return Each(lambda vacant_ok: _offices(network, state, vacant_ok=vacant_ok))


def _in_charge(network: Network, holds: Holds) -> tuple[Ints, Ints, Ints]:
    """Return by post how, who and by which tie: of those who are here, holders before who acts, then the lowest key."""
    ties, away, acting = network.rows.ties[HOLDS], holds.away, holds.acting
    here = holds.today[~away[holds.today]] if away.any() else holds.today
    acts = acting[here]
    how = np.full(network.rows.size, NOBODY, dtype=np.int8)
    person, tie = (np.full(how.size, -1, dtype=np.int32) for _ in range(2))
    for sits, who in ((How.ACTING, here[acts]), (How.HOLDER, here[~acts] if acts.any() else here)):
        first = who[::-1]  # ties come by person: the first of each post is written last
        post = ties.target.take(first)
        how[post], person[post], tie[post] = sits, ties.source.take(first), first
    return how, person, tie


def _stand_in(holds: Holds, how: Ints, person: Ints) -> Ints:
    """Put who stands in into the posts in which nobody is left, and return by post the absence by which they do."""
    if not holds.standing_in:  # mostly: one number for all
        return np.broadcast_to(np.int32(-1), how.size)
    absence = np.full(how.size, -1, dtype=np.int32)
    for post, one in holds.standing_in.items():
        if how[post] == NOBODY:
            how[post], person[post], absence[post] = How.STANDING_IN, one.stands_in, one.row
    return absence


def _absent(network: Network, holds: Holds, how: Ints) -> Bools:
    """Return the posts whose holder is away, and those who act too where nobody else is in charge."""
    ties = network.rows.ties[HOLDS]
    away = holds.today[holds.away[holds.today]]
    acting = holds.acting[away]
    found = np.zeros(network.rows.size, dtype=bool)
    found[ties.target[away[~acting]]] = True
    alone = ties.target[away[acting]]
    found[alone[how[alone] == NOBODY]] = True
    found[how == How.HOLDER] = False
    return found


def _states(network: Network, holds: Holds, ledger: Ledger) -> Ints:
    """Return what is known of each post: held, vacant, ended or unknown."""
    rows, view = network.rows, network.view
    first, last = rows.block["post"]
    ties = rows.ties[HOLDS]
    state = np.full(rows.size, Seat.UNKNOWN, dtype=np.int8)
    state[ties.target[holds.begun]] = Seat.ENDED  # of those still held, see below
    held = ties.target[holds.today]
    open_ = view.valid[first:last].copy()
    open_[held - first] = False
    empty = np.flatnonzero(open_).astype(np.int32) + first
    if empty.size:
        roles, names = rows.codes("post", "role")
        written = rows.filled("post", "vacant", empty=False)
        anchor = view.anchor[empty]
        for code in np.flatnonzero(np.bincount(roles[empty - first])).tolist():
            chosen = roles[empty - first] == code
            role = Selector({"kind": frozenset(["post"]), "role": frozenset([names[code]])})
            covered = np.append(ledger.covers(role).covered, False)  # the last: of what lies nowhere
            here = empty[chosen]
            listed = covered[anchor[chosen]]
            state[here[listed | written[here - first]]] = Seat.VACANT
    state[held] = Seat.HELD
    return state


def _deputies(network: Network, deputy: Bools, scopes: Pairs) -> Lists:
    """Return the deputies of each post: same role and same unit, or the same places where neither is in one."""
    rows = network.rows
    first, last = rows.block["post"]
    posts = np.flatnonzero(network.view.valid[first:last]).astype(np.int32) + first
    if not deputy[posts].any():
        return Lists(np.zeros(rows.size + 1, dtype=np.int32), np.array([], dtype=np.int32))
    roles, _ = rows.codes("post", "role")
    posts = posts[np.isin(roles[posts - first], roles[posts[deputy[posts]] - first])]
    among = _among(network, posts, scopes)
    order = rows.filled("post", "display_order", _LAST)
    known = pl.DataFrame({"post": posts, "role": roles[posts - first], "order": order[posts - first]}).with_columns(
        pl.Series("among", [among.get(post) for post in posts.tolist()], dtype=pl.String),
        pl.Series("deputy", deputy[posts]),
    )
    pairs = (
        known.select("post", "role", "among")
        .join(known.filter("deputy").rename({"post": "other"}), on=["role", "among"])
        .filter(pl.col("post") != pl.col("other"))
        .sort("post", "order", "other")
    )
    return Lists(starts_of(pairs["post"].to_numpy(), rows.size), pairs["other"].to_numpy().astype(np.int32))


def _among(network: Network, posts: Ints, scopes: Pairs) -> dict[int, str]:
    """Return by post what its deputies have in common with it: the units it is in, else the places it answers for."""
    units = network.view.out("post_in")
    places: dict[int, list[str]] = {}
    chosen = np.isin(scopes.carrier, posts)
    for post, place in zip(scopes.carrier[chosen].tolist(), scopes.place[chosen].tolist(), strict=True):
        places.setdefault(post, []).append(str(place))
    found = {post: "at " + ",".join(at) for post, at in places.items()}
    inside = {post: "in " + ",".join(map(str, units.of(post))) for post in posts.tolist() if units.of(post).size}
    return {**found, **inside}


def _offices(network: Network, state: Ints, *, vacant_ok: bool) -> Band:
    low = np.ones(network.rows.size, dtype=np.int8)  # nobody counts for more than one; sums are wider
    high = low.copy()
    if not vacant_ok:
        first, last = network.rows.block["post"]
        low[first:last] = state[first:last] == Seat.HELD
        high[first:last] = state[first:last] != Seat.VACANT
    return Band(low, high)
