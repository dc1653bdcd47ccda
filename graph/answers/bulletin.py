"""``bulletin``, declared: what came in within a month as a table that may hang on a wall, small counts hidden."""

from __future__ import annotations

from graph.answers.cells import INTEGER, PLACE, TEXT
from graph.answers.needs import LEVEL
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What a row that is no cell sums up.
OVER_CATEGORIES, OVER_PLACES, OVER_ALL = "categories", "places", "all"

ROWS = Table(
    {"place": PLACE, "category": TEXT, "sum": TEXT, "count": INTEGER, "shown": TEXT},
    key=("place", "category", "sum"),
    said={
        "category": "The widest category that it falls under",
        "sum": "null: a cell; categories: all of a place; places: all of a category; all",
        "count": "How many were accepted in the month; null: not shown",
        "shown": "exact; small: 1 or more and below the threshold; withheld: the threshold or more, else a small one "
        "could be worked out; withheld_any: the same, but it may be small itself, as all that is withheld may be",
    },
    paper=("place", "category", "sum", "count", "shown"),
)

QUESTION = Question(
    name="bulletin",
    said="What came in within a month by place and category, for everybody to read: small counts cannot be worked out.",
    tables={"rows": ROWS},
    options=(
        Option("month", Holds.TEXT, "The month, such as 2024-10; left out: the last one that is over"),
        Option("level", Holds.TEXT, "The level of the places", default=LEVEL),
    ),
    card=("place", "category", "sum", "count", "shown"),
    totals={"table": "bulletin"},
    codes=("shown", "sum"),
)
