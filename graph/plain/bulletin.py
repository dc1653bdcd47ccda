"""What may everybody read of a month: bulletin, plainly."""

from __future__ import annotations

from collections import Counter

import polars as pl

from graph.answers import Answer
from graph.answers.bulletin import QUESTION
from graph.answers.needs import LEVEL
from graph.plain.facts.reading import Readable
from graph.plain.facts.shown import Cell
from graph.plain.monthly import monthly
from graph.plain.suppression import hidden
from graph.rules import Rules


def bulletin(network: Readable, rules: Rules, *, month: str | None = None, level: str = LEVEL) -> Answer:
    """Return how many needs were accepted in a month by place and category, as a table that may be published.

    Args:
        network: Asked about its *within*, where needs lie on its date.
        rules: The rules in force; a profile says which counts are small.
        month: The month, as ``2024-10``; None = the last one that is over.
        level: The level of the places.

    Example:
        >>> from datetime import date
        >>> from graph.network import Network
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> bulletin(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["table"]["hidden"]
        0
    """
    whole = monthly(network, rules, month=month, level=level)
    places: dict[str | None, Cell | None] = {}
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for row in whole.rows.iter_rows(named=True):
        if row["accepted"]:
            category = row["category"] and rules.categories.above(row["category"])[-1]
            place = row["place"] and row["place"]["id"]
            places[place] = row["place"]
            counts[place, category] += row["accepted"]
    order = list(places)  # in the office's own order, none last, as a month has them
    categories = sorted({category for _, category in counts}, key=lambda one: (one is None, one or ""))
    table = {
        (at, column): sum(
            count
            for (place, category), count in counts.items()
            if at in (order.index(place), len(order)) and column in (categories.index(category), len(categories))
        )
        for at in range(len(order) + 1)
        for column in range(len(categories) + 1)
        if order
    }
    threshold = max([one.small_counts for one in rules.profiles.values()], default=5)
    marks = hidden(table, threshold) if table else {}
    rows = [
        {
            "place": places[order[at]] if at < len(order) else None,
            "category": categories[column] if column < len(categories) else None,
            "sum": _sum(at == len(order), column == len(categories)),
            "count": None if (at, column) in marks else count,
            "shown": marks.get((at, column), "exact"),
        }
        for (at, column), count in table.items()
    ]
    size = {"places": len(order), "categories": len(categories), "hidden": len(marks), "threshold": threshold}
    return Answer(
        question="bulletin",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": pl.DataFrame(rows, schema=QUESTION.rows.schema, orient="row")},
        options={"month": whole.options["month"], "level": level},
        totals={"table": size},
        issues=whole.issues,
    )


def _sum(of_places: bool, of_categories: bool) -> str | None:  # noqa: FBT001 - which of the two is summed over
    if of_places:
        return "all" if of_categories else "places"
    return "categories" if of_categories else None
