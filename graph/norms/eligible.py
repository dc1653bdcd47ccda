"""Who may be chosen where there is no post to go by: in the office's order, unranked (SEMANTICS C34)."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.answers.cells import OWN
from graph.answers.frames import dtype_of
from graph.facts import Facts
from graph.facts.shown import Shown
from graph.network.columns import Bools, Ints
from graph.selectors import Selector

#: Whose order is followed, the first that there is.
ORDERS = ("tie", "unit", "key")
_LAST = 2**31 - 1


def eligible(facts: Facts, subjects: Ints, asked: Bools, who: Selector | None) -> dict[str, pl.Series]:
    """Return, by line, who lives in the subject and matches, how many, and whose order they stand in.

    Args:
        facts: The facts.
        subjects: Rows of the subjects.
        asked: By line, whether anybody is asked for.
        who: Who is.
    """
    lines = np.flatnonzero(asked)
    whole = pl.DataFrame({"line": np.arange(subjects.size, dtype=np.int64)})
    if who is None or not lines.size:
        nothing = {"eligible": dtype_of(OWN["eligible"]), "eligible_count": pl.Int64, "eligible_order": pl.String}
        return {
            name: pl.Series([None], dtype=dtype).new_from_index(0, subjects.size) for name, dtype in nothing.items()
        }
    living = _living(facts, subjects, lines, who)
    ties = _members(facts, who)
    found = living.join(ties, on="person", how="inner" if _of_members(who) else "left")
    people = found.group_by("line", "person").agg(
        pl.col("tie", "unit").min().fill_null(_LAST), pl.col("group").drop_nulls().unique().sort().alias("units")
    )
    order = (
        people.group_by("line")
        .agg(pl.col("tie", "unit").min() < _LAST)
        .select(
            "line", order=pl.when("tie").then(pl.lit("tie")).when("unit").then(pl.lit("unit")).otherwise(pl.lit("key"))
        )
    )
    people = people.join(order, on="line").with_columns(
        rank=pl.when(pl.col("order") == "tie").then("tie").when(pl.col("order") == "unit").then("unit").otherwise(0)
    )
    people = people.sort("line", "rank", "person")
    shown = Shown(facts.network)
    row = people["person"].to_numpy()
    keys = [[facts.network.key(unit) for unit in units] for units in people["units"].to_list()]
    told = pl.DataFrame(
        {"id": shown.keys(row), "name": shown.names(row), "units": pl.Series(keys, dtype=pl.List(pl.String))}
    )
    listed = people.select("line", "order", person=told.to_struct()).group_by("line", maintain_order=True)
    there = listed.agg(pl.col("person"), pl.col("order").first(), pl.len().cast(pl.Int64).alias("count"))
    of_line = whole.join(there, on="line", how="left", maintain_order="left")
    nobody = pl.Series(asked) & of_line["count"].is_null()
    empty = pl.Series([[]], dtype=dtype_of(OWN["eligible"]))
    return {
        "eligible": pl.select(
            pl.when(nobody).then(empty.first()).otherwise(of_line["person"].cast(dtype_of(OWN["eligible"])))
        ).to_series(),
        "eligible_count": pl.select(pl.when(nobody).then(0).otherwise(of_line["count"])).to_series().cast(pl.Int64),
        "eligible_order": of_line["order"],
    }


def _of_members(who: Selector) -> bool:
    return len(who.fields) > 1


def _living(facts: Facts, subjects: Ints, lines: Ints, who: Selector) -> pl.DataFrame:
    """Return who of the people that are asked for lives in which subject."""
    view = facts.network.view
    position = np.full(view.places, -1, dtype=np.int64)
    position[subjects[lines]] = lines
    person, place = view.tied("lives_in")
    chosen = facts.select(Selector({"kind": who.get("kind")}))[person]
    person, place = person[chosen], place[chosen]
    pair, subject = view.up(place, position >= 0)
    return pl.DataFrame({"line": position[subject], "person": person[pair]}).unique()


def _members(facts: Facts, who: Selector) -> pl.DataFrame:
    """Return the memberships that are asked for, with the office's order of the tie and of the unit."""
    network = facts.network
    ties = network.rows.ties["member_of"]
    chosen = network.view.holding("member_of").copy()
    for name, values in who.fields.items():
        if name != "kind":
            chosen &= ties.frame[name].is_in(sorted(values)).fill_null(value=False).to_numpy()
    frame, group = ties.frame.filter(pl.Series(chosen)), ties.target[chosen]
    return pl.DataFrame(
        {
            "person": ties.source[chosen],
            "group": group,
            "tie": frame["display_order"].cast(pl.Int64).fill_null(_LAST),
            "unit": _display(facts)[group],
        }
    )


def _display(facts: Facts) -> Ints:
    """Return, by row, the display order of organisations and teams."""
    found = np.full(facts.network.rows.size, _LAST, dtype=np.int64)
    for kind in ("organisation", "team"):
        frame = facts.network.rows.frame(kind)
        found[slice(*facts.network.rows.block[kind])] = (
            frame["display_order"].cast(pl.Int64).fill_null(_LAST).to_numpy()
        )
    return found
