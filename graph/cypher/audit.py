"""Where escalations stop, asked of Neo4j: the parameters of the text, and its rows as an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.audit import LOAD, ROWS
from graph.cypher.chains import chains_of
from graph.rules import Rules

#: What of the answer the text does not return.
LEFT_OUT: tuple[str, ...] = ("issues", "near", "stated", "hangs", "remaining", "reliance", "thin", "sides")


def parameters(rules: Rules, *, on: date, within: str | None = None, **_options: Any) -> dict[str, Any]:
    """Return the parameters of the text."""
    households = {
        key: profile.households.model_dump() for key, profile in sorted(rules.profiles.items()) if profile.households
    }
    return {"on": on, "within": within, "households": households, "chains": chains_of(rules)}


def answer(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    **_options: Any,
) -> Answer:
    """Return the records of the text as ``audit`` answers."""
    stops = [_placed(row) for row in records if row["tells"] == "stops"]
    load = [row for row in records if row["tells"] == "load"]
    chains: dict[str, dict[str, int]] = {}
    for row in records:
        if row["tells"] == "ends":
            chains.setdefault(row["chain"], {})[row["cause"]] = row["starts"]
    return Answer(
        question="audit",
        revision=revision,
        on=on,
        within=within,
        rules=rules.digests,
        make=lambda: {"rows": _frame(stops, ROWS.schema), "load": _frame(load, LOAD.schema)},
        totals={"chains": chains},
    )


def _placed(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**row, "place": row["place"] and {**row["place"], "kind": "place"}}


def _frame(found: Sequence[Mapping[str, Any]], columns: Mapping[str, Any]) -> pl.DataFrame:
    told = {name: held for name, held in columns.items() if name not in LEFT_OUT}
    return pl.DataFrame([{name: row[name] for name in told} for row in found], schema=told, orient="row")
