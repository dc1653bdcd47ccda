"""``needs``, declared: how far each need is, who has it, by when, and what needs a look."""

from __future__ import annotations

from graph.answers.cells import DAY, INTEGER, PLACE, TEXT, TEXTS, THING, Columns
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: The states of a need, in the order of its life.
STATES = (
    "open",
    "accepted",
    "dispatched",
    "taken",
    "suspended",
    "finished",
    "reviewed",
    "rated",
    "merged",
    "closed",
    "nothing",
)
#: What needs a look, in the order in which it is told.
MARKS = ("overdue", "due_soon", "unrated", "suspended", "returned", "unassigned")
#: Something is due soon so many working days before.
SOON = 2
#: No run of holidays is longer than so many days.
LONGEST = 14
#: Levels that are no smaller than a community: of a sensitive category no narrower place is told.
WIDE = ("province", "city", "county", "street", "community")
#: Levels that tell somebody's door.
DOORS = ("home", "entrance")
#: Letters of a name that tells a place: one stands in too many others.
TELLING = 2
#: The level by which places are counted.
LEVEL = "community"

_HANDLER: Columns = {"id": TEXT, "name": TEXT, "role": TEXT, "kind": TEXT}
_COUNTS: Columns = {"open": INTEGER, "due_soon": INTEGER, "overdue": INTEGER, "unrated": INTEGER, "met": INTEGER}
_COUNTED = {
    "open": "Not done yet",
    "due_soon": "Of these due soon",
    "overdue": "Of these overdue",
    "unrated": "Finished, and can still be rated",
    "met": "Finished, at any time",
}

ROWS = Table(
    {
        "demand": THING,
        "order_number": TEXT,
        "category": TEXT,
        "place": PLACE,
        "status": TEXT,
        "marks": TEXTS,
        "handler": _HANDLER,
        "unit": THING,
        "raised": DAY,
        "due": DAY,
        "due_time": TEXT,
        "days_late": INTEGER,
        "waits_until": DAY,
        "rate_until": DAY,
        "outcome": TEXT,
        "steps": INTEGER,
        "goes_to": {**THING, "role": TEXT, "unit": THING, "chain": TEXT},
        "up_ends": TEXT,
    },
    key=("demand",),
    said={
        "demand": "The need; without a name where that would tell a place that is not told",
        "order_number": "The office's own number",
        "place": "Where it is: of a home its building, of a sensitive category its community",
        "status": "The state after its last step",
        "marks": "What needs a look: overdue, due_soon, unrated, suspended, returned, unassigned",
        "handler": "Who has it",
        "unit": "The organisation or team of who has it",
        "due": "By which day, inclusive; null: nobody said",
        "due_time": "By what time of that day; null: by its end",
        "days_late": "Of overdue: by how many days",
        "waits_until": "Of suspended: to which day",
        "rate_until": "Of unrated: the last day on which it can be rated",
        "outcome": "What the last rating found",
        "steps": "How many steps it has",
        "goes_to": "Of overdue: to whom it goes up; null: to nobody",
        "up_ends": "Of overdue, where nobody is next: how the walk ends",
    },
    paper=(
        "order_number",
        "demand",
        "place",
        "category",
        "status",
        "marks",
        "due",
        "due_time",
        "days_late",
        "unit",
        "handler",
        "goes_to.unit",
        "goes_to",
        "up_ends",
        "waits_until",
        "rate_until",
        "raised",
        "outcome",
        "steps",
    ),
    families={"up_ends": "end"},
)
PLACES = Table({"place": PLACE, **_COUNTS}, key=("place",), said=_COUNTED, empty={"place": "cli.needs.no_place"})
UNITS = Table(
    {"unit": THING, **_COUNTS},
    key=("unit",),
    said={"unit": "Who has them; null: nobody, or a person alone", **_COUNTED},
    empty={"unit": "cli.needs.no_unit"},
)
CATEGORIES = Table(
    {"category": TEXT, **_COUNTS}, key=("category",), said=_COUNTED, empty={"category": "cli.needs.no_category"}
)

QUESTION = Question(
    name="needs",
    said="How far each need is, who has it and by when: overdue, due soon, unrated, suspended, given back.",
    tables={"rows": ROWS, "places": PLACES, "units": UNITS, "categories": CATEGORIES},
    options=(
        Option("ended", Holds.FLAG, "Show also those that have ended", called="all", default=False),
        Option(
            "states",
            Holds.STATES,
            "Which states to show, with commas between, or `all`",
            called="state",
            default=STATES,
            states=STATES,
            column="status",
        ),
        Option("category", Holds.TEXT, "Only this category and those below it"),
        Option(
            "unit",
            Holds.REFERENCE,
            "Id of the organisation or team: only what it has",
            kinds=("organisation", "team"),
        ),
        Option("level", Holds.TEXT, "The level by which places are counted", default=LEVEL),
        Option("days", Holds.TEXT, "What is due within so many days is due soon; left out: two working days"),
    ),
    card=("demand", "place", "status", "marks", "due", "unit"),
    totals={"states": "status", "marks": "marks"},
    codes=("status", "marks", "outcome"),
)
