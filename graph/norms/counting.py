"""Which things count at which subject: tied to it or below it, each once (SEMANTICS C3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from graph.facts import Facts
from graph.network.columns import Bools, Ints, Longs
from graph.network.forest import slices


@dataclass(frozen=True)
class Counted:
    """Things by subject: ``subject`` is a position among the subjects, ``thing`` a row; each pair once, in order."""

    subject: Longs
    thing: Ints

    def where(self, chosen: Bools) -> Counted:
        """Return some of the pairs."""
        return Counted(self.subject[chosen], self.thing[chosen])

    def sums(self, values: Longs, subjects: int) -> Longs:
        """Return, by subject, the sum of ``values`` (by row) over its things."""
        return np.bincount(self.subject, values[self.thing], minlength=subjects).astype(np.int64)


def counted(
    facts: Facts, subjects: Ints, things: Bools, tie: str, at: Literal["subject", "below", "either"]
) -> Counted:
    """Return which of ``things`` count at which subject.

    A thing tied to a split place also counts where a part of that place lies.
    """
    pairs = facts.scopes(tie)
    chosen = things[pairs.carrier]
    thing, place = pairs.carrier[chosen], pairs.place[chosen]
    position = np.full(facts.network.view.places, -1, dtype=np.int64)
    position[subjects] = np.arange(subjects.size)
    if at == "subject":
        here = position[place] >= 0
        return each_once(facts, position[place[here]], thing[here])
    marked = position >= 0
    pair, subject = facts.network.view.up(place, marked)
    if at == "below":
        beyond = subject != place[pair]
        pair, subject = pair[beyond], subject[beyond]
    found_thing, found_subject = thing[pair], position[subject]
    parts = facts.network.view.parts
    if parts.height:
        split = pl.DataFrame({"thing": thing, "place": place}).join(parts, on="place")
        part = split["part"].to_numpy()
        pair, subject = facts.network.view.up(part, marked)
        beyond = (subject != part[pair]) & (subject != split["place"].to_numpy()[pair])
        found_thing = np.concatenate([found_thing, split["thing"].to_numpy()[pair[beyond]]])
        found_subject = np.concatenate([found_subject, position[subject[beyond]]])
    return each_once(facts, found_subject, found_thing)


def counted_exactly(facts: Facts, places: Ints, things: Bools, tie: str) -> Counted:
    """Return which things are tied to each of some places itself; a place may stand there several times."""
    pairs = facts.scopes(tie)
    chosen = things[pairs.carrier]
    thing, place = pairs.carrier[chosen], pairs.place[chosen]
    found = pl.DataFrame({"place": places, "subject": np.arange(places.size, dtype=np.int64)}).join(
        pl.DataFrame({"place": place, "thing": thing}), on="place"
    )
    return each_once(facts, found["subject"].to_numpy(), found["thing"].to_numpy())


def each_once(facts: Facts, subject: Longs, thing: Ints) -> Counted:
    """Return pairs of a subject and a thing, each once, in order."""
    width = np.int64(facts.network.rows.size + 1)
    code = subject.astype(np.int64) * width + thing
    if not (code[1:] > code[:-1]).all():
        code = np.unique(code)
    return Counted(code // width, (code % width).astype(np.int32))


def holders(facts: Facts, posts: Counted) -> Counted:
    """Return the distinct persons in counted posts, by subject."""
    holds = facts.network.view.into("holds")
    many = holds.start[posts.thing + 1] - holds.start[posts.thing]
    person = holds.other[slices(holds.start[posts.thing], holds.start[posts.thing + 1])]
    return each_once(facts, np.repeat(posts.subject, many), person)
