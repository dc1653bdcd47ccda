"""Seats of one sort beside those of another: whether they are in the same hands (SEMANTICS C33)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.answers.cells import OWN
from graph.answers.frames import dtype_of
from graph.facts import Facts
from graph.facts.reach import ANSWERS_FOR
from graph.facts.seats import Seat
from graph.facts.shown import Shown
from graph.network.columns import Bools, Ints
from graph.norms.counting import Counted
from graph.norms.lists_by_line import lists_by_line

_UNSURE = (Seat.ENDED, Seat.UNKNOWN)
_GROUP = ("line", "shared")


@dataclass(frozen=True)
class Compared:
    """The seats of one sort at each line, and how each compares with those of the other sort.

    Attributes:
        seats: The seats, by line.
        state: Of each, whether somebody holds it.
        same: Whether somebody who holds it holds one of the others.
        other: Whether it is known that nobody who holds it does.
        either: Whether neither is known.
        unsure: By line, seats of the other sort of which nobody knows who holds them, and on which it hangs.
        alone: Of each seat that is compared with a single held one of the other sort, that one: ``at`` and ``beside``.
    """

    seats: Counted
    state: Ints
    same: Bools
    other: Bools
    either: Bools
    unsure: Counted
    alone: pl.DataFrame

    def pairs(self, facts: Facts, lines: int) -> pl.Series:
        """Return, by line, who holds a seat and none of the others, a list of pairs.

        Of the other sort the one seat is told that it is compared with; of several, none.
        """
        at = np.flatnonzero(self.other)
        if not at.size:
            return pl.Series([[]], dtype=dtype_of(OWN["pairs"])).new_from_index(0, lines)
        held = _held(facts)
        seats = pl.DataFrame({"at": at, "line": self.seats.subject[at], "post": self.seats.thing[at]})
        first = held.group_by("post").agg(pl.col("person").min())
        told = (
            seats.join(held, on="post")
            .join(self.alone, on="at", how="left")
            .join(first.rename({"post": "beside", "person": "other"}), on="beside", how="left")
            .sort("line", "post", "person")
            .with_columns(pl.col("beside", "other").fill_null(-1))
        )
        shown = Shown(facts.network)
        columns = {
            "seat": shown.posts(told["post"].to_numpy()),
            "holder": shown.things(told["person"].to_numpy()),
            "other": shown.posts(told["beside"].to_numpy()),
            "other_holder": shown.things(told["other"].to_numpy()),
        }
        by_line = told.select("line", pair=pl.DataFrame(columns).to_struct()).group_by("line", maintain_order=True)
        return lists_by_line(by_line.agg("pair"), "pair", lines).cast(dtype_of(OWN["pairs"]))


def compared(facts: Facts, seats: Counted, others: Counted, where: str | None, sure: Bools) -> Compared:
    """Compare the seats of one sort with those of another, line by line.

    Args:
        facts: The facts.
        seats: The seats that are asked about.
        others: The seats of the other sort.
        where: What both have in common besides their line: ``same place``, ``same unit`` or nothing.
        sure: By line, whether all seats of the other sort are known.
    """
    held = _held(facts)
    mine = _shared(facts, seats, where)
    theirs = _shared(facts, others, where).join(_posts(others), on="at").drop("at")
    theirs = theirs.with_columns(state=pl.Series(facts.seats.state[theirs["post"].to_numpy()], dtype=pl.Int32))
    hands = theirs.join(held, on="post").select(*_GROUP, "person").unique()
    same = mine.join(_posts(seats), on="at").join(held, on="post").join(hands, on=[*_GROUP, "person"], how="semi")
    unsure_there = theirs.filter(pl.col("state").is_in([int(one) for one in _UNSURE]))
    held_there = theirs.filter(pl.col("state") == int(Seat.HELD)).group_by(_GROUP)
    beside = mine.join(held_there.agg(pl.len().alias("many"), pl.col("post").first()), on=_GROUP)

    def marked(at: pl.Series) -> Bools:
        found = np.zeros(seats.subject.size, dtype=bool)
        found[at.to_numpy()] = True
        return found

    matches, beside_held = marked(same["at"]), marked(beside["at"])
    doubtful = marked(mine.join(unsure_there, on=_GROUP, how="semi")["at"])
    state = facts.seats.state[seats.thing]
    known = sure[seats.subject] & ~doubtful
    judged = (state != Seat.VACANT) & ~(known & ~beside_held & ~matches)
    other = judged & known & ~matches & (state == Seat.HELD)
    either = judged & ~matches & ~other
    open_groups = mine.filter(pl.Series(either[mine["at"].to_numpy()]))
    hanging = unsure_there.join(open_groups, on=_GROUP, how="semi")
    unsure = Counted(hanging["line"].to_numpy(), hanging["post"].to_numpy())
    one = (pl.col("many").max() == 1) & (pl.col("post").n_unique() == 1)
    alone = (
        beside.group_by("at").agg(one.alias("one"), pl.col("post").first().alias("beside")).filter("one").drop("one")
    )
    return Compared(seats, state, matches, other, either, unsure, alone)


def _posts(seats: Counted) -> pl.DataFrame:
    return pl.DataFrame({"at": np.arange(seats.thing.size, dtype=np.int64), "post": seats.thing})


def _shared(facts: Facts, seats: Counted, where: str | None) -> pl.DataFrame:
    """Return what each seat has that another may share: its line, and each of its places or units."""
    lines = pl.DataFrame({"at": np.arange(seats.thing.size, dtype=np.int64), "line": seats.subject})
    if where is None:
        return lines.with_columns(shared=pl.lit(0, pl.Int32))
    if where == "same place":
        pairs = facts.scopes(ANSWERS_FOR)
        post, shared = pairs.carrier, pairs.place
    else:
        post, shared = facts.network.view.tied("post_in")
    ties = pl.DataFrame({"post": post, "shared": shared}, schema={"post": pl.Int32, "shared": pl.Int32}).unique()
    return lines.join(_posts(seats), on="at").join(ties, on="post").drop("post")


def _held(facts: Facts) -> pl.DataFrame:
    """Return who holds which post today, acting or absent too."""
    person, post = facts.network.view.tied("holds")
    return pl.DataFrame({"post": post, "person": person}, schema={"post": pl.Int32, "person": pl.Int32}).unique()
