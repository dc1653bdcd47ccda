"""Coverage of parts: the rows of all, norm by norm in the order of the tree."""

from __future__ import annotations

import polars as pl

from graph.answers import Answer
from graph.network import Network
from graph.questions import coverage
from graph.rules import Rules

_NORM, _AT = "_norm", "_position"


def part(network: Network, rules: Rules, placed: pl.DataFrame) -> tuple[Answer, dict[str, pl.DataFrame]]:
    """Return the answer of a part, and its rows with what they are ordered by."""
    answer = coverage(network, rules)
    rows = answer.rows
    order = {norm.id: at for at, norm in enumerate(rules.norms)}
    at = pl.DataFrame({"subject": rows["subject"].struct.field("id")})
    known = at.unique()
    anchors = network.view.anchor[network.rows_of(known["subject"].to_list())]
    anchored = known.with_columns(key=network.rows.keys[anchors]).join(placed, on="key", how="left")
    positions = at.join(anchored, on="subject", how="left", maintain_order="left")["position"]
    found = rows.with_columns(
        pl.col("norm").replace_strict(order, return_dtype=pl.Int64).alias(_NORM), positions.alias(_AT)
    )
    return answer, {"rows": found}


def whole(table: str, parts: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001 - there is one
    """Return the rows of all parts; those of one place stand in one part, in their order."""
    return parts.sort(_NORM, _AT, maintain_order=True).drop(_NORM, _AT)
