"""What may everybody read of a month: how much came in by place and category, without the small counts.

SEMANTICS N70.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from graph.answers import Answer
from graph.answers.bulletin import OVER_ALL, OVER_CATEGORIES, OVER_PLACES, QUESTION
from graph.answers.needs import LEVEL
from graph.facts.shown import Shown
from graph.network import Network
from graph.questions.monthly import begun, in_order
from graph.questions.reporting.counted import Month, month_counted
from graph.questions.tracking.seen import seen
from graph.rules import Rules
from graph.suppression import EXACT, suppressed, with_sums
from graph.values.months import show_month


def bulletin(network: Network, rules: Rules, *, month: str | None = None, level: str = LEVEL) -> Answer:
    """Return how many needs were accepted in a month by place and category, as a table that may be published.

    One table is safe by itself. Two that overlap may be subtracted from each other, so one is published, not several.

    Args:
        network: Asked about its *within*, where needs lie on its date.
        rules: The rules in force; a profile says which counts are small.
        month: The month, as ``2024-10``; None = the last one that is over.
        level: The level of the places.

    Raises:
        NotAskable: It is no month, or one that has not begun; or there is no such level.

    Example:
        >>> from datetime import date
        >>> from graph.rules import load_rules
        >>> from graph.tables import Tables
        >>> bulletin(Network(Tables({}), date(2024, 11, 1)), load_rules()).totals["table"]["places"]
        0
    """
    asked = Month.of(begun(network.date, month), network.date)
    found = seen(network, rules, category=None, unit=None, level=level)
    counted = month_counted(network, found.lines, asked).filter(pl.col("accepted") > 0)
    counts = Counter(
        (place, _widest(rules, category)) for place, category in counted.select("by_place", "category").iter_rows()
    )
    shown = Shown(network)
    places = sorted({place for place, _ in counts}, key=lambda row: in_order(network, row))
    categories = sorted({category for _, category in counts}, key=lambda code: (code is None, code or ""))
    threshold = max([one.small_counts for one in rules.profiles.values()], default=5)
    table = with_sums([[counts[place, category] for category in categories] for place in places]) if counts else []
    marks = suppressed(table, threshold) if table else []
    return Answer(
        question="bulletin",
        revision=network.revision,
        on=network.date,
        within=network.within_key,
        rules=rules.digests,
        make=lambda: {"rows": _frame([shown.place(row) for row in places], categories, table, marks)},
        options={"month": show_month(asked.first), "level": level},
        totals={
            "table": {
                "places": len(places),
                "categories": len(categories),
                "hidden": sum(how != EXACT for line in marks for how in line),
                "threshold": threshold,
            }
        },
        issues=() if found.left_out is None else (found.left_out,),
    )


def _widest(rules: Rules, category: str | None) -> str | None:
    return None if category is None else (rules.categories.above(category) or (category,))[-1]


def _frame(
    places: list[dict[str, Any] | None], categories: list[str | None], table: list[list[int]], marks: list[list[str]]
) -> pl.DataFrame:
    rows = []
    for at, line in enumerate(table):
        for column, count in enumerate(line):
            of_place, of_category = at < len(places), column < len(categories)
            over = (OVER_ALL, OVER_PLACES) if not of_place else (OVER_CATEGORIES, None)
            how = marks[at][column]
            rows.append(
                {
                    "place": places[at] if of_place else None,
                    "category": categories[column] if of_category else None,
                    "sum": over[of_category],
                    "count": count if how == EXACT else None,
                    "shown": how,
                }
            )
    return pl.DataFrame(rows, schema=QUESTION.rows.schema, orient="row")
