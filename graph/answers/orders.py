"""``orders``, declared: orders to put something right, and whether that was done."""

from __future__ import annotations

from graph.answers.cells import DAY, INTEGER, TEXT, Columns
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What has become of an order, in the order in which it is told: what went wrong again first.
STATES = ("reopened", "open", "cannot_tell", "closed", "lapsed")
#: So many of the latest days on which anything in the ledger changed are looked at.
LOOKED_AT = 24

_PARTY: Columns = {"id": TEXT, "name": TEXT, "kind": TEXT}

ROWS = Table(
    {
        "order": TEXT,
        "norm": TEXT,
        "subject": _PARTY,
        "item": TEXT,
        "state": TEXT,
        "responsible": _PARTY,
        "assigned_on": DAY,
        "due": DAY,
        "days_late": INTEGER,
        "since": DAY,
        "met_on": DAY,
        "sentence": TEXT,
    },
    key=("order",),
    said={
        "order": "Id of the order",
        "norm": "Id of the norm; /v1/rules tells it",
        "subject": "Where the gap was",
        "item": "What of the subject was asked; null: the subject itself",
        "state": "By coverage on the day: open (a gap), closed (met), reopened (was met since, and is a gap again), "
        "cannot_tell, lapsed (the norm is not asked there any more)",
        "responsible": "Who is to close it",
        "due": "By this day, inclusive; null: nobody said",
        "days_late": "For how many days it is past; null: it is not, or is closed",
        "since": "Since when it is met, or a gap again, of the days on which the ledger changed",
        "met_on": "Of what is a gap again, the last of these days on which it was met",
    },
    paper=("state", "subject", "item", "norm", "responsible", "assigned_on", "due", "days_late", "since", "sentence"),
    first=("state", STATES),
    families={"state": "order"},
)

QUESTION = Question(
    name="orders",
    said="What was ordered to be put right: open, closed since, a gap again, or nobody can tell; read off coverage.",
    tables={"rows": ROWS},
    options=(
        Option(
            "states",
            Holds.STATES,
            "Which orders to show, with commas between, or `all`",
            called="state",
            default=STATES,
            states=STATES,
            column="state",
        ),
    ),
    card=("subject", "norm", "state", "due", "days_late", "responsible", "sentence"),
    totals={"states": "order"},
    codes=(),
)
