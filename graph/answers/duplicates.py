"""``duplicates``, declared: needs that may be one, and needs of one sort that come again around one place."""

from __future__ import annotations

from graph.answers.cells import DAY, FLAG, INTEGER, PLACE, TEXT, Columns, ListOf
from graph.answers.question import Question, Table

#: Needs raised so many days apart may be one, and so many days back makes needs of one sort a repeat.
APART = 30
#: Names that are alike by so many parts of a hundred may be of one need.
ALIKE = 85
#: So many needs of one sort around one place are shown for a table of those who answer there.
MANY = 3
#: Places so wide that nobody sits around a table for them.
WIDE = ("province", "city", "county", "street")
#: Who must come to a table of 3+N, each with the forms of the organisations that it may be.
PARTIES = {
    "branch": ("branch", "joint_branch"),
    "property": ("property_company",),
    "owners": ("owners_committee",),
}

_NEED: Columns = {"id": TEXT, "name": TEXT, "number": TEXT, "raised": DAY}

ROWS = Table(
    {
        "need": _NEED,
        "other": _NEED,
        "category": TEXT,
        "place": PLACE,
        "apart": INTEGER,
        "likeness": INTEGER,
        "sentence": TEXT,
    },
    key=("need", "other"),
    said={
        "need": "The one that was raised first",
        "other": "The one that may be the same, raised no earlier",
        "category": "The category of both",
        "place": "Where both are: the building, if they lie in one; never a door",
        "apart": "Days between the two",
        "likeness": "How alike their names are, of a hundred",
        "raised": "The day on which it was raised",
        "number": "The office's own number; it stays findable after a merge",
    },
    paper=("need", "need.number", "other", "other.number", "place", "sentence"),
)
REPEATS = Table(
    {
        "category": TEXT,
        "place": PLACE,
        "count": INTEGER,
        "cases": ListOf(_NEED),
        "parties": ListOf({"party": TEXT, "id": TEXT, "name": TEXT, "absent": FLAG}),
        "quorum": {"id": TEXT, "name": TEXT, "decides": TEXT},
        "sentence": TEXT,
    },
    key=("category", "place"),
    said={
        "place": "The narrowest place around that many of them; never a door",
        "count": "How many were raised in the last 30 days, whatever became of them; merged ones count once",
        "cases": "Which",
        "parties": "Who must come: branch, property, owners, each by who answers for the nearest place around",
        "party": "branch, property or owners",
        "id": "Its id; of a party null: not recorded",
        "absent": "Whether there is none, since what would be there is declared complete; null: there is one",
        "quorum": "The routine there that says who must be present for a decision; null: none is recorded",
    },
    paper=("place", "count", "cases", "parties", "quorum", "sentence"),
)

QUESTION = Question(
    name="duplicates",
    said="Which needs may be one and the same, and which of one sort come again around one place.",
    tables={"rows": ROWS, "repeats": REPEATS},
    card=("need", "other", "place", "sentence"),
    totals={"noticed": "duplicates"},
)
