"""What was signed as steps: a claim or a decline each, none beyond what is left of the demand or of the lot.

A line that cannot be written is told, and left as it is (SEMANTICS M44).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from graph.changes import ORIGIN, apply
from graph.errors import StepRefused
from graph.life.mirrored import taken_in_life
from graph.network import Network
from graph.rules import Rules
from graph.steps.asked import Asked
from graph.tables import Tables, row_schema
from graph.words import caption
from loaders.reading import Batch
from loaders.report import Report
from loaders.sources.lists.fresh import Signing, fresh, once, ties_of
from loaders.sources.lists.signed import Answer
from loaders.sources.lists.within import within_demands, within_lots


def answered(signings: Sequence[Signing], now: Tables, rules: Rules, report: Report) -> list[Batch]:
    """Return the rows that signatures make, those of all lists together: each is a step, and what follows from it.

    Args:
        signings: The lists.
        now: The store now.
        rules: The rules in force.
        report: Takes what cannot be written, which is counted as skipped, and whom a claim leaves to be told.
    """
    every = [one for signing in signings for one in signing.answers]
    if not every:
        return []
    network, known = Network(now, max(one.day for one in every)), ties_of(now)
    new = [one for signing in signings for one in fresh(signing, network, known, report)]
    counted = within_demands(network, list(once(new, signings, report)), report)
    kept = within_lots(network, rules, counted, known, report)
    return _steps(kept, now, rules, report)


def _steps(answers: Iterable[Answer], now: Tables, rules: Rules, report: Report) -> list[Batch]:
    """Take each answer as a step on the day on which it was signed; the declines first, as they free nobody."""
    tables = now
    rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for one in sorted(answers, key=lambda one: (one.claimed, one.day)):
        box = one.box
        to_come = box.on if box.on is not None and box.on >= one.day else None  # who signs late delivers later
        said = {"quantity": one.quantity, "delivery": to_come} if one.claimed else {"reason": one.reason}
        asked = Asked("claim" if one.claimed else "decline", box.demand, box.source, **said)
        try:
            made = taken_in_life(Network(tables, one.day), rules, asked)
        except StepRefused as error:
            report.skipped += 1
            report.warn("lists_refused", one.where, found=error.message())
            continue
        tables = apply(tables, made.changes)
        origin = {"file": one.where.file, "sheet": one.where.sheet, "row": one.where.row}
        for kind, frame in made.changes.frames.items():
            rows[kind].update({row["key"]: {**row, **origin} for row in frame.iter_rows(named=True)})
        for doubt in made.doubts:
            report.note("lists_doubt", one.where, found=caption(f"doubt.{doubt.code}", "zh", **doubt.params))
        for told in made.informed:
            report.note("lists_withdrawn", one.where, found=_name(tables, told.giver or told.source))
    return [_batch(kind, list(some.values())) for kind, some in rows.items()]


def _name(tables: Tables, key: str) -> str:
    named = tables[key.partition("-")[0]].filter(key=key)
    return str(named.to_dicts()[0].get("name") or key) if named.height else key


def _batch(kind: str, rows: list[dict[str, Any]]) -> Batch:
    schema = {**row_schema(kind), **ORIGIN}
    return Batch(
        kind, pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema, orient="row")
    )
