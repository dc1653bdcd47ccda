"""What a measure counts or adds up through a tie: things at its near end, each once, or a field of the ties."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.facts import Facts
from graph.facts.bands import Band
from graph.facts.holds import HOLDS
from graph.facts.seats import Seat
from graph.kinds import kind_of
from graph.kinds.base import Tie
from graph.network.columns import Bools, Ints
from graph.network.tying import TieRows
from graph.questions.reconciling.counts import Count, Why, total
from graph.selectors import TIE_FIELDS, Measure, Selector


def of_things(selector: Selector) -> Selector:
    """Return a selector without the fields that in a measure are the tie's."""
    kept = {name: values for name, values in selector.fields.items() if name not in TIE_FIELDS}
    return Selector(kept, selector.within)


def near_ends(measure: Measure) -> list[Selector]:
    """Return what must be listed for a count through a tie to be known: the kinds counted, with the fields of the tie.

    A list of posts says who holds them, so for holders the posts must be listed.
    """
    if measure.verb == "distinct" and measure.through == HOLDS:
        return [of_things(measure.of)]
    tied = {name: values for name, values in measure.of.fields.items() if name in TIE_FIELDS}
    model = kind_of(measure.through)
    sources = model.source if issubclass(model, Tie) else ()
    kinds = (measure.what,) if measure.verb == "distinct" else sources
    return [Selector({"kind": frozenset([kind]), **tied}) for kind in kinds]


def tied_to(facts: Facts, measure: Measure, far: Bools) -> Count:
    """Return what is counted through the ties that end at some things."""
    tie = facts.network.rows.ties[measure.through]
    chosen = facts.network.view.holding(measure.through) & far[tie.target] & _matching(measure, tie)
    if measure.verb == "distinct":
        first, last = facts.network.rows.block[measure.what]
        chosen &= (tie.source >= first) & (tie.source < last)
        found = np.unique(tie.source[chosen]).astype(np.int32)
        why = _unknown_holders(facts, far) if measure.through == HOLDS else ()
        return Count(found.size, found.size + len(why), found, why)
    low, high = total(_amounts(tie.frame, measure.what, chosen))
    why = () if low == high else (("no_number", -1),)
    return Count(low, high, np.unique(tie.target[chosen]).astype(np.int32), why)


def _unknown_holders(facts: Facts, posts: Bools) -> Why:
    """Return the posts whose holder is not recorded: each may be one more."""
    first, last = facts.network.rows.block["post"]
    rows = np.flatnonzero(posts[first:last]) + first
    codes = (("holder_unknown", Seat.UNKNOWN), ("ended", Seat.ENDED))
    return tuple((code, int(row)) for code, seat in codes for row in rows[facts.seats.state[rows] == seat])


def _matching(measure: Measure, tie: TieRows) -> Bools:
    """Return which ties have the fields asked for; who did not come took no part (SEMANTICS R12)."""
    found: Bools = np.ones(tie.source.size, dtype=bool)
    for name in TIE_FIELDS:
        if values := measure.of.get(name):
            found &= _has(tie.frame, name, values)
    if "came" in tie.frame.columns:
        found &= tie.frame["came"].fill_null(value=True).to_numpy()
    return found


def _has(frame: pl.DataFrame, name: str, values: frozenset[str]) -> Bools:
    if name not in frame.columns:
        return np.zeros(frame.height, dtype=bool)
    found: Bools = frame[name].is_in(sorted(values)).fill_null(value=False).to_numpy()
    return found


def _amounts(frame: pl.DataFrame, name: str, chosen: Bools) -> Band:
    """Return the amounts of some ties; of a tie without the number it is unknown."""
    if name not in frame.columns or not frame[name].dtype.is_numeric():
        unknown = np.zeros(int(chosen.sum()), dtype=np.int64)
        return Band(unknown, unknown + UNBOUNDED)
    values = frame[name].filter(chosen)
    known, numbers = values.is_not_null().to_numpy(), values.fill_null(0).to_numpy()
    return Band(numbers, np.where(known, numbers, UNBOUNDED))


def only(things: Ints, size: int) -> Bools:
    """Return some rows as a mask."""
    found = np.zeros(size, dtype=bool)
    found[things] = True
    return found
