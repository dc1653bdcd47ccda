"""The lives of all needs and projects on a network's date, as columns (SEMANTICS N20).

``graph.life.life`` reads one life off its steps; this reads all of them at once, for whoever asks of many. Instants
stay the texts as which they are kept: their order as text is their order in time.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.facts.wished import END, KINDS, steps_by_now, wished_by
from graph.network import Network
from graph.network.columns import Bools
from graph.rules.workflow import DONE, ENDED, RATED_WITHIN

#: States of a need that is met; any other that is done was refused or merged.
MET = ("finished", "reviewed", "rated")
#: Ties that hold what they give, and steps that give a need to somebody or take it away again.
_HOLDING, _GIVES, _TAKES = ("claimed", "done"), ("dispatch", "transfer", "claim", "up"), ("return",)
#: How far a project without a step is, by its status.
_PROJECTS = {"open": "open", "claimed": "taken", "running": "taken", "done": "finished", "dropped": "closed"}
_AHEAD = pl.duration(hours=8, microseconds=-1)


def lives_of(network: Network) -> pl.DataFrame:
    """Return how far each need and project of any date is by its steps up to the end of the network's date.

    Returns:
        A line each, needs first, in the order of their rows:

        - ``row``, and ``steps``: how many there are.
        - ``state``: that after the last step; without one by what is claimed and done of a need, by the status of a
          project.
        - ``has``: row of who has it; of what has no step, of who claimed it first by key; -1 = nobody.
        - ``returned``: whether whoever had it last gave it back.
        - ``done``: whether it is no demand any more by its steps; ``ended``: whether nothing can follow.
        - ``raised``, ``accepted`` (else when its first step was taken, else when it was raised), ``finished``,
          ``rated``: instants; null = nobody knows, or it is not so.
        - ``due``: by when, as the last step before it was done says; where no step says any, the end of the day by
          which it is wished.
        - ``outcome``: what the last rating found. ``until``: to which day it is suspended.
        - ``last``: the instant of the last step; ``since``: that of the step that led to its state; ``given``: that of
          the step that gave it to who has it.
    """
    return network.daily("lives", None, lambda: _lives(network))


def done_by_steps(network: Network) -> Bools:
    """Return, by row, whether a need or project is done or ended by its steps on the network's date."""
    return network.daily("done by steps", None, lambda: _done(network))


def day_of(instant: pl.Expr) -> pl.Expr:
    """Return the days of kept instants in Shanghai, whose midnight ends a day.

    Example:
        >>> pl.DataFrame({"at": ["2024-05-09T16:00:00Z"]}).select(day_of(pl.col("at")))["at"].to_list()
        [datetime.date(2024, 5, 9)]
    """
    return (instant.str.strptime(pl.Datetime("us"), "%Y-%m-%dT%H:%M:%SZ") + _AHEAD).dt.date()


def end_of(day: pl.Expr) -> pl.Expr:
    """Return the ends of days as kept instants.

    Example:
        >>> from datetime import date
        >>> pl.DataFrame({"on": [date(2024, 5, 9)]}).select(end_of(pl.col("on")))["on"].to_list()
        ['2024-05-09T16:00:00Z']
    """
    return day.cast(pl.String) + END


def _done(network: Network) -> Bools:
    found = np.zeros(network.rows.size, dtype=bool)
    last = steps_by_now(network).unique("row", keep="last", maintain_order=True)
    found[last.filter(pl.col("state").is_in(DONE))["row"].to_numpy()] = True
    return found


def _lives(network: Network) -> pl.DataFrame:
    steps, known = steps_by_now(network), _known(network)
    found = known.join(_told(steps), on="row", how="left", maintain_order="left")
    state = pl.coalesce("state", "state_without")
    done = state.is_in(DONE)
    ended = day_of(pl.col("since")) + pl.duration(days=RATED_WITHIN) < network.date
    raised = pl.when(pl.col("first_sort") == "raise").then("first").otherwise(pl.coalesce("raised", "first"))
    has = _row_of(network, found["has"])
    given = pl.col("steps") > 0
    return found.with_columns(pl.col("steps").fill_null(0)).select(
        "row",
        "steps",
        state=state,
        has=pl.when(given).then(pl.Series(has)).otherwise("claimed_by").fill_null(-1).cast(pl.Int32),
        returned=pl.col("returned").fill_null(value=False) & ~done,
        done=done & given,
        ended=(state.is_in(ENDED) | (done & ended)).fill_null(value=False),
        raised=raised,
        accepted=pl.coalesce("accepted", "first", raised),
        finished=pl.when(state.is_in(MET)).then(pl.when(given).then("finished").otherwise("delivered")),
        rated="rated",
        due=pl.when(pl.col("dues").fill_null(0) > 0).then("due").otherwise("own_due"),
        outcome="outcome",
        until=pl.when(state == "suspended").then("until"),
        last="last",
        since="since",
        given=pl.when(pl.col("has").is_not_null()).then("given"),
    )


def _told(steps: pl.DataFrame) -> pl.DataFrame:
    """Return what the steps of each say together."""
    sort, state = pl.col("sort"), pl.col("state")
    gives = (sort.is_in(_GIVES) & pl.col("to").is_not_null()) | sort.is_in(_TAKES)
    found = steps.group_by("row", maintain_order=True).agg(
        steps=pl.len().cast(pl.Int64),
        first=pl.col("at").first(),
        first_sort=sort.first(),
        last=pl.col("at").last(),
        state=state.last(),
        dues=pl.col("due").is_not_null().sum(),
    )
    parts = [
        _last(
            steps, (state != state.shift()) | (pl.col("row") != pl.col("row").shift()).fill_null(value=True), since="at"
        ),
        _last(steps, sort == "accept", accepted="at"),
        _last(steps, sort == "finish", finished="at"),
        _last(steps, sort == "rate", rated="at", outcome="outcome"),
        _last(steps, sort == "suspend", until="on"),
        _last(steps, ~state.is_in(DONE), due="due"),
        _last(
            steps.with_columns(has=pl.when(sort.is_in(_GIVES)).then("to"), returned=sort == "return"),
            gives,
            has="has",
            given="at",
            returned="returned",
        ),
    ]
    for part in parts:
        found = found.join(part, on="row", how="left", maintain_order="left")
    return found


def _last(steps: pl.DataFrame, which: pl.Expr, **columns: str) -> pl.DataFrame:
    """Return, of each, what the last of some steps says."""
    some = steps.filter(which).unique("row", keep="last", maintain_order=True)
    return some.select("row", **columns)


def _known(network: Network) -> pl.DataFrame:
    """Return what is known without steps: days of the thing itself, and what is claimed and done of it."""
    held = _held(network)
    parts = []
    for kind in KINDS:
        first, last = network.rows.block[kind]
        frame = network.rows.frame(kind)
        nothing = pl.lit(None, pl.String)
        of_need = {"raised": end_of(pl.col("raised_on")), "status": nothing}
        said = of_need if kind == "need" else {"raised": nothing, "status": pl.col("status")}
        parts.append(
            frame.select(
                row=pl.Series(np.arange(first, last, dtype=np.int32)),
                quantity=pl.col("quantity").fill_null(1).cast(pl.Int64),
                own_due=end_of(pl.col("due")),
                **said,
            )
        )
    found = pl.concat(parts).join(held, on="row", how="left", maintain_order="left")
    found = found.join(wished_by(network), on="row", how="left", maintain_order="left")
    first, last = network.rows.block["project"]
    left = pl.col("quantity") - pl.col("held").fill_null(0)
    by_ties = (
        pl.when(left > 0).then(pl.lit("open")).when("all_done").then(pl.lit("finished")).otherwise(pl.lit("taken"))
    )
    of_project = pl.col("status").replace_strict(_PROJECTS, default="nothing", return_dtype=pl.String)
    is_project = pl.col("row").is_between(first, last - 1)
    return found.select(
        "row",
        "raised",
        "delivered",
        "claimed_by",
        own_due=pl.coalesce(end_of(pl.col("wished")), "own_due"),
        state_without=pl.when(is_project).then(of_project).otherwise(by_ties),
    )


def _held(network: Network) -> pl.DataFrame:
    """Return what holds something of each on the date: how much, by whom, and if all is done."""
    tie = network.rows.ties["meets"]
    frame = pl.DataFrame(
        {
            "row": tie.target,
            "claimed_by": tie.source,
            "quantity": tie.frame["quantity"].fill_null(1).cast(pl.Int64),
            "state": tie.frame["state"],
            "on": tie.frame["on"],
            "holds": tie.frame["state"].is_in(_HOLDING)
            & pl.Series((tie.since <= network.day) & (network.day < tie.until)),
        },
        schema_overrides={"row": pl.Int32, "claimed_by": pl.Int32},
    )
    return (
        frame.filter("holds")
        .group_by("row")
        .agg(
            held=pl.col("quantity").sum(),
            all_done=(pl.col("state") == "done").all(),
            claimed_by=pl.col("claimed_by").min(),
            delivered=pl.when(pl.col("on").is_not_null().all()).then(end_of(pl.col("on").max())),
        )
    )


def _row_of(network: Network, keys: pl.Series) -> pl.Series:
    """Return the rows of keys; null where there is none."""
    rows = network.rows
    lookup = pl.DataFrame({"has": rows.keys, "row": np.arange(rows.size, dtype=np.int32)})
    some = keys.drop_nulls().unique().to_frame("has")
    found = some.join(lookup, on="has")
    return keys.to_frame("has").join(found, on="has", how="left", maintain_order="left")["row"]
