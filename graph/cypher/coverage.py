"""The rows of both coverage texts as one answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.coverage import ROWS, STATES
from graph.answers.coverage_asked import checked_states
from graph.rules import Rules


def answer(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    states: Collection[str] | None = ("gap", "unknown"),
    evidence_cap: int | None = EVIDENCE_CAP,
    **_options: Any,
) -> Answer:
    """Return records as ``coverage`` answers: by norm, then as places lie in each other on territory.

    Args:
        records: Of either text, or of both.
        rules: The rules that were asked.
        on: The day asked about.
        within: The place asked in.
        revision: The revision of the store.
        states: Which states are shown as rows, None = all; the totals count all.
        evidence_cap: At most so many ids are shown as evidence of a row, None = all.

    Raises:
        BadInput: There is no such state.
    """
    states = checked_states(states)
    by_norm: dict[str, Counter[str]] = defaultdict(Counter)
    found = sorted(records, key=lambda row: (row["norm"], _order(row["order"])))
    for row in found:
        by_norm[row["norm"]][row["state"]] += 1
    shown = [
        {
            **{name: row.get(name) for name in ROWS.columns},
            "evidence": row["evidence"][:evidence_cap],
            "flags": [],  # presence and ratio have none
            "cite": {**row["cite"], "changed_by": None},  # nor is a norm asked that is otherwise somewhere
        }
        for row in found
        if states is None or row["state"] in states
    ]
    return Answer(
        question="coverage",
        revision=revision,
        on=on,
        within=within,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(shown, schema=ROWS.schema, orient="row")},
        options={
            "states": None if states is None else list(states),
            "evidence_cap": evidence_cap,
            "load": False,
            "matrix": False,
        },
        totals={
            "states": {state: sum(row["state"] == state for row in found) for state in STATES},
            "norms": {norm: dict(count) for norm, count in by_norm.items()},
        },
    )


def _order(way: Sequence[Mapping[str, Any]]) -> list[tuple[bool, int, list[str | int], str]]:
    """Return where a place stands: by display order, empty last, then by name with its numbers as numbers, then key."""
    return [(one["display_order"] is None, one["display_order"] or 0, _natural(one["name"]), one["key"]) for one in way]


def _natural(name: str) -> list[str | int]:
    return [int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", name))]
