"""``todo``, declared: what waits for somebody who sits in a seat."""

from __future__ import annotations

from graph.answers.cells import FLAG, INTEGER, TEXT, THING, Columns
from graph.answers.options import Holds, Option
from graph.answers.question import Question, Table

#: What may wait, in the order in which things of one day are told.
WHAT = (
    "accept",
    "dispatch",
    "take",
    "finish",
    "resume",
    "answer",
    "awaited",
    "rate",
    "term",
    "agreement",
    "listing",
    "order",
    "gap",
)
#: Terms and agreements are told so many days before they end.
SOON = 60
#: A declaration that a list is complete is stale after so many days.
STALE = 365

_PARTY: Columns = {"id": TEXT, "name": TEXT, "kind": TEXT}

ROWS = Table(
    {
        "matter": TEXT,
        "thing": _PARTY,
        "place": THING,
        "due": TEXT,
        "overdue": FLAG,
        "count": INTEGER,
        "norm": TEXT,
        "sentence": TEXT,
    },
    key=("matter", "thing", "norm"),
    said={
        "matter": "What waits: " + ", ".join(WHAT),
        "thing": "What it is about: a need or project, a post, an agreement, a listing; of a gap the first subject",
        "place": "Where: of a need in a home its building",
        "due": "By when, in UTC; null: nobody said",
        "overdue": "Whether that is past",
        "count": "Of gaps, how many of one norm; else 1",
        "norm": "Of gaps and orders, the id of the norm",
    },
    paper=("matter", "thing", "place", "due", "overdue", "sentence"),
    first=("matter", WHAT),
)

QUESTION = Question(
    name="todo",
    said="What waits for a seat: needs, asks, ratings, terms, agreements, stale lists, orders and gaps.",
    tables={"rows": ROWS},
    options=(
        Option(
            "seat",
            Holds.REFERENCE,
            "The post, organisation, team or person that asks",
            kinds=("post", "organisation", "team", "person"),
            required=True,
        ),
        Option("packs", Holds.PACKS, "Ask this pack of norms only; may be given several times", called="pack"),
    ),
    card=("matter", "thing", "due", "sentence"),
    totals={"waits": "waits"},
    codes=("matter",),
)
