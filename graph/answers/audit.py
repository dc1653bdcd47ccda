"""``audit``, declared: where the path of every home ends."""

from __future__ import annotations

from graph.answers.cells import BAND, ID, INTEGER, PLACE, POST, TEXT, THING
from graph.answers.question import Question, Table

#: In the order in which they are counted by chain.
ENDS = ("top", "dead_end", "unknown")

_STATED = "How many of the households are stated at a place under which no home is recorded"

ROWS = Table(
    {
        "chain": TEXT,
        "cause": TEXT,
        "slot": TEXT,
        "place": PLACE,
        "homes": BAND,
        "households": BAND,
        "stated": INTEGER,
        "example": ID,
    },
    key=("chain", "cause", "slot", "place"),
    said={"example": "Id of one home that ends there", "stated": _STATED},
    paper=("chain", "cause", "slot", "place", "homes", "households", "stated", "example"),
)
#: How many homes come to each seat.
LOAD = Table(
    {"unit": THING, "post": POST, "holder": THING, "homes": BAND, "households": BAND, "stated": INTEGER},
    key=("unit", "post"),
    said={"stated": _STATED},
    paper=("holder", "post.phone", "unit", "post", "homes", "households", "stated"),
)

QUESTION = Question(
    name="audit",
    said="Where the path of every home ends, and which seats most homes come to.",
    tables={"rows": ROWS, "load": LOAD},
    card=("chain", "cause", "slot", "place", "homes", "households"),
    totals={"chains": "end"},
    codes=("cause",),
    cypher=("audit",),
)
