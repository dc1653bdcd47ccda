"""The needs in a thing's hands go to its successor, each in its present state (SEMANTICS K21)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import polars as pl

from graph.adjusting.writing import Writing
from graph.facts.lives import lives_of
from graph.keys import public_key
from graph.rules.workflow import DONE
from graph.values.instant import SHANGHAI, day_in_shanghai, kept_instant
from graph.words import caption


def hand_on(writing: Writing, old: str, new: str) -> None:
    """Write a step of each need in hand that gives it to another one, in the state and by the day that it has.

    Nobody takes that step: it follows from what became of whoever had it. One of which a step is written after the day
    has gone on already, and is told.
    """
    network = writing.network
    lives = lives_of(network).filter(
        (pl.col("has") == network.row(old)) & ~pl.col("state").is_in(DONE) & ~pl.col("done") & ~pl.col("ended")
    )
    steps = network.tables()["step"]
    for row in lives["row"].to_list():
        need = network.key(row)
        known = steps.filter(pl.col("need") == need).sort("number", "key").to_dicts()
        if not known or not network.view.valid[row]:
            continue
        last = known[-1]
        if day_in_shanghai(last["at"]) > writing.day:
            writing.note("need_gone_on", need=need, thing=old)
            continue
        number = 1 + max(one["number"] for one in known)
        writing.put(
            dict.fromkeys(last)
            | {
                "key": public_key("step", need, str(number)),
                "need": need,
                "number": number,
                "sort": "transfer",
                "at": max(_dawn(writing), str(last["at"])),
                "to": new,
                "state": last["state"],
                "due": last["due"],
                "on": last["on"] if last["state"] == "suspended" else None,
                "reason": caption("adjust.became", "zh"),
            }
        )


def _dawn(writing: Writing) -> str:
    """Return the first minute of the day: midnight itself is the end of the day before."""
    return kept_instant(datetime.combine(writing.day, time(), SHANGHAI) + timedelta(minutes=1))
