"""What *hangs on one person*: homes that without that one have nobody left below the top of a chain (SEMANTICS A11)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from graph.answers.audit import HANGS
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.network.columns import Ints, Longs
from graph.questions.auditing.counts import SUMMED, Walked, shown_counts
from graph.questions.auditing.reliance import seats_held
from graph.questions.auditing.remaining import below_the_top, persons_below
from graph.walking.chain import chain_index
from graph.walking.columns import looked_up
from graph.walking.fold import Fold
from graph.walking.without import steps_left

_KEYS = ("chain_order", "chain", "person")


def hangs_rows(facts: Facts, walked: Sequence[Walked], chains: list[str]) -> pl.DataFrame:
    """Return one row a chain and person, who is not named, on whom homes hang, the most homes first."""
    network = facts.network
    parts = [_hanging(facts, one, chain, chains.index(chain)) for one in walked for chain in one.folds]
    if not parts:
        return pl.DataFrame(schema=HANGS.schema)
    rows = (
        pl.concat(parts)
        .sort("position")
        .group_by(_KEYS, maintain_order=True)
        .agg(*SUMMED, pl.col("start").first())
        .sort("chain_order", pl.col("homes_low").neg(), "person")
    )
    shown, seats = Shown(network), seats_held(facts)
    person = rows["person"].to_numpy()
    held = [[shown.post(seat) for seat in seats.of(one).tolist()] for one in person.tolist()]
    return rows.select(
        "chain",
        shown.keys(person).alias("person"),
        pl.Series("seats", held, dtype=HANGS.schema["seats"]),
        *shown_counts(),
        shown.keys(rows["start"].to_numpy()).alias("example"),
    ).cast(pl.Schema(HANGS.schema))


def _hanging(facts: Facts, one: Walked, chain: str, order: int) -> pl.DataFrame:
    """Return a line for each start that hangs on somebody."""
    walks, at = one.folds[chain], below_the_top(facts.network, one, chain)
    person = np.full(at.size, -1, dtype=np.int32)
    if at.size:
        person = _first_asked(facts, walks, at)
        if not (chain_index(facts, one.profile, chain).tracks or (facts.seats.absence >= 0).any()):
            person[_somebody_else(walks, at, person)] = -1
    at, person = at[person >= 0], person[person >= 0]
    if at.size:
        hangs = ~steps_left(facts, one.profile, chain, walks.starts[at], person)
        at, person = at[hangs], person[hangs]
    starts = walks.starts[at]
    found = {"person": person, "start": starts, "position": facts.network.view.territory.low[starts]}
    columns = pl.DataFrame({**found, **one.counts(at)})
    return columns.with_columns(pl.lit(order).alias("chain_order"), pl.lit(chain).alias("chain"))


def _first_asked(facts: Facts, walks: Fold, at: Longs) -> Ints:
    """Return the person of the first step below the last slot; -1 where nobody knows who, or there is no such step.

    Without anybody else the walk still reaches that step, or finds somebody sooner: so only this person is tried.
    """
    person = np.full(at.size, -1, dtype=np.int32)
    away = facts.network.view.reference("absence", "person")
    for column in reversed(walks.columns[:-1]):
        option = column.option[at]
        seat = looked_up(column.of.seat, option)
        absence = looked_up(facts.seats.absence, seat)  # who stands in holds nothing
        holder = np.where(absence >= 0, looked_up(away, absence), looked_up(column.of.person, option))
        person = np.where(option >= 0, holder, person)
    return person


def _somebody_else(walks: Fold, at: Longs, person: Ints) -> Longs:
    """Return the lines on which some step below the last slot is not that person's."""
    units, persons = persons_below(walks, at)
    found: Longs = np.flatnonzero(((units >= 0) & (persons != person)).any(axis=0))
    return found
