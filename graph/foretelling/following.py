"""Open needs, and what is asked or claimed for them: what goes along, and what is left (SEMANTICS K33)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from graph.answers.foretold import FOLLOWING, FOLLOWS
from graph.facts import Facts
from graph.facts.lives import lives_of
from graph.facts.shown import Shown
from graph.facts.wished import KINDS
from graph.foretelling.both import Both
from graph.matching.meetings import meetings_of
from graph.network.columns import Ints, Longs
from graph.rules.workflow import DONE

#: States of a tie that somebody still waits for.
_WAITING = ("proposed", "asked", "claimed")

Row = dict[str, Any]


def follows_of(both: Both) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return a row a need or tie that goes along or is left, by what becomes of it; and how many there are of each."""
    shown = _Shown(both)
    rows = [shown.row(row) for row in (*_needs(both), *_ties(both))]
    rows.sort(key=lambda row: (FOLLOWING.index(row["change"]), row["what"], row["thing"]["id"], row["tie"] or ""))
    counts = Counter(row["change"] for row in rows)
    return pl.DataFrame(rows, schema=FOLLOWS.schema, orient="row"), {one: counts[one] for one in FOLLOWING}


def _needs(both: Both) -> Iterator[Row]:
    """Yield what becomes of each need and project that is open without the change."""
    before, after = (_open(both, facts) for facts in both.facts)
    joined = before.join(after, on="thing", how="left", suffix="_after", maintain_order="left")
    parts = ("anchor", "has", "there", "seat")
    differs = pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{one}_after")) for one in parts)
    for row in joined.filter(differs).iter_rows(named=True):
        told = {"what": row["what"], "thing": row["thing"], "tie": None}
        if row["anchor_after"] is None:
            yield {**told, "change": "ends", "before": -1, "after": -1}
            continue
        if row["anchor"] != row["anchor_after"]:
            yield {**told, **_to("moves", row["anchor"], row["anchor_after"])}
        if row["has"] != row["has_after"]:
            yield {**told, **_to("passes", row["has"], row["has_after"])}
        elif row["there"] and not row["there_after"]:
            yield {**told, "change": "left", "before": row["has"], "after": -1}
        elif row["seat"] != row["seat_after"]:
            yield {**told, **_with_seat(row["has"], row["seat"], row["seat_after"])}


def _to(change: str, before: int, after: int) -> Row:
    """Return where something goes; what goes nowhere is left."""
    return {"change": change if after >= 0 else "left", "before": before, "after": after}


def _with_seat(seat: int, before: int, after: int) -> Row:
    """Return who has something by a seat; where nobody sits there any more, it is left with the seat."""
    if after < 0:
        return {"change": "left", "before": seat, "after": -1}
    return {"change": "with_seat", "before": before, "after": after}


def _open(both: Both, facts: Facts) -> pl.DataFrame:
    """Return, of one side, a line an open need or project: where it lies, who has it, and who sits in that seat."""
    network = facts.network
    lives = lives_of(network)
    valid = pl.Series(network.view.valid[lives["row"].to_numpy()])
    lives = lives.filter(valid & ~pl.Series(lives["state"].is_in([*DONE])) & ~lives["ended"])
    row, has = lives["row"].to_numpy(), lives["has"].to_numpy()
    blocks = [network.rows.block[kind] for kind in KINDS]
    return pl.DataFrame(
        {
            "what": pl.Series([KINDS[int(one >= blocks[1][0])] for one in row.tolist()], dtype=pl.String),
            "thing": both.joint(network, row),
            "anchor": both.joint(network, network.view.anchor[row]),
            "has": both.joint(network, has),
            "there": (has >= 0) & network.view.valid[np.maximum(has, 0)],
            "seat": _sits(both, facts, has),
        }
    )


def _sits(both: Both, facts: Facts, seats: Ints) -> Longs:
    """Return who is in charge of each of some seats; -1 where nobody is known, and for what is no post of the day."""
    network = facts.network
    first, last = network.rows.block["post"]
    post = (seats >= first) & (seats < last)
    post[post] = network.view.valid[seats[post]]
    person = np.full(seats.size, -1, dtype=np.int64)
    person[post] = facts.seats.person[seats[post]]
    return both.joint(network, person)


def _ties(both: Both) -> Iterator[Row]:
    """Yield what becomes of each tie between a need and whom it is asked of, as long as somebody waits for it."""
    before, after = (_waiting(both, facts) for facts in both.facts)
    known = before["key"]
    joined = before.filter("open").join(after, on="key", how="left", suffix="_after").sort("key")
    parts = ("source_there", "target_there", "seat")
    same = pl.col("open_after").fill_null(value=False) & ~pl.any_horizontal(
        pl.col(one).ne_missing(pl.col(f"{one}_after")) for one in parts
    )
    fresh = after.filter(pl.col("open") & ~pl.col("key").is_in(known.implode())).sort("key").to_dicts()
    for row in joined.filter(~same).iter_rows(named=True):
        told = {"what": row["state"], "thing": row["target"], "tie": row["key"]}
        if row["open_after"]:
            yield {**told, **_with_seat(row["liaison"], row["seat"], row["seat_after"])}
        elif row["waits_after"]:
            gone = row["target"] if row["source_there_after"] else row["source"]
            yield {**told, "change": "left", "before": gone, "after": -1}
        elif (heir := _heir(row, fresh)) is not None:
            fresh.remove(heir)
            end = "source" if heir["target"] == row["target"] else "target"
            yield {**told, "change": "passes", "before": row[end], "after": heir[end]}
        else:
            yield {**told, "change": "ends", "before": row["source"], "after": -1}


def _heir(row: Row, fresh: list[Row]) -> Row | None:
    """Return the new tie of the same state that takes the place of one: for the same need, else by the same giver."""
    same = [one for one in fresh if one["state"] == row["state"]]
    by = (*(one for one in same if one["target"] == row["target"]), *(o for o in same if o["source"] == row["source"]))
    return next(iter(by), None)


def _waiting(both: Both, facts: Facts) -> pl.DataFrame:
    """Return, of one side, a line a tie: whether somebody waits for it, between which, and through whose seat."""
    network = facts.network
    tie, met = network.rows.ties["meets"], meetings_of(network, both.rules)
    liaison = _rows(facts, tie.frame["liaison"])
    waits = met.of_state(_WAITING) & ~met.lapsed
    valid = network.view.valid
    return pl.DataFrame(
        {
            "key": tie.frame["key"],
            "state": tie.frame["state"],
            "source": both.joint(network, tie.source),
            "target": both.joint(network, tie.target),
            "liaison": both.joint(network, liaison),
            "seat": _sits(both, facts, liaison),
            "waits": waits,
            "source_there": valid[tie.source],
            "target_there": valid[tie.target],
            "open": waits & valid[tie.source] & valid[tie.target],
        }
    )


def _rows(facts: Facts, keys: pl.Series) -> Ints:
    """Return the rows of keys, -1 for none."""
    rows = facts.network.rows
    known = {key: rows.row(key) for key in keys.drop_nulls().unique().to_list()}
    found = [known.get(key) for key in keys.to_list()]
    return np.array([-1 if one is None else one for one in found], dtype=np.int32)


class _Shown:
    """Shows things by joint numbers: as they are with the change, else as they were."""

    def __init__(self, both: Both) -> None:
        self._both = both
        self._before, self._after = map(Shown, both.sides)

    def row(self, row: Row) -> Row:
        return {**row, **{name: self._thing(row[name]) for name in ("thing", "before", "after")}}

    def _thing(self, joint: int) -> Row | None:
        if joint < 0:
            return None
        old = self._both.before.rows.size
        return self._after.thing(self._both.made(joint)) if joint >= old else self._before.thing(joint)
