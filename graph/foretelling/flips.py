"""Norms of which something is otherwise with a change: their state, or a number in it (SEMANTICS K31)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from graph.answers import UNBOUNDED
from graph.answers.coverage import STATES
from graph.answers.foretold import FLIPS, ROWS
from graph.facts import Facts
from graph.facts.bands import shortfall
from graph.facts.shown import Shown
from graph.foretelling.both import Both
from graph.network import Network
from graph.norms.asking import ask
from graph.norms.finding import UNKNOWN, Finding
from graph.rules import Norm, Rules

_NUMBERS = ("has", "needs", "short")
_BANDS = tuple(f"{name}_{end}" for name in _NUMBERS for end in ("low", "high"))
_KEY = ("norm", "subject", "item")


def flips_of(both: Both) -> pl.DataFrame:
    """Return a row a norm, subject and item of which state or numbers differ, by norm, then as the subjects lie."""
    norms = {norm: at for at, norm in enumerate(dict.fromkeys(norm.id for norm in both.rules.norms))}
    before, after = (_lines(both, facts) for facts in both.facts)
    joined = after.join(before, on=_KEY, how="full", nulls_equal=True, coalesce=True, suffix="_before")
    differs = pl.any_horizontal(
        pl.col(one).ne_missing(pl.col(f"{one}_before")) for one in ("state", "counted", *_BANDS)
    )
    found = (
        joined.filter(differs)
        .with_columns(at=pl.col("norm").replace_strict(norms, return_dtype=pl.Int64), change=_change())
        .sort("at", pl.col("order").is_null(), "order", "order_before", maintain_order=True)
    )
    subjects = [_subjects(network, found[name]) for network, name in ((both.after, "row"), (both.before, "row_before"))]
    shown = pl.select(pl.when(found["row"].is_not_null()).then(subjects[0]).otherwise(subjects[1])).to_series()
    bands = {
        f"{name}{suffix}": _band(f"{name}_low{suffix}", f"{name}_high{suffix}")
        for name in _NUMBERS
        for suffix in ("_before", "")
    }
    told = found.with_columns(subject=shown, **bands).select(*ROWS.schema)
    return told.cast(ROWS.schema)  # type: ignore[arg-type]  # as a frame of them has it


def flip_counts(rows: pl.DataFrame) -> dict[str, int]:
    """Return how many there are of each change."""
    found = Counter(rows["change"].to_list())
    return {change: found[change] for change in FLIPS}


def _change() -> pl.Expr:
    """Return what became of a line."""
    was, now = pl.col("state_before"), pl.col("state")
    return (
        pl.when(now.is_null())
        .then(pl.lit("ends"))
        .when((now == "gap") & was.ne_missing("gap"))
        .then(pl.lit("opens"))
        .when(was.is_null())
        .then(pl.lit("begins"))
        .when(was == now)
        .then(pl.lit("amounts"))
        .when((was == "gap") & (now == "met"))
        .then(pl.lit("closes"))
        .when(now == "unknown")
        .then(pl.lit("unsure"))
        .when((was == "unknown") & (now == "met"))
        .then(pl.lit("known"))
        .otherwise(pl.lit("otherwise"))
    )


def _lines(both: Both, facts: Facts) -> pl.DataFrame:
    """Return a line a norm, subject and item of one of the two networks, in order, with its numbers."""
    network, rules = facts.network, both.rules
    if network.view.places > _KEPT:
        found = _found(facts, rules)
    else:  # what is there without a change is asked again before each one, and is the same
        found = network.daily(("foretold lines", id(rules)), rules, lambda: _found(facts, rules))
    return found.with_columns(subject=both.joint(network, found["row"].to_numpy())).with_row_index("order")


#: Of more places than this, what was found is not kept: it would take more room than the network.
_KEPT = 20_000


def _found(facts: Facts, rules: Rules) -> pl.DataFrame:
    """Return the same by rows of the network."""
    norms = [norm for norm in rules.norms if norm.holds_on(facts.network.date)]
    parts = [part for norm in norms for part in _parts(facts, rules, norm)]
    columns = {name: [part[name] for part in parts] for name in ("row", "state", "counted", *_BANDS)}
    found = pl.DataFrame({name: np.concatenate([_NOTHING, *some]) for name, some in columns.items()})
    return found.with_columns(
        norm=pl.Series([one for part in parts for one in part["norm"]], dtype=pl.String),
        item=pl.Series([one for part in parts for one in part["item"]], dtype=pl.String),
        state=pl.Series(STATES, dtype=pl.String).gather(found["state"]),
        **{name: pl.when((pl.col("counted") > 0) & (pl.col(name) < UNBOUNDED)).then(name) for name in _BANDS},
        # an end that is not known is no number, and differs from one that was not asked for
        counted=pl.col("counted") > 0,
    )


_NOTHING = np.array([], dtype=np.int64)


def _parts(facts: Facts, rules: Rules, norm: Norm) -> Iterator[dict[str, Any]]:
    """Yield what was found of the subjects of a norm, in their order, as columns."""
    asked = ask(facts, rules, norm, None)
    found = [_columns(one) for one in asked.findings if one.subjects.size]
    if not found:
        return
    position = np.zeros(facts.network.rows.size, dtype=np.int64)
    position[asked.subjects] = np.arange(asked.subjects.size)
    whole = {name: np.concatenate([one[name] for one in found]) for name in found[0] if name != "item"}
    items = [item for one in found for item in one["item"]]
    order = np.argsort(position[whole["row"]], kind="stable")
    yield {
        **{name: column[order] for name, column in whole.items()},
        "item": [items[at] for at in order.tolist()],
        "norm": [norm.id] * order.size,
    }


def _columns(found: Finding) -> dict[str, Any]:
    """Return what was found of some subjects, as columns."""
    bands = {"has": found.has, "needs": found.needs, "short": found.short or shortfall(found.has, found.needs)}
    return {
        "row": found.subjects.astype(np.int64),
        "item": [None] * found.subjects.size if found.items is None else list(found.items),
        "state": found.state.astype(np.int64),
        "counted": ((found.state <= UNKNOWN) & found.asked).astype(np.int64),
        **{f"{name}_low": band.low for name, band in bands.items()},
        **{f"{name}_high": band.high for name, band in bands.items()},
    }


def _band(low: str, high: str) -> pl.Expr:
    """Return a band; null where nothing was counted."""
    return pl.when(pl.col(low).is_not_null()).then(pl.struct(pl.col(low).alias("low"), pl.col(high).alias("high")))


def _subjects(network: Network, rows: pl.Series) -> pl.Series:
    """Return subjects as a network shows them; null where it was not asked there."""
    found = Shown(network).subjects(rows.drop_nulls().to_numpy())
    at = pl.select(pl.when(rows.is_not_null()).then(rows.is_not_null().cum_sum() - 1)).to_series()
    return found.gather(at)
