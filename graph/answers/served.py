"""``served``, declared: the service record of one person or team, for them alone."""

from __future__ import annotations

from graph.answers.cells import DAY, FLAG, INTEGER, TEXT, THING
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

ROWS = Table(
    {
        "activity": THING,
        "held_on": DAY,
        "category": TEXT,
        "place": THING,
        "came": FLAG,
        "times": INTEGER,
        "minutes": INTEGER,
        "points": INTEGER,
    },
    key=("activity",),
    said={
        "place": "Where it was held",
        "came": "Whether they came; who did not is counted for nothing",
        "times": "How many times the activity stands for",
        "minutes": "For how long they served; null: nobody wrote it",
        "points": "By the profile of the place; null: it gives none, or the hours are not written",
    },
    paper=("held_on", "activity", "category", "place", "came", "times", "minutes", "points"),
)
SUM = Table(
    {"whom": THING, "times": INTEGER, "minutes": INTEGER, "unwritten": INTEGER, "points": INTEGER},
    key=("whom",),
    said={
        "whom": "Whose record it is",
        "times": "How many times they came",
        "minutes": "For how long altogether, of what is written",
        "unwritten": "Of how many activities the hours are not written",
        "points": "Altogether; null: no profile gives any",
    },
    paper=("whom", "times", "minutes", "unwritten", "points"),
)

QUESTION = Question(
    name="served",
    said="What one person or team served: activities, times and hours, for their own record; nobody is compared.",
    tables={"rows": ROWS, "sum": SUM},
    options=(
        Option("whom", Holds.REFERENCE, "Id of the person or team", kinds=("person", "team"), required=True),
        Option("first", Holds.TEXT, "From this day on, inclusive"),
        Option("last", Holds.TEXT, "Up to this day, inclusive"),
    ),
    card=("activity", "held_on", "category", "minutes"),
    totals={"served": "served"},
)
