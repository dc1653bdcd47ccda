"""Reconciling parts: each figure is in the part where its subject is, and stands under its name."""

from __future__ import annotations

import polars as pl

from graph.answers import Answer
from graph.network import Network
from graph.questions import reconcile
from graph.rules import Rules


def part(network: Network, rules: Rules, placed: pl.DataFrame) -> tuple[Answer, dict[str, pl.DataFrame]]:  # noqa: ARG001
    """Return the answer of a part, and its rows."""
    answer = reconcile(network, rules)
    return answer, {"rows": answer.rows}


def whole(table: str, parts: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001 - there is one
    """Return the rows of all parts by the names of their figures."""
    return parts.sort(pl.col("name").fill_null(""), "figure")
