"""Who can serve one need, asked of Neo4j: the parameters of the text, and its row as an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.match import FUNNEL, ROWS, UNMET, UNUSED
from graph.errors import NotAskable
from graph.kinds import things
from graph.kinds.labels import label
from graph.rules import Rules
from graph.values.amounts import MOST_WANTED

#: What of the answer the text does not return.
LEFT_OUT: tuple[str, ...] = (
    "score",
    "parts",
    "lot",
    "proposed",
    "asked",
    "funnel",
    "unmet",
    "unused",
    "totals",
    "issues",
)
_TABLES = {"funnel": FUNNEL, "unmet": UNMET, "unused": UNUSED}


def parameters(
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    demand: str | None = None,
    plan: bool = False,
    **_options: Any,
) -> dict[str, Any]:
    """Return the parameters of the text.

    Raises:
        NotAskable: A whole list or a plan is asked for: the text answers of one need or project.
    """
    if demand is None or plan:
        raise NotAskable("cypher_of_one_demand")
    tree = rules.categories
    return {"on": on, "within": within, "demand": demand, "above": {code: list(tree.above(code)) for code in tree.of}}


def answer(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    demand: str | None = None,
    **_options: Any,
) -> Answer:
    """Return the record of the text as ``match`` answers, without what the text leaves out.

    Raises:
        NotAskable: It is no demand: nothing of it is left, it is not open, or it lies nowhere or elsewhere.
    """
    if not records:
        raise NotAskable("match_no_demand", ref=demand)
    (found,) = records
    kinds = {label(kind.kind): kind.kind for kind in things()}
    wanted = {**found["demand"], "kind": _kind(found["labels"], kinds)}
    rows = [
        {
            **dict.fromkeys(ROWS.columns),
            "demand": wanted,
            "offer": {**one["offer"], "kind": "offer"},
            "giver": one["giver"] and {**one["giver"], "kind": _kind(one["labels"], kinds)},
            "on": one["on"],
            "quantity": one["quantity"],
            "share": one["quantity"] * (MOST_WANTED // found["whole"]),
            "state": one["state"],
            "check": sorted(one["check"]),
        }
        for one in found["offers"]
    ]
    return Answer(
        question="match",
        revision=revision,
        on=on,
        within=within,
        rules=rules.digests,
        make=lambda: {
            "rows": pl.DataFrame(rows, schema=ROWS.schema, orient="row"),
            **{name: pl.DataFrame(schema=table.schema) for name, table in _TABLES.items()},
        },
        options={"demand": demand, "giver": None},
    )


def _kind(labels: Sequence[str], kinds: Mapping[str, str]) -> str:
    return next(kinds[one] for one in labels if one in kinds)
