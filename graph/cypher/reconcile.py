"""Figures beside counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from graph.answers import EVIDENCE_CAP, Answer
from graph.answers.reconcile import ROWS, VERDICTS
from graph.cypher.norms import label_of, profiles_of
from graph.kinds import things, ties
from graph.rules import Rules
from graph.selectors import parse_measure

#: Columns of the answer that the text does not return.
LEFT_OUT: tuple[str, ...] = ()


def parameters(rules: Rules, *, on: date, within: str | None = None, **_options: Any) -> dict[str, Any]:
    """Return the parameters of the text."""
    return {
        "on": on,
        "within": within,
        "labels": {kind.kind: label_of(kind.kind) for kind in things()},
        "ties": [tie.kind for tie in ties()],
        "profiles": profiles_of(rules),
    }


def answer(
    records: Sequence[Mapping[str, Any]],
    rules: Rules,
    *,
    on: date,
    within: str | None = None,
    revision: int = 0,
    evidence_cap: int | None = EVIDENCE_CAP,
    **_options: Any,
) -> Answer:
    """Return records as ``reconcile`` answers.

    Args:
        records: Of the text.
        rules: The rules that were asked.
        on: The day asked about.
        within: The place asked in.
        revision: The revision of the store.
        evidence_cap: At most so many of the ids counted are shown, None = all.
    """
    found = [
        {**row, "measure": str(parse_measure(row["measure"])), "evidence": row["evidence"][:evidence_cap]}
        for row in records
    ]
    return Answer(
        question="reconcile",
        revision=revision,
        on=on,
        within=within,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(found, schema=ROWS.schema, orient="row")},
        options={"evidence_cap": evidence_cap},
        totals={"verdicts": {verdict: sum(row["verdict"] == verdict for row in found) for verdict in VERDICTS}},
    )
