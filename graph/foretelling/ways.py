"""Homes whose path is another one with a change: it breaks, it mends, or somebody else is asked (SEMANTICS K32)."""

from __future__ import annotations

from itertools import chain

import numpy as np
import polars as pl

from graph.answers.audit import ENDS
from graph.answers.foretold import PATHS, WAYS
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.foretelling.both import Both
from graph.network import Network
from graph.questions.auditing.counts import SUMMED, Walked, shown_counts
from graph.questions.auditing.walks import starts_in, walks_of
from graph.walking.fold import ABOVE

#: What a start stands for; whichever side tells it.
_COUNTS = ("homes_low", "homes_high", "homes_open", "households_low", "households_high", "households_open", "stated")
_TOLD = ("row", "position", *_COUNTS)
_KEY = ("chain", "start")


def walks_in(both: Both) -> tuple[list[Walked], list[Walked]]:
    """Return the walks of all homes without the change and with it."""
    before, after = (walks_of(facts.network, facts) for facts in both.facts)
    return before, after


def ways_of(both: Both, walks: tuple[list[Walked], list[Walked]]) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return a row a chain and change of the path, with what these homes are and one of them; and how many of each."""
    before, after = (_lines(both, facts, one) for facts, one in zip(both.facts, walks, strict=True))
    joined = pl.concat([after.head(0), before.head(0), after], how="diagonal").join(
        pl.concat([before.head(0), after.head(0), before], how="diagonal"), on=_KEY, how="full", nulls_equal=True,
        coalesce=True, suffix="_before",
    )  # fmt: skip
    steps = [one for one in joined.columns if one.startswith("step") and not one.endswith("_before")]
    differs = pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{one}_before")) for one in ("end", "missing", *steps))
    found = joined.filter(differs)
    there = [_marked(both, network, found["start"]) for network in both.sides]
    now = found["end"].is_not_null()
    found = found.with_columns(
        change=pl.Series(_change(found, *there), dtype=pl.String),
        **{one: pl.when(now).then(one).otherwise(f"{one}_before") for one in _TOLD},
        now=now,
    )
    totals = {way: int((found["change"] == way).sum()) for way in WAYS}
    order = {one: at for at, one in enumerate(chains_of(both))}
    rows = (
        found.sort("position")
        .group_by("chain", "change", "end_before", "end", maintain_order=True)
        .agg(*SUMMED, pl.col("row").first(), pl.col("now").first())
        .sort(
            pl.col("chain").replace_strict(order, return_dtype=pl.Int64),
            pl.col("change").replace_strict({one: at for at, one in enumerate(WAYS)}, return_dtype=pl.Int64),
            *(_end_order(one) for one in ("end_before", "end")),
        )
    )
    example = [
        Shown(both.after if now else both.before).place(row) for row, now in rows.select("row", "now").iter_rows()
    ]
    told = rows.with_columns(*shown_counts(), example=pl.Series(example, dtype=PATHS.schema["example"]))
    return told.select(*PATHS.schema).cast(PATHS.schema), totals  # type: ignore[arg-type]


def _end_order(name: str) -> pl.Expr:
    return pl.col(name).replace_strict({one: at for at, one in enumerate(ENDS)}, default=-1, return_dtype=pl.Int64)


def chains_of(both: Both) -> list[str]:
    """Return the chains in the order in which an audit tells them."""
    profiles = [profile for _, profile in sorted(both.rules.profiles.items())]
    return list(dict.fromkeys(chain.from_iterable(profile.chains for profile in profiles)))


def _change(found: pl.DataFrame, before: np.ndarray, after: np.ndarray) -> list[str]:
    """Return what became of each path; ``before`` and ``after`` say whether walks start there at all."""
    found_ends = zip(found["end_before"].to_list(), found["end"].to_list(), before, after, strict=True)
    return [_became(*one) for one in found_ends]


def _became(was: str | None, now: str | None, before: bool, after: bool) -> str:  # noqa: FBT001 - a row of a table
    if not before:
        return "begins"
    if not after:
        return "ends"
    if (was == "top") == (now == "top"):
        return "other"
    return "breaks" if was == "top" else "mends"


def _marked(both: Both, network: Network, start: pl.Series) -> np.ndarray:
    """Return whether walks start at places, named by joint numbers, in one of the two networks."""
    rows = np.flatnonzero(starts_in(network)).astype(np.int32)
    return np.isin(start.to_numpy(), both.joint(network, rows))


def _lines(both: Both, facts: Facts, walks: list[Walked]) -> pl.DataFrame:
    """Return a line a chain and start that is not above it: how the walk ends, and whom it asks slot by slot."""
    network = facts.network
    parts = [_NO_LINE] + [_of_chain(both, network, one, name) for one in walks for name in one.folds]
    return pl.concat(parts, how="diagonal")


_NO_LINE = pl.DataFrame(
    schema={
        "chain": pl.String,
        "start": pl.Int64,
        "row": pl.Int32,
        "position": pl.Int64,
        "end": pl.String,
        "missing": pl.String,
        **{one: pl.Boolean if one.endswith("_open") else pl.Int64 for one in _COUNTS},
    }
)


def _of_chain(both: Both, network: Network, one: Walked, name: str) -> pl.DataFrame:
    walks = one.folds[name]
    slots = one.profile.chains[name].slots
    at = np.flatnonzero(walks.end != ABOVE)
    starts = walks.starts[at]
    asked = {
        f"step {slot.key} {part}": both.joint(network, rows[at])
        for slot, column in zip(slots, walks.columns, strict=True)
        for part, rows in (("unit", column.units), ("seat", column.seats), ("person", column.persons))
    }
    return pl.DataFrame(
        {
            "chain": pl.Series([name], dtype=pl.String).new_from_index(0, at.size),
            "start": both.joint(network, starts),
            "row": starts.astype(np.int32),
            "position": network.view.territory.low[starts].astype(np.int64),
            "end": pl.Series(ENDS, dtype=pl.String).gather(walks.end[at].astype(np.int64)),
            "missing": pl.Series([slot.key for slot in slots] + [None], dtype=pl.String).gather(
                np.where(walks.missing[at] >= 0, walks.missing[at], len(slots)).astype(np.int64)
            ),
            **one.counts(at),
            **asked,
        }
    )
