"""Who can be asked in a post: its holder, whoever acts, its deputy — or why nobody.

An *option* is one person to ask in one post, in the order they are asked. A post whose holder is not
known has one option without a person: somebody sits there, and nobody wrote down who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
import polars as pl

from graph.network import Network
from graph.network.csr import csr
from graph.network.rows import Bools, Ints
from graph.questions.ledger import ledger_of
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
    return network.view.memo(("seats", network.day), None, lambda: _seats(network))


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
    own = _first_of_each(holds.target[tie], acting, holds.source[tie], tie, ~away)
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
    absent[holds.target[tie[away]]] = True
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


def _first_of_each(post: Ints, acting: Bools, person: Ints, tie: Ints, here: Bools) -> pl.DataFrame:
    """Return for each post the first holder and the first acting one who are here, by key."""
    return (
        pl.DataFrame({"post": post, "acting": acting, "person": person, "tie": tie})
        .filter(pl.Series(here))
        .sort("post", "acting", "person", "tie")
        .unique(["post", "acting"], keep="first", maintain_order=True)
        .select(
            "post",
            pl.col("acting").cast(pl.Int32).alias("how"),
            "person",
            pl.col("post").alias("seat"),
            "tie",
            pl.col("acting").cast(pl.Int32).alias("place"),
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
            "unit": network.view.out("post_in").first()[posts],
            "order": order[posts - first],
            "deputy": deputy[posts],
        }
    )
    known = known.filter(pl.col("role").is_in(known.filter("deputy")["role"].unique().implode()))
    answers = network.view.out("answers_for")
    alone = known.filter(pl.col("unit") < 0)["post"].to_list()
    places = {post: ",".join(map(str, answers.of(post).tolist())) for post in alone}
    known = known.with_columns(pl.col("post").replace_strict(places, default=None, return_dtype=pl.String).alias("places"))
    chiefs = known.filter(~pl.col("deputy"))
    pairs = chiefs.join(known.filter("deputy"), on=["role", "unit", "places"], nulls_equal=True, suffix="_deputy")
    pairs = pairs.filter((pl.col("unit") >= 0) | (pl.col("places") != ""))
    sitting = own.sort("post", "place").unique("post", keep="first", maintain_order=True)
    return (
        pairs.select("post", pl.col("post_deputy").alias("seat"), "order_deputy")
        .join(sitting.select(pl.col("post").alias("seat"), "person", "tie"), on="seat")
        .sort("post", "order_deputy", "seat")
        .select(
            "post",
            pl.lit(int(How.DEPUTY), pl.Int32).alias("how"),
            "person",
            "seat",
            "tie",
            pl.lit(2, pl.Int32).alias("place"),
        )
        .cast(dict(own.schema))
    )


def _states(network: Network, held: Ints) -> Ints:
    """Return what is known of each post: held, vacant, ended or unknown."""
    rows, view = network.rows, network.view
    first, last = rows.block["post"]
    state = np.full(rows.size, Seat.UNKNOWN, dtype=np.int32)
    holds = rows.ties["holds"]
    over = (holds.until <= view.day) | ((holds.since <= view.day) & ~view.valid[holds.source])
    state[holds.target[over]] = Seat.ENDED
    roles, names = rows.codes("post", "role")
    empty = np.setdiff1d(np.flatnonzero(view.valid[first:last]).astype(np.int32) + first, held)
    written = rows.frame("post")["vacant"].fill_null(value=False).to_numpy()
    anchor = view.anchor[empty]
    ledger = ledger_of(network)
    for code in np.unique(roles[empty - first]).tolist():
        chosen = roles[empty - first] == code
        role = Selector({"kind": frozenset(["post"]), "role": frozenset([names[code]])})
        covered = ledger.covers(role).covered
        here = empty[chosen]
        listed = (anchor[chosen] >= 0) & covered[np.maximum(anchor[chosen], 0)]
        state[here[listed | written[here - first]]] = Seat.VACANT
    state[held] = Seat.HELD
    return state


def last_holds(network: Network) -> tuple[Ints, Ints]:
    """Return, by post row, who held it last and when that ended (days since 1970); -1 where nobody did."""
    return network.view.memo(("last holds", network.day), None, lambda: _last_holds(network))


def _last_holds(network: Network) -> tuple[Ints, Ints]:
    rows, view = network.rows, network.view
    holds = rows.ties["holds"]
    over = np.flatnonzero(holds.until <= view.day).astype(np.int32)
    until = holds.until[over]
    order = np.lexsort((holds.source[over], -until.astype(np.int64), holds.target[over]))
    first = csr(holds.target[over[order]], np.arange(over.size, dtype=np.int32), order.astype(np.int32), rows.size).first()
    person = np.where(first >= 0, holds.source[over[order]][np.maximum(first, 0)] if over.size else -1, -1)
    ended = np.where(first >= 0, until[order][np.maximum(first, 0)] if over.size else -1, -1)
    return person.astype(np.int32), ended.astype(np.int32)


def term_ran_out(network: Network, tie: int) -> bool:
    """Return whether the term of a ``holds`` tie has run out; the holder stays all the same."""
    ends: date | None = network.rows.ties["holds"].frame["term_ends"][tie]
    return ends is not None and ends <= date(1970, 1, 1) + timedelta(days=network.day)
