"""Who can be asked in a post: its holder, whoever acts, its deputy — or why nobody.

An *option* is one person to ask in one post, in the order they are asked. A post whose holder is not
known has one option without a person: somebody sits there, and nobody wrote down who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
import polars as pl

from graph.facts.ledger import ledger_of
from graph.facts.reach import scopes_of
from graph.network import Network
from graph.network.rows import ALWAYS, NEVER, Bools, Ints
from graph.selectors import Selector
from graph.values.intervals import clean_intervals


class How(IntEnum):
    """How somebody sits in a seat; the name in lower case is the code of the answer."""

    HOLDER = 0
    ACTING = 1
    DEPUTY = 2
    UNKNOWN = 3


class Seat(IntEnum):
    """What is known of a seat; the name in lower case is the code of the answer."""

    HELD = 0
    VACANT = 1
    ENDED = 2
    UNKNOWN = 3


@dataclass(frozen=True)
class Seats:
    """Every post of the date, by row.

    Attributes:
        state: A ``Seat`` by row; only rows of posts mean something.
        absent: Whether whoever holds it is away today, and no other holder is there.
        deputy: Whether it is of rank deputy.
        start: Options of a row are ``start[row]:start[row + 1]`` of the following.
        person: Row of the person, -1 for unknown.
        how: A ``How``.
        seat: The post the person sits in: the row itself, or its deputy's post.
        tie: Position of the ``holds`` tie, -1 for unknown.
    """

    state: Ints
    absent: Bools
    deputy: Bools
    start: Ints
    person: Ints
    how: Ints
    seat: Ints
    tie: Ints


def seats_of(network: Network) -> Seats:
    """Return the seats of a network's date, made once."""
    return network.daily("seats", None, lambda: _seats(network))


def _seats(network: Network) -> Seats:
    rows, view = network.rows, network.view
    first, last = rows.block["post"]
    ranks, rank_names = rows.codes("post", "rank")
    deputy = np.zeros(rows.size, dtype=bool)
    deputy[first:last] = ranks == (rank_names.index("deputy") if "deputy" in rank_names else -2)

    holds = rows.ties["holds"]
    tie = np.flatnonzero(view.holding("holds")).astype(np.int32)
    acting = holds.frame["acting"].fill_null(value=False).to_numpy()[tie]
    away = absences(network)[tie]
    state = _states(network, holds.target[tie])
    own = _sitting(holds.target[tie], acting, holds.source[tie], tie, ~away)
    unknown = np.flatnonzero(state == Seat.UNKNOWN).astype(np.int32)
    unknown = unknown[(unknown >= first) & (unknown < last) & view.valid[unknown]]
    options = pl.concat(
        [
            own,
            pl.DataFrame(
                {"post": unknown, "how": int(How.UNKNOWN), "person": -1, "seat": unknown, "tie": -1, "place": 0},
                schema=own.schema,
            ),
            _deputies(network, deputy, own),
        ]
    ).sort("post", "place", maintain_order=True)
    absent = np.zeros(rows.size, dtype=bool)
    absent[holds.target[tie[away & ~acting]]] = True
    nobody_here = np.ones(rows.size, dtype=bool)
    nobody_here[own["post"].to_numpy()] = False
    absent |= nobody_here & _flags(holds.target[tie[away & acting]], rows.size)
    absent[own.filter(pl.col("how") == int(How.HOLDER))["post"].to_numpy()] = False
    post = options["post"].to_numpy()
    start = np.zeros(rows.size + 1, dtype=np.int32)
    np.cumsum(np.bincount(post, minlength=rows.size), out=start[1:])
    columns = {name: options[name].to_numpy().astype(np.int32) for name in ("person", "how", "seat", "tie")}
    return Seats(state, absent, deputy, start, **columns)


def absences(network: Network) -> Bools:
    """Return, by position of the ``holds`` tie, whether its person is away on the date."""
    texts = network.rows.ties["holds"].frame["absences"]
    away = np.zeros(texts.len(), dtype=bool)
    for position in texts.is_not_null().arg_true().to_list():
        away[position] = any(network.date in one for one in clean_intervals(texts[position]) or ())
    return away


def _flags(at: Ints, size: int) -> Bools:
    found = np.zeros(size, dtype=bool)
    found[at] = True
    return found


def _sitting(post: Ints, acting: Bools, person: Ints, tie: Ints, here: Bools) -> pl.DataFrame:
    """Return for each post whoever of its holders is here, else who of those acting is; of several the lowest key."""
    return (
        pl.DataFrame({"post": post, "acting": acting, "person": person, "tie": tie})
        .filter(pl.Series(here))
        .sort("post", "acting", "person", "tie")
        .unique("post", keep="first", maintain_order=True)
        .select(
            "post",
            pl.col("acting").cast(pl.Int32).alias("how"),
            "person",
            pl.col("post").alias("seat"),
            "tie",
            pl.lit(0, pl.Int32).alias("place"),
        )
    )


def _deputies(network: Network, deputy: Bools, own: pl.DataFrame) -> pl.DataFrame:
    """Return an option a chief and deputy: same role and same unit, or the same places where neither is in one."""
    empty = own.clear()
    first, last = network.rows.block["post"]
    posts = np.flatnonzero(network.view.valid[first:last]).astype(np.int32) + first
    if not deputy[posts].any():
        return empty
    roles, _ = network.rows.codes("post", "role")
    order = network.rows.frame("post")["display_order"].fill_null(2**31 - 1).to_numpy()
    known = pl.DataFrame(
        {
            "post": posts,
            "role": roles[posts - first],
            "order": order[posts - first],
            "deputy": deputy[posts],
        }
    )
    known = known.filter(pl.col("role").is_in(known.filter("deputy")["role"].unique().implode()))
    units, places = network.view.out("post_in"), _places_by_post(network)
    among = {
        post: "in " + ",".join(map(str, units.of(post))) if units.of(post).size else places.get(post)
        for post in known["post"].to_list()
    }
    known = known.with_columns(pl.col("post").replace_strict(among, return_dtype=pl.String).alias("among"))
    pairs = known.filter(~pl.col("deputy")).join(known.filter("deputy"), on=["role", "among"], suffix="_deputy")
    others = known.filter("deputy").join(known.filter("deputy"), on=["role", "among"], suffix="_deputy")
    pairs = pl.concat([pairs, others.filter(pl.col("post") != pl.col("post_deputy"))])
    return (
        pairs.select("post", pl.col("post_deputy").alias("seat"), "order_deputy")
        .join(own.select(pl.col("post").alias("seat"), "person", "tie"), on="seat")
        .sort("post", "order_deputy", "seat")
        .select(
            "post",
            pl.lit(int(How.DEPUTY), pl.Int32).alias("how"),
            "person",
            "seat",
            "tie",
            pl.lit(1, pl.Int32).alias("place"),
        )
        .cast(own.schema)
    )


def _places_by_post(network: Network) -> dict[int, str]:
    """Return the places of each post that has some, as one text."""
    scopes = scopes_of(network)
    first, last = network.rows.block["post"]
    chosen = (scopes.carrier >= first) & (scopes.carrier < last)
    found: dict[int, list[str]] = {}
    for post, place in zip(scopes.carrier[chosen].tolist(), scopes.place[chosen].tolist(), strict=True):
        found.setdefault(post, []).append(str(place))
    return {post: "at " + ",".join(places) for post, places in found.items()}


def _states(network: Network, held: Ints) -> Ints:
    """Return what is known of each post: held, vacant, ended or unknown."""
    rows, view = network.rows, network.view
    first, last = rows.block["post"]
    state = np.full(rows.size, Seat.UNKNOWN, dtype=np.int32)
    holds = rows.ties["holds"]
    state[holds.target[_begun(network)]] = Seat.ENDED  # of those still held, see below
    roles, names = rows.codes("post", "role")
    vacant = np.zeros(rows.size, dtype=bool)
    vacant[first:last] = view.valid[first:last]
    vacant[held] = False
    empty = np.flatnonzero(vacant).astype(np.int32)
    written = rows.frame("post")["vacant"].fill_null(value=False).to_numpy()
    anchor = view.anchor[empty]
    ledger = ledger_of(network)
    for code in np.flatnonzero(np.bincount(roles[empty - first], minlength=1)).tolist():
        chosen = roles[empty - first] == code
        role = Selector({"kind": frozenset(["post"]), "role": frozenset([names[code]])})
        covered = ledger.covers(role).covered
        here = empty[chosen]
        listed = (anchor[chosen] >= 0) & covered[np.maximum(anchor[chosen], 0)]
        state[here[listed | written[here - first]]] = Seat.VACANT
    state[held] = Seat.HELD
    return state


def last_holders(network: Network) -> Ints:
    """Return, by post row, who held it last: the latest end, then the lowest key; -1 where nobody did."""
    return network.view.memo("last holders", None, lambda: _last_holders(network))


def _last_holders(network: Network) -> Ints:
    holds, begun = network.rows.ties["holds"], _begun(network)
    latest = begun[np.lexsort((holds.source[begun], -holds.until[begun].astype(np.int64), holds.target[begun]))]
    person = np.full(network.rows.size, -1, dtype=np.int32)
    person[holds.target[latest][::-1]] = holds.source[latest][::-1]  # the latest of each post is written last
    return person


def last_ends(network: Network) -> Ints:
    """Return, by post row, the latest day on which a hold ended (days since 1970); ``ALWAYS`` where none did."""
    return network.view.memo("last ends", None, lambda: _last_ends(network))


def _last_ends(network: Network) -> Ints:
    holds, begun = network.rows.ties["holds"], _begun(network)
    begun = begun[holds.until[begun] < NEVER]
    found = np.full(network.rows.size, ALWAYS, dtype=np.int32)
    np.maximum.at(found, holds.target[begun], holds.until[begun])
    return found


def _begun(network: Network) -> Ints:
    """Return the positions of ``holds`` ties that have begun, ended or not."""
    rows, holds = network.rows, network.rows.ties["holds"]
    started = rows.since <= network.day
    return np.flatnonzero((holds.since <= network.day) & started[holds.source] & started[holds.target])


def term_ran_out(network: Network, tie: int) -> bool:
    """Return whether the term of a ``holds`` tie has run out; the holder stays all the same."""
    ends: date | None = network.rows.ties["holds"].frame["term_ends"][tie]
    return ends is not None and ends < network.date
