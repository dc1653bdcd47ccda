"""Which needs may be one, and which come again around one place (SEMANTICS N10, N11, N12)."""

from __future__ import annotations

from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.duplicates import QUESTION, REPEATS
from graph.answers.duplicates_said import who_comes, why_one
from graph.facts import facts_of
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.repeating.looked import looked_at
from graph.questions.repeating.pairs import pairs_of
from graph.questions.repeating.repeats import Tables3N, repeats_of
from graph.rules import Rules

Row = dict[str, Any]


def duplicates(network: Network, rules: Rules) -> Answer:
    """Return which needs may be one and the same, and which of one sort come again around one place.

    Pairs are suggestions: a person confirms, and a merged need keeps its number.

    Args:
        network: Asked about its *within*, on its date.
        rules: The rules in force; named in the answer.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> duplicates(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["noticed"]["pairs"]
        0
    """
    needs = looked_at(network)
    standing = needs.filter(~pl.col("ended"))
    pairs, repeats = pairs_of(standing), repeats_of(facts_of(network, rules), needs)
    without = {
        name: int(
            standing.select((pl.col(column) < 0).sum() if column == "place" else pl.col(column).null_count()).item()
        )
        for name, column in (("no_category", "category"), ("no_day", "raised"), ("nowhere", "place"))
    }
    noticed = {"needs": standing.height, "pairs": pairs.height, "repeats": len(repeats), **without}
    return Answer(
        question="duplicates",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {
            "rows": _rows(network, pairs),
            "repeats": pl.DataFrame(_repeats(network, needs, repeats), schema=REPEATS.schema, orient="row"),
        },
        totals={"noticed": noticed},
    )


def _rows(network: Network, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of pairs; each need and place is made a struct once a column, not once a row."""
    shown = Shown(network)
    told = {
        "need": _needs(shown, pairs["need"], pairs["raised"]),
        "other": _needs(shown, pairs["other"], pairs["raised_other"]),
    }
    found = pairs.select("category", "apart", "likeness").with_columns(
        place=shown.places(pairs["told"].to_numpy()), **told
    )
    why = [why_one(row) for row in found.select("place", "apart", "likeness").iter_rows(named=True)]
    return found.with_columns(sentence=pl.Series(why, dtype=pl.String)).select(
        pl.col(name).cast(dtype) for name, dtype in QUESTION.rows.schema.items()
    )


def _needs(shown: Shown, needs: pl.Series, raised: pl.Series) -> pl.Series:
    rows = needs.to_numpy()
    numbers = shown.network.rows.frame("need")["number"]
    first, _ = shown.network.rows.block["need"]
    columns = {"id": shown.keys(rows), "name": shown.names(rows), "number": numbers.gather(rows - first)}
    return pl.DataFrame({**columns, "raised": raised}).to_struct()


def _repeats(network: Network, needs: pl.DataFrame, repeats: list[Tables3N]) -> list[Row]:
    shown = Shown(network)
    raised = dict(needs.select("need", "raised").iter_rows())
    found = []
    for one in repeats:
        row = {
            "category": one.category,
            "place": shown.place(one.place),
            "count": len(one.needs),
            "cases": [_need(shown, need, raised[need]) for need in one.needs],
            "parties": [
                {"party": party, **(shown.thing(unit) or {"id": None, "name": None}), "absent": absent}
                for party, unit, absent in one.parties
            ],
            "quorum": _quorum(shown, one.quorum),
        }
        found.append({**row, "sentence": who_comes(row)})
    return found


def _need(shown: Shown, row: int, raised: Any) -> Row:
    return {**(shown.thing(row) or {}), "number": shown.value(row, "number"), "raised": raised}


def _quorum(shown: Shown, row: int) -> Row | None:
    return {**(shown.thing(row) or {}), "decides": shown.value(row, "decides")} if row >= 0 else None
